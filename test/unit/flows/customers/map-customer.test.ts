import { describe, expect, test } from 'vitest';
import type { ShopCustomer } from '../../../../src/domain/customers/customer.ts';
import { hashClient, mapCustomer } from '../../../../src/flows/customers/map-customer.ts';
import { spreadMs } from '../../../../src/jobs/spread.ts';

const nobody: ShopCustomer = {
  id: 'u-1',
  party: {
    name: null,
    company: null,
    address1: null,
    address2: null,
    city: null,
    postalCode: null,
    province: null,
    countryIso: null,
    email: null,
    phone: null,
    vatNumber: null,
    taxCode: null,
    certifiedEmail: null,
    sdiCode: null,
  },
  code: null,
  updatedAt: null,
  notes: null,
};

describe('a customer as a client', () => {
  test('ten thousand characters of notes are cut, without markup', () => {
    const { notes } = mapCustomer({ ...nobody, notes: `<b>Nota</b> ${'x'.repeat(10_000)}` });
    expect(notes?.length).toBe(1000);
    expect(notes).toMatch(/^Nota x+\.\.\.$/);
  });

  test('who has nothing but an id has a name and our code', () => {
    expect(mapCustomer(nobody)).toMatchObject({ name: expect.stringMatching(/\S/), code: 'TSC-u.2d.1' });
  });

  test('has the same hash while nothing changes that would be written, and another then', () => {
    const hash = hashClient(mapCustomer(nobody));
    expect(hashClient(mapCustomer({ ...nobody, updatedAt: new Date(), code: 'C7' }))).toBe(hash);
    expect(hashClient(mapCustomer({ ...nobody, notes: 'nuova' }))).not.toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('each shop has its own moment of the hour, always the same one', () => {
  const shops = Array.from({ length: 1000 }, (_, index) => `shop-${index}`);
  const minutes = shops.map((shop) => Math.floor(spreadMs(shop, 3_600_000) / 60_000));
  expect(new Set(minutes).size).toBe(60);
  expect(Math.max(...minutes)).toBeLessThan(60);
  expect(spreadMs('shop-1', 3_600_000)).toBe(spreadMs('shop-1', 3_600_000));
  expect(spreadMs('shop-1', 0)).toBe(0);
});
