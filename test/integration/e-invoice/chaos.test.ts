import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { eInvoiceChaos } from '../../support/e-invoice-chaos.ts';
import { createDatabase } from '../../support/plugin.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 3, quota: { per5Minutes: 90_000, perHour: 90_000 } });
});
afterAll(() => sandbox?.stop());

test('a hundred invoices through every fault and two deaths: each made once, sent once, copied once at most, none forgotten', async () => {
  const { broken, ...figures } = await eInvoiceChaos({
    sandbox,
    databaseUrl: await createDatabase(),
    invoices: 100,
    replicas: 1,
    shops: 1,
    deaths: [0.3, 0.7],
    variables: { FIC_QUOTA_5MIN: '90000', FIC_QUOTA_HOUR: '90000' },
    withinMs: 200_000,
  });
  expect(broken).toEqual([]);
  expect(figures).toMatchObject({ sent: 100, kills: 2 });
  // The faults reached what they are about.
  expect(figures.faults).toBeGreaterThan(100);
  expect(figures.copies).toBeGreaterThan(10);
  expect(figures.discarded).toBeGreaterThan(0);
  expect(figures.corrected).toBeGreaterThan(0);
}, 480_000);
