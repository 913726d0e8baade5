import type { ShopRest } from '../../ports/queue.ts';
import { isCurrent } from '../e-invoice/rows.ts';
import { Prisma } from '../generated/client.ts';

/** A `ShopRest` as JSON. */
export interface RestJson {
  delivery: boolean;
  hints: { orderId: string; attempts: number; receivedAt: string; requestId: string | null }[] | null;
  aftercare: boolean;
  eInvoice: boolean;
  nextAt: string | null;
}

/**
 * SQL of one value: what is due of a shop, and when the next of it will be. Each part finds its rows in an index.
 *
 * @param limit Hints that are named at most, the oldest.
 */
export const restSql = (shopId: Prisma.Sql, now: Prisma.Sql, limit: Prisma.Sql) => Prisma.sql`
  json_build_object(
    'delivery', exists (select 1 from deliveries where shop_id = ${shopId} and state = 'queued')
      or exists (select 1 from deliveries where shop_id = ${shopId} and state = 'waiting' and next_try_at <= ${now}),
    'hints', (
      select json_agg(json_build_object('orderId', order_id, 'attempts', attempts, 'receivedAt', received_at,
        'requestId', request_id) order by received_at)
      from (select * from (${dueHintsSql(shopId, now, limit)}) due order by received_at limit ${limit}) named),
    'aftercare', exists (select 1 from document_acts where shop_id = ${shopId} and act_at <= ${now})
      or exists (select 1 from credit_notes where shop_id = ${shopId} and act_at <= ${now} and state <> 'sent'),
    'eInvoice', exists (
      select 1 from e_invoices e
      where e.shop_id = ${shopId} and e.act_at <= ${now} and e.act is not null and ${isCurrent}),
    'nextAt', least(
      (select min(next_try_at) from order_hints where shop_id = ${shopId} and next_try_at > ${now}),
      (select min(next_try_at) from deliveries
        where shop_id = ${shopId} and state = 'waiting' and next_try_at > ${now}),
      (select min(act_at) from e_invoices
        where shop_id = ${shopId} and act is not null and act_at > ${now} and act_at < 'infinity'),
      (select min(act_at) from document_acts where shop_id = ${shopId} and act_at > ${now} and act_at < 'infinity'),
      (select min(act_at) from credit_notes where shop_id = ${shopId} and act_at > ${now} and act_at < 'infinity')))`;

/** Each half of the hints finds its first row in the index of (shop, next try, arrival), however many wait. */
export const dueHintsSql = (shopId: Prisma.Sql, now: Prisma.Sql, limit: Prisma.Sql) => Prisma.sql`
  (select * from order_hints where shop_id = ${shopId} and next_try_at is null
   order by received_at limit ${limit})
  union all
  (select * from order_hints where shop_id = ${shopId} and next_try_at <= ${now}
   order by next_try_at limit ${limit})`;

export const toRest = (shopId: string, { hints, nextAt, ...due }: RestJson): ShopRest => ({
  ...due,
  hints: (hints ?? []).map(({ receivedAt, ...hint }) => ({
    ...hint,
    shopId,
    receivedAt: new Date(receivedAt),
  })),
  nextAt: nextAt === null ? null : new Date(nextAt),
});
