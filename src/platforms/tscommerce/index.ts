import { problem } from '../../domain/problem.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConnectShop, OrderListRow, Shop, ShopKeys } from '../../ports/shop.ts';
import type { OnCall } from '../call-report.ts';
import { unreadableAnswer } from './answers.ts';
import { type ClientTools, listCustomerIds, listCustomers, readCustomer, unixSeconds } from './customers.ts';
import { createSpellings, type Spellings } from './fields/spellings.ts';
import { readToldSpellings } from './fields/told-spellings.ts';
import { inspectShop } from './inspection/inspect.ts';
import { noCountries } from './lists/countries.ts';
import { createLookups } from './lists/lookups.ts';
import { createOrderReader, type OrderReader } from './orders/read-order.ts';
import { readTaxProfiles } from './orders/taxes.ts';
import { listProducts } from './products.ts';
import { readRows } from './rows.ts';
import { readInteger, readRecord, readText } from './scalars.ts';
import { readStore } from './store.ts';
import { createTransport, type ShopCall } from './transport.ts';

export type { CallReport, OnCall } from '../call-report.ts';

export interface ShopConnectorOptions {
  /** Base of the Connect API, e.g. `https://connect.storeden.com/v1.1`. */
  apiUrl: string;
  clock: Clock;
  /** Longest time of one call; 15 s. */
  timeoutMs?: number | undefined;
  /** Longest answer that is read; 10 MB. */
  maxBytes?: number | undefined;
  /** Hears of every call; nothing secret is told. */
  onCall?: OnCall | undefined;
  /** The table of spellings; without further ones where it is left out. */
  spellings?: Spellings | undefined;
}

/**
 * The table of spellings with those of a JSON file (`TSC_FIELDS`).
 *
 * @throws ConfigurationError naming what is wrong with it, in one line.
 */
export async function readSpellings(file: string | undefined): Promise<Spellings> {
  return createSpellings(file === undefined ? {} : await readToldSpellings(file));
}

/** What a connector of a shop works with. */
interface Tools extends ClientTools {
  orders: OrderReader;
  clock: Clock;
}

/** Types of webhooks (known): 0 order created, 1 paid, 7 cancelled. */
const webhookTypes = { 'order-created': 0, 'order-paid': 1, 'order-cancelled': 7 } as const;

/** The Connect API of TeamSystem Commerce. One connector per process: it holds the connections and the lists. */
export function createShopConnector(options: ShopConnectorOptions): ConnectShop {
  const transport = createTransport({
    apiUrl: options.apiUrl,
    clock: options.clock,
    timeoutMs: options.timeoutMs ?? 15_000,
    maxBytes: options.maxBytes ?? 10_000_000,
    onCall: options.onCall,
  });
  const { clock } = options;
  const spellings = options.spellings ?? createSpellings();
  const lookups = createLookups(transport, spellings, clock);
  const orders = createOrderReader(lookups, spellings);
  return (keys) => connectShop(keys, { transport, lookups, spellings, orders, clock });
}

/** A row that has no id says nothing; a date that cannot be read puts its row last, at the epoch. */
function toListRows(body: unknown, spellings: Spellings): OrderListRow[] {
  const rows = readRows(body).flatMap((raw): OrderListRow[] => {
    const row = spellings.read('orderRow', raw);
    const id = row.id('id');
    if (id === null) return [];
    return [
      {
        id,
        placedAt: row.instant('placed-at') ?? new Date(0),
        totalCents: row.amount('total') ?? 0,
        status: row.whole('status') ?? -1,
      },
    ];
  });
  return rows.sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime());
}

