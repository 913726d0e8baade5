import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { openDatabase } from '../../../src/store/postgres/database.ts';
import { createQuota } from '../../../src/store/quota/quota.ts';
import { createTakeCallSql } from '../../../src/store/quota/take-call.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** What a quota that is used up still hears. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let database: ReturnType<typeof openDatabase>;
let now: Date;
let company = 700;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0 });
  plugin = await startTestPlugin(sandbox);
  database = openDatabase(plugin.databaseUrl, () => undefined);
});
beforeEach(() => {
  now = new Date('2026-11-03T10:00:00Z');
  company += 1;
});
afterAll(async () => {
  await database?.close();
  await plugin?.stop();
  await sandbox?.stop();
});

const HOUR_MS = 3_600_000;
const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
function quota(perMonth = 5) {
  const limits = { perFiveMinutes: 100, perHour: 100, perMonth, scale: 1 };
  return createQuota(database, createTakeCallSql(limits), limits, { now: () => now });
}
async function useUp() {
  const used = quota();
  for (let call = 0; call < 5; call += 1)
    expect(await used.take(company, 'manual')).toMatchObject({ granted: true });
  const refused = await used.take(company, 'manual');
  expect(refused).toEqual({ granted: false, retryAt: new Date(now.getTime() + HOUR_MS) });
  return used;
}

test('a month that is used up: one call an hour asks, and no more', async () => {
  const used = await useUp();
  for (let hour = 0; hour < 3; hour += 1) {
    later(HOUR_MS);
    const asked = [];
    for (let turn = 0; turn < 4; turn += 1) asked.push((await used.take(company, 'automatic')).granted);
    expect(asked).toEqual([true, false, false, false]);
    expect((await used.take(company, 'customers')).granted).toBe(false);
  }
});

test('a month that began anew there is heard by the call that asks, and a refusal until our month’s end with it', async () => {
  const used = await useUp();
  // As many as to be sure of it.
  await plugin.query(
    `update quota_windows set used = 50, "limit" = 50 where company_id = $1 and "window" = 'month'`,
    [company],
  );
  await used.observe(company, { refusedUntil: new Date('2026-12-01T00:00:00Z') });
  later(HOUR_MS);
  const asked = await used.take(company, 'automatic');
  expect(asked.granted).toBe(true);
  await used.observe(company, { monthRemaining: 4, monthLimit: 5 }, asked.granted ? asked.known : undefined);
  expect((await used.take(company, 'automatic')).granted).toBe(true);
});

test('calls that never arrived begin no new hour; one that began there is heard', async () => {
  const used = quota(1000);
  for (let call = 0; call < 40; call += 1) await used.take(company, 'manual');
  const began = (await used.read(company)).hour.resetsAt;
  later(HOUR_MS / 4);
  await used.observe(company, { hourRemaining: 75, hourLimit: 100 });
  // What is on its way may count yet.
  expect((await used.read(company)).hour).toEqual({ limit: 100, remaining: 65, resetsAt: began });
  later(HOUR_MS / 4);
  await used.observe(company, { hourRemaining: 98, hourLimit: 100 });
  const resetsAt = new Date(now.getTime() + HOUR_MS);
  expect((await used.read(company)).hour).toEqual({ limit: 100, remaining: 98, resetsAt });
});

test('a limit that an operator raises counts at once; one that Fatture in Cloud names, as it names it', async () => {
  await useUp();
  const raised = quota(8);
  const call = await raised.take(company, 'automatic');
  expect(call.granted).toBe(true);
  await raised.observe(company, { monthRemaining: 0, monthLimit: 6 }, call.granted ? call.known : undefined);
  expect((await raised.take(company, 'automatic')).granted).toBe(false);
});
