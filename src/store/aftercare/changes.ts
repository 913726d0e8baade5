import type { ProblemText } from '../../domain/problem.ts';
import type { ChangedOrder, ChangeNotes } from '../../ports/stores/aftercare/aftercare.ts';
import { SENT_AT } from '../delivery/packed-sent.ts';
import { json } from '../delivery/rows.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';

export function createChangeNotes(query: Query): ChangeNotes {
  return {
    async noteChange(shopId, deliveryId, change) {
      const mine = Prisma.sql`d.id = ${deliveryId}::uuid and d.shop_id = ${shopId}::uuid and d.state = 'sent'`;
      if (change === null) {
        await query.execute(Prisma.sql`
          with noted as (
            update deliveries d set changed = null, changed_at = null, updated_at = now()
            where ${mine} and d.changed is not null returning d.id)
          insert into delivery_events (delivery_id, type, data) select id, 'order-as-sent', '{}'::jsonb from noted`);
        return;
      }
      await query.execute(Prisma.sql`
        with noted as (
          update deliveries d set changed = ${json(change)}, changed_at = now(), updated_at = now()
          where ${mine} and d.changed is distinct from ${json(change)} returning d.id)
        insert into delivery_events (delivery_id, type, data)
        select id, 'order-changed', ${json(change)} from noted`);
    },

    async findChanges(shopId, orderIds) {
      if (orderIds.length === 0) return new Map();
      const rows = await query.rows<{ orderId: string; changed: ProblemText }>(Prisma.sql`
        select order_id as "orderId", changed from deliveries
        where shop_id = ${shopId}::uuid and order_id = any(${[...orderIds]}::text[]) and changed is not null`);
      return new Map(rows.map(({ orderId, changed }) => [orderId, changed]));
    },

    async findAlike(shopId, { id, placedAt, linesHash, buyerHash }) {
      const rows = await query.rows<{ name: string }>(Prisma.sql`
        select coalesce(o.short_id, o.order_id) as name
        from orders o
          join deliveries d on d.shop_id = o.shop_id and d.order_id = o.order_id
          join sent_documents s on s.delivery_id = d.id
        where o.shop_id = ${shopId}::uuid and o.cancelled and o.order_id <> ${id}
          and o.placed_at between ${placedAt}::timestamptz - interval '1 day' and ${placedAt}::timestamptz + interval '1 day'
          and s.content->>${SENT_AT.linesHash} = ${linesHash} and s.content->>${SENT_AT.buyerHash} = ${buyerHash}
        order by o.placed_at desc limit 1`);
      return rows[0]?.name ?? null;
    },

    async changed(shopId, limit) {
      const rows = await query.rows<ChangedOrder & { total: number }>(Prisma.sql`
        with changed as (
          select id, order_id, document_id, company_id, changed, changed_at from deliveries
          where shop_id = ${shopId}::uuid and changed_at is not null)
        select c.order_id as "orderId", o.short_id as "shortId", o.customer, c.changed_at as at, c.changed as change, e.state as "eInvoice",
          (select count(*)::int from changed) as total
        from changed c left join orders o on o.shop_id = ${shopId}::uuid and o.order_id = c.order_id
          left join e_invoices e on e.delivery_id = c.id and e.document_id = c.document_id
            and e.company_id is not distinct from c.company_id
        order by c.changed_at desc, c.order_id limit ${limit}::int`);
      return {
        total: rows[0]?.total ?? 0,
        latest: rows.map(({ total: _, ...row }) => row),
      };
    },
  };
}
