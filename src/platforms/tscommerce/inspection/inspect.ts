import type { ShopStatus } from '../../../domain/catalogue.ts';
import type { ShopKeys } from '../../../ports/shop.ts';
import type { InspectedScope, ShopInspection } from '../../../ports/shop-inspection.ts';
import type { Spellings } from '../fields/spellings.ts';
import type { Lookups } from '../lists/lookups.ts';
import type { OrderReader } from '../orders/read-order.ts';
import { readRows } from '../rows.ts';
import { readRecord } from '../scalars.ts';
import type { Transport } from '../transport.ts';
import { InspectionNotes } from './notes.ts';

/** Rows of other lists whose details are read. */
const details = 3;
const rowsLookedAt = 100;

export interface InspectTools {
  transport: Transport;
  lookups: Lookups;
  spellings: Spellings;
  orders: OrderReader;
}

/** See `InspectShop`. One call after the other: a look must not spend what orders need. */
export async function inspectShop(
  tools: InspectTools,
  keys: ShopKeys,
  newest: {
    orders: number;
    ids: (limit: number) => Promise<string[]>;
    readRaw: (id: string) => Promise<Record<string, unknown> | null>;
  },
): Promise<ShopInspection> {
  const { spellings, transport } = tools;
  const notes = new InspectionNotes(spellings);
  const body = async (path: string, values?: Record<string, string | number>): Promise<unknown> => {
    const answer = await transport(keys, { method: 'GET', path, ...(values ? { values } : {}) });
    return answer.missing ? [] : answer.body;
  };
  const trying = async (scope: InspectedScope | 'status', work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      notes.fail(scope, error);
    }
  };
  const look = (scope: InspectedScope, raw: Record<string, unknown>) =>
    notes.look(scope, spellings.read(scope, raw), raw);
  const lookAtRows = (scope: InspectedScope, path: string) =>
    trying(scope, async () => {
      for (const row of readRows(await body(path)).slice(0, rowsLookedAt)) look(scope, row);
    });
  /** A list's first rows, each read whole where it has an id. */
  const lookAtDetails = (scope: 'client' | 'product', list: string, detail: string, idName: string) =>
    trying(scope, async () => {
      for (const row of readRows(await body(list, { limit: details })).slice(0, details)) {
        const id = spellings.read(scope, row).id('id');
        const whole = id === null ? null : readRecord(await body(detail, { [idName]: id }));
        look(scope, whole ?? row);
      }
    });

  await trying('store', async () => {
    const store = readRecord(await body('store/info.json'));
    if (store !== null) look('store', store);
  });
  let statuses: ShopStatus[] = [];
  await trying('status', async () => {
    statuses = await tools.lookups.statuses(keys);
    notes.lookAtStatuses(statuses.length);
  });
  await lookAtRows('tax', 'taxes/list.json');
  await lookAtRows('country', 'countries/list.json');
  await lookAtRows('payment', 'payments/list.json');
  await lookAtDetails('product', 'products/list.json', 'products/product.json', 'uid');
  await lookAtDetails('client', 'clients/list.json', 'clients/client.json', 'id');
  await trying('order', async () => {
    for (const id of await newest.ids(newest.orders)) {
      await trying('order', () => lookAtOrder(tools, keys, notes, id, newest.readRaw));
    }
  });
  return notes.result(statuses);
}

async function lookAtOrder(
  { orders, spellings }: InspectTools,
  keys: ShopKeys,
  notes: InspectionNotes,
  id: string,
  readRaw: (id: string) => Promise<Record<string, unknown> | null>,
): Promise<void> {
  const raw = await readRaw(id);
  if (raw === null) return;
  const { read, order } = await orders.read(keys, raw).catch((error: unknown) => {
    // One that cannot be read is the one to be told of.
    notes.look('order', spellings.read('order', raw), raw);
    throw error;
  });
  notes.look('order', read.reader, raw);
  for (const item of read.items) notes.look('item', item.reader, item.raw);
  notes.lookAtOrder(order, raw);
}