/** The order of an answer, alone, in a list or in a frame; null where the answer says in its way that there is none. */
function orderIn(body: unknown, spellings: Spellings): Record<string, unknown> | null {
  if (body === null || body === false) return null;
  const alone: unknown = Array.isArray(body) ? body[0] : body;
  if (alone === undefined) return null;
  const raw = readRecord(alone);
  if (raw === null) throw unreadableAnswer('order.json is no object');
  if (Object.keys(raw).length === 0) return null;
  if (spellings.read('order', raw).id('id') !== null) return raw;
  return readRecord(raw.order) ?? readRecord(raw.data) ?? readRecord(raw.result) ?? raw;
}

function connectShop(keys: ShopKeys, tools: Tools): Shop {
  const { transport, lookups, spellings, orders, clock } = tools;
  const get = (path: string, values?: ShopCall['values']) =>
    transport(keys, { method: 'GET', path, ...(values ? { values } : {}) });
  /** Lists and the store always exist: a 404 there is a wrong address, not an absence. */
  const getExisting = async (path: string, values?: ShopCall['values']): Promise<unknown> => {
    const answer = await get(path, values);
    if (answer.missing) throw problem('shop-refused', 'mend', { status: 404 });
    return answer.body;
  };

  const readRaw = async (orderId: string) => {
    const answer = await get('orders/order.json', { orderID: orderId });
    return answer.missing ? null : orderIn(answer.body, spellings);
  };

  const shop: Shop = {
    readStore: async () => readStore(await getExisting('store/info.json'), spellings),

    async readOrder(orderId) {
      const raw = await readRaw(orderId);
      return raw === null ? null : (await orders.read(keys, raw)).order;
    },

    async listOrders(query) {
      // The API knows `from` and `to` together; a span open to one side is closed far off.
      const isSpan = query.from !== undefined || query.to !== undefined;
      const tomorrow = new Date(clock.now().getTime() + 24 * 3_600_000);
      return toListRows(
        await getExisting('orders/list.json', {
          limit: query.limit,
          skip: query.skip,
          from: isSpan ? unixSeconds(query.from ?? new Date(0)) : undefined,
          to: isSpan ? unixSeconds(query.to ?? tomorrow) : undefined,
          'billing.fullname': query.billingName,
          'billing.email': query.billingEmail,
        }),
        spellings,
      );
    },

    async listUpdatedOrders({ from, to, limit, skip }) {
      const span = { from: unixSeconds(from), to: unixSeconds(to) };
      return toListRows(await getExisting('orders/updated.json', { ...span, limit, skip }), spellings);
    },

    async listTaxProfiles() {
      const rows = readRows(await getExisting('taxes/list.json'));
      const profiles = readTaxProfiles(rows, spellings, noCountries);
      return profiles.map(({ id, title, value }) => ({ id, title, value }));
    },

    inspect: ({ orders: count }) =>
      inspectShop(tools, keys, {
        orders: count,
        ids: async (limit) => (await shop.listOrders({ limit, skip: 0 })).map(({ id }) => id),
        readRaw,
      }),

    listStatuses: () => lookups.statuses(keys),
    listCustomers: (span) => listCustomers(tools, keys, span),
    listCustomerIds: (span) => listCustomerIds(tools, keys, span),
    listProducts: () => listProducts(transport, spellings, keys),
    readCustomer: (customerId) => readCustomer(tools, keys, customerId),

    async listWebhooks() {
      return readRows(await getExisting('webhook/list.json')).flatMap((row) => {
        const [id, url, type] = [readText(row.id), readText(row.url), readInteger(row.type)];
        return id === null || url === null ? [] : [{ id, url, type: type ?? -1 }];
      });
    },

    async registerWebhook({ url, type, name }) {
      const answer = await transport(keys, {
        method: 'POST',
        path: 'webhook/webhook.json',
        values: { url, type: webhookTypes[type], name },
      });
      if (answer.missing) throw problem('shop-refused', 'mend', { status: 404 });
    },

    /** A webhook that is gone already is removed. */
    async removeWebhook(id) {
      await transport(keys, { method: 'DELETE', path: 'webhook/webhook.json', values: { id } });
    },
  };
  return shop;
}
