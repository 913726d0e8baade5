import { describe, expect, test } from 'vitest';
import type { ShopCustomer } from '../../../../src/domain/customers/customer.ts';
import { hashClient, mapCustomer } from '../../../../src/flows/customers/map-customer.ts';
import { spreadMs } from '../../../../src/jobs/spread.ts';

const nobody: ShopCustomer = {
  id: 'u-1',
  isGuest: false,
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

const map = (customer: ShopCustomer) => mapCustomer(customer, 'ST1').mapped;

describe('a customer as a client', () => {
  test('ten thousand characters of notes are cut, without markup', () => {
    const { notes } = map({ ...nobody, notes: `<b>Nota</b> ${'x'.repeat(10_000)}` });
    expect(notes?.length).toBe(1000);
    expect(notes).toMatch(/^Nota x+\.\.\.$/);
  });

  test('who has nothing but an id has a name and our code', () => {
    expect(map(nobody)).toMatchObject({ name: expect.stringMatching(/\S/), code: 'TSC-ST1-u.2d.1' });
  });

  test('has the same hash while nothing changes that would be written, and another then', () => {
    const hash = hashClient(map(nobody));
    expect(hashClient(map({ ...nobody, updatedAt: new Date(), code: 'C7' }))).toBe(hash);
    expect(hashClient(map({ ...nobody, notes: 'nuova' }))).not.toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a guest', () => {
  const guest = (party: Partial<ShopCustomer['party']>, id = 'row'): ShopCustomer => ({
    ...nobody,
    id,
    isGuest: true,
    party: { ...nobody.party, ...party },
  });
  const idOf = (party: Partial<ShopCustomer['party']>, id?: string) =>
    mapCustomer(guest(party, id), 'ST1').customer.id;
  const anna = { name: 'Anna Verdi', email: 'anna@example.com' };

  test('is the same by the e-mail address, whatever row or name it comes with', () => {
    const id = idOf(anna);
    expect(id).toMatch(/^guest-[0-9a-f]{32}$/);
    expect(idOf({ name: 'A. Verdi', email: ' ANNA@example.com' }, 'other')).toBe(id);
  });

  test('is another one by another address, or as a firm', () => {
    const ids = [
      anna,
      { ...anna, email: 'b@example.com' },
      { ...anna, company: 'Verdi S.r.l.', vatNumber: '07643520567' },
    ];
    expect(new Set(ids.map((party) => idOf(party))).size).toBe(3);
  });

  test('of whom nothing is told has the id of the row', () => {
    expect(idOf({ name: 'Anna Verdi' }, 'row-1')).toBe('row-1');
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
