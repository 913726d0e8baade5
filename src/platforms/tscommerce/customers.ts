import type { ShopCustomer } from '../../domain/customers/customer.ts';
import type { ShopKeys } from '../../ports/shop.ts';
import type { Spellings } from './fields/spellings.ts';
import { needsCountries, noCountries } from './lists/countries.ts';
import type { Lookups } from './lists/lookups.ts';
import { clientCountry, clientParty, isTaxCode } from './party.ts';
import { readRows } from './rows.ts';
import { readRecord } from './scalars.ts';
import type { Transport } from './transport.ts';

/** Rows asked for at once, where the shop honours `limit`. */
const pageSize = 100;
/** Details read at the same time, and customers handed on at once. */
const concurrentReads = 5;
const batchSize = 25;

/** Fields that only the details carry; a row that names one of them is complete. */
const detailFields = ['address', 'city', 'zip', 'country', 'tax_number'];

function isComplete(row: Record<string, unknown>): boolean {
  return detailFields.some((name) => name in row);
}

/** Unix seconds, as the platform's spans are written. */
export function unixSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

/** How clients are read. */
export interface ClientTools {
  transport: Transport;
  lookups: Lookups;
  spellings: Spellings;
}

async function toCustomer(body: unknown, keys: ShopKeys, tools: ClientTools): Promise<ShopCustomer | null> {
  const client = tools.spellings.read('client', readRecord(body) ?? {});
  const account = client.id('user');
  const id = account ?? client.id('id');
  if (id === null) return null;
  const countries = needsCountries(clientCountry(client)) ? await tools.lookups.countries(keys) : noCountries;
  const [code, vatNumber] = [client.text('code'), client.text('vat')];
  return {
    id,
    isGuest: account === null,
    party: clientParty(client, countries),
    code: code !== null && !isTaxCode(code, vatNumber) ? code : null,
    updatedAt: client.instant('updated-at'),
    notes: client.text('notes'),
  };
}

/** null when the shop has no such customer. `id` is the platform's `id`, or an e-mail address: the call knows no other. */
export async function readCustomer(
  tools: ClientTools,
  keys: ShopKeys,
  id: string,
): Promise<ShopCustomer | null> {
  const answer = await tools.transport(keys, {
    method: 'GET',
    path: 'clients/client.json',
    values: id.includes('@') ? { email: id } : { id },
  });
  return answer.missing ? null : toCustomer(answer.body, keys, tools);
}

function rowId(row: Record<string, unknown>, { spellings }: ClientTools): string | null {
  const client = spellings.read('client', row);
  return client.id('id') ?? (client.text('email')?.includes('@') ? client.text('email') : null);
}

/**
 * The rows of clients/list.json, page by page. Whether the platform honours `limit` and `skip` is unknown:
 * each further page is asked for, and a page without a row that is new ends the list. So a platform that
 * always gives the whole list costs one call more, and none loses a customer.
 */
async function* listRows(
  tools: ClientTools,
  keys: ShopKeys,
  span: { from: Date; to: Date } | null,
): AsyncGenerator<Record<string, unknown>[]> {
  const seen = new Set<string>();
  let skip = 0;
  for (;;) {
    const answer = await tools.transport(keys, {
      method: 'GET',
      path: 'clients/list.json',
      values: {
        limit: pageSize,
        skip,
        updated_at_from: span ? unixSeconds(span.from) : undefined,
        updated_at_to: span ? unixSeconds(span.to) : undefined,
      },
    });
    const rows = answer.missing ? [] : readRows(answer.body);
    const fresh = rows.filter((row) => {
      const id = rowId(row, tools);
      if (id === null || seen.has(id)) return false;
      seen.add(id);
      return true;
    });
    if (fresh.length === 0) return;
    yield fresh;
    skip += rows.length;
  }
}

/** Ids (for `readCustomer`) of all customers, or of those changed in the span, page by page; no details are read. */
export async function* listCustomerIds(
  tools: ClientTools,
  keys: ShopKeys,
  span: { from: Date; to: Date } | null,
): AsyncGenerator<string[]> {
  for await (const rows of listRows(tools, keys, span)) {
    yield rows.flatMap((row) => rowId(row, tools) ?? []);
  }
}

/** All customers, or those changed in the span, some at a time; details are read as they are consumed. */
export async function* listCustomers(
  tools: ClientTools,
  keys: ShopKeys,
  span: { from: Date; to: Date } | null,
): AsyncGenerator<ShopCustomer[]> {
  const complete = async (row: Record<string, unknown>): Promise<ShopCustomer | null> => {
    const id = rowId(row, tools);
    if (isComplete(row) || id === null) return toCustomer(row, keys, tools);
    return readCustomer(tools, keys, id);
  };
  for await (const rows of listRows(tools, keys, span)) {
    for (let start = 0; start < rows.length; start += batchSize) {
      const batch = rows.slice(start, start + batchSize);
      const customers: ShopCustomer[] = [];
      for (let at = 0; at < batch.length; at += concurrentReads) {
        const read = await Promise.all(batch.slice(at, at + concurrentReads).map(complete));
        // A customer deleted since the list was read is no failure of the others.
        customers.push(...read.filter((customer) => customer !== null));
      }
      yield customers;
    }
  }
}
