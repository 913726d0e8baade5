import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ShopCustomer } from '../../../src/domain/customers/customer.ts';
import { createShopConnector } from '../../../src/platforms/tscommerce/index.ts';
import type { Shop } from '../../../src/ports/shop.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scripted-server.ts';

let server: ScriptedServer;
let shop: Shop;

beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.seen.length = 0;
  shop = createShopConnector({ apiUrl: server.url, clock: { now: () => new Date('2026-03-02T10:00:00Z') } })({
    key: 'k',
    exchange: 'e',
  });
});

const row = (id: number) => ({
  id,
  userUID: `u${id}`,
  fullname: `Cliente ${id}`,
  email: `c${id}@example.it`,
});
const detail = (id: number) => ({ ...row(id), city: 'Torino', country_iso: 'IT', code: `C${id}` });
const range = (length: number) => Array.from({ length }, (_, index) => index + 1);

/** A shop of `total` customers; `honours` what of the paging. */
function script(total: number, honours: 'limit and skip' | 'skip with ten rows' | 'nothing'): void {
  server.respond = ({ path, query }) => {
    if (path === '/clients/client.json') {
      const id = Number(query.get('id'));
      return id === 13 ? { status: 404, json: {} } : { json: detail(id) };
    }
    const all = range(total).map(row);
    const limit = honours === 'skip with ten rows' ? 10 : Number(query.get('limit'));
    const skip = Number(query.get('skip'));
    return { json: honours === 'nothing' ? all : all.slice(skip, skip + limit) };
  };
}

async function all(span: { from: Date; to: Date } | null = null): Promise<ShopCustomer[]> {
  const customers: ShopCustomer[] = [];
  for await (const batch of shop.listCustomers(span)) customers.push(...batch);
  return customers;
}

describe('all customers come, each once, however the shop pages', () => {
  it.each(['limit and skip', 'skip with ten rows', 'nothing'] as const)('it honours %s', async (honours) => {
    script(230, honours);
    const customers = await all();
    // Number 13 was deleted between the list and the reading of its details.
    expect(customers.map(({ id }) => id)).toEqual(
      range(230)
        .filter((id) => id !== 13)
        .map((id) => `u${id}`),
    );
    expect(customers[0]).toMatchObject({
      code: 'C1',
      party: { name: 'Cliente 1', city: 'Torino', countryIso: 'IT' },
    });
  });

  it('a shop without customers has none', async () => {
    script(0, 'limit and skip');
    expect(await all()).toEqual([]);
  });

  it('details are read only as they are consumed', async () => {
    script(230, 'limit and skip');
    for await (const batch of shop.listCustomers(null)) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    expect(server.seen.filter(({ path }) => path === '/clients/client.json')).toHaveLength(25);
  });

  it('a row that has the address already is not read again', async () => {
    server.respond = ({ query }) => ({ json: query.get('skip') === '0' ? range(3).map(detail) : [] });
    expect(await all()).toHaveLength(3);
    expect(server.seen.every(({ path }) => path === '/clients/list.json')).toBe(true);
  });

  it('only those changed in a span are asked for', async () => {
    script(0, 'limit and skip');
    await all({ from: new Date(1_700_000_000_000), to: new Date(1_700_000_600_000) });
    expect(server.seen[0]?.query.get('updated_at_from')).toBe('1700000000');
    expect(server.seen[0]?.query.get('updated_at_to')).toBe('1700000600');
  });
});

describe('a customer', () => {
  const read = (json: unknown) => {
    server.respond = () => ({ json });
    return shop.readCustomer('u1');
  };

  it.each<[string, Record<string, unknown>, string | null, string | null]>([
    ['a codice fiscale', { code: 'rssmra80a01l219m' }, null, 'rssmra80a01l219m'],
    ['the shop’s own code', { code: 'C-0042' }, 'C-0042', null],
    [
      'a body’s codice fiscale, equal to its partita IVA',
      { code: '00743110157', tax_number: 'IT00743110157' },
      null,
      '00743110157',
    ],
    [
      'eleven digits that are not its partita IVA',
      { code: '12345678901', tax_number: '00743110157' },
      '12345678901',
      null,
    ],
    ['nothing', {}, null, null],
  ])('`code` holds %s', async (_title, fields, code, taxCode) => {
    const customer = await read({ id: 1, ...fields });
    expect(customer).toMatchObject({ code, party: { taxCode } });
  });

  it('has the fiscal fields of its metadata where they are not its own', async () => {
    const metadata = {
      company: 'Rossi Srl',
      pec: 'a@pec.it',
      sdi: 'ABCDEFG',
      tax_code: 'X',
      state_iso: 'TO',
    };
    expect(
      (await read({ id: 1, first_name: 'Mario', last_name: 'Rossi', mobile: '333', metadata }))?.party,
    ).toMatchObject({
      name: 'Mario Rossi',
      company: 'Rossi Srl',
      certifiedEmail: 'a@pec.it',
      sdiCode: 'ABCDEFG',
      taxCode: 'X',
      province: 'TO',
      phone: '333',
    });
  });

  it('with PHP’s empty list for its metadata is read', async () => {
    expect(await read({ id: '7', userUID: null, metadata: [] })).toMatchObject({ id: '7' });
  });

  it('that does not exist is null', async () => {
    server.respond = () => ({ status: 404, json: {} });
    expect(await shop.readCustomer('u1')).toBeNull();
  });
});
