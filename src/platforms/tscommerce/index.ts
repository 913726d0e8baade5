import { problem } from '../../domain/problem.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConnectShop, OrderListRow, Shop, ShopKeys } from '../../ports/shop.ts';
import type { OnCall } from '../call-report.ts';
import { listCustomerIds, listCustomers, readCustomer, unixSeconds } from './customers.ts';
import { createLookups, type Lookups } from './lookups.ts';
import { toShopOrder } from './order.ts';
import { needsCountries } from './party.ts';
import { listProducts } from './products.ts';
import { readRows } from './rows.ts';
import { readRecord } from './scalars.ts';
import { createTransport, type ShopCall, type Transport } from './transport.ts';
import {
  orderRowSchema,
  orderSchema,
  storeSchema,
  taxProfileSchema,
  webhookSchema,
  webhookTypes,
} from './wire.ts';

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
}

/** The Connect API of TeamSystem Commerce. One connector per process: it holds the connections and the lists. */
export function createShopConnector(options: ShopConnectorOptions): ConnectShop {
  const transport = createTransport({
    apiUrl: options.apiUrl,
    clock: options.clock,
    timeoutMs: options.timeoutMs ?? 15_000,
    maxBytes: options.maxBytes ?? 10_000_000,
    onCall: options.onCall,
  });
  const lookups = createLookups(transport, options.clock);
  return (keys) => connectShop(keys, { transport, lookups, clock: options.clock });
}

function unreadable(why: string) {
  return problem('shop-answer-unreadable', 'retry', {}, { cause: new Error(why) });
}

/** A row that has no id says nothing; a date that cannot be read puts its row last, at the epoch. */
function toListRows(body: unknown): OrderListRow[] {
  const rows = readRows(body).flatMap((raw): OrderListRow[] => {
    const row = orderRowSchema.parse(raw);
    if (row.orderID === null) return [];
    return [
      {
        id: row.orderID,
        placedAt: row.orderDate ?? row.iso.orderDate ?? new Date(0),
        totalCents: row.total ?? 0,
        status: row.status ?? -1,
      },
    ];
  });
  return rows.sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime());
}

/** Some answers say with status 200 that there is no such order. */
function saysMissing(body: unknown): boolean {
  if (body === null || body === false) return true;
  if (Array.isArray(body)) return body.length === 0;
  const record = readRecord(body);
  if (record === null) return false;
  const { orderID, error } = orderSchema.pick({ orderID: true, error: true }).parse(record);
  const names = /not found|no such|does not exist|non trovat|inesistente/i;
  return orderID === null && (error === null ? Object.keys(record).length === 0 : names.test(error));
}

function connectShop(
  keys: ShopKeys,
  { transport, lookups, clock }: { transport: Transport; lookups: Lookups; clock: Clock },
): Shop {
  const get = (path: string, values?: ShopCall['values']) =>
    transport(keys, { method: 'GET', path, ...(values ? { values } : {}) });
  /** Lists and the store always exist: a 404 there is a wrong address, not an absence. */
  const getExisting = async (path: string, values?: ShopCall['values']): Promise<unknown> => {
    const answer = await get(path, values);
    if (answer.missing) throw problem('shop-refused', 'mend', { status: 404 });
    return answer.body;
  };

  return {
    async readStore() {
      const store = storeSchema.parse(readRecord(await getExisting('store/info.json')) ?? {});
      if (store.uid === null) throw unreadable('store/info.json without uid');
      return { ...store, uid: store.uid, url: store.url ?? '' };
    },

    async readOrder(orderId) {
      const answer = await get('orders/order.json', { orderID: orderId });
      if (answer.missing || saysMissing(answer.body)) return null;
      const raw = readRecord(answer.body);
      if (raw === null) throw unreadable('order.json is no object');
      const wire = orderSchema.parse(raw);
      if (wire.orderID === null && wire.error !== null) throw unreadable('order.json tells an error');
      const status = await lookups.status(keys, wire.status);
      const needed = needsCountries(wire.billing) || needsCountries(wire.delivery);
      const countries = needed ? await lookups.countries(keys) : new Map<string, string>();
      return toShopOrder(wire, { countries, status, tellsPayments: 'paid_at' in raw });
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
      );
    },

    async listUpdatedOrders({ from, to, limit, skip }) {
      const span = { from: unixSeconds(from), to: unixSeconds(to) };
      return toListRows(await getExisting('orders/updated.json', { ...span, limit, skip }));
    },

    async listTaxProfiles() {
      const rows = readRows(await getExisting('taxes/list.json')).map((row) => taxProfileSchema.parse(row));
      return rows.flatMap(({ id, title, value }) =>
        id === null || value === null ? [] : [{ id, title: title ?? `${value}%`, value }],
      );
    },

    listStatuses: () => lookups.statuses(keys),
    listCustomers: (span) => listCustomers(transport, lookups, keys, span),
    listCustomerIds: (span) => listCustomerIds(transport, keys, span),
    listProducts: () => listProducts(transport, keys),
    readCustomer: (customerId) => readCustomer(transport, lookups, keys, customerId),

    async listWebhooks() {
      const rows = readRows(await getExisting('webhook/list.json')).map((row) => webhookSchema.parse(row));
      return rows.flatMap(({ id, url, type }) =>
        id === null || url === null ? [] : [{ id, url, type: type ?? -1 }],
      );
    },

    async registerWebhook({ url, type, name }) {
      const answer = await transport(keys, {
        method: 'POST',
        path: 'webhook/webhook.json',
        values: { url, type: webhookTypes[type], name },
      });
      const told = answer.missing ? { error: '404' } : readRecord(answer.body);
      if (told?.error) throw problem('shop-refused', 'mend', { status: answer.missing ? 404 : 200 });
    },

    /** A webhook that is gone already is removed. */
    async removeWebhook(id) {
      await transport(keys, { method: 'DELETE', path: 'webhook/webhook.json', values: { id } });
    },
  };
}
