import type { EInvoiceIntents } from '../../ports/stores/e-invoices.ts';
import { textValue, wakeSql } from '../delivery/wake.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { isCurrent, saidOfSql } from './rows.ts';

export function createEInvoiceIntents(query: Query): EInvoiceIntents {
  /** What `which` chooses leaves now, by hand. A click on one that is under way already changes nothing. */
  async function ask(shopId: string, now: Date, which: Prisma.Sql): Promise<number> {
    const rows = await query.rows<{ count: number }>(Prisma.sql`
      with asked as (
        update e_invoices e set act = 'send', act_at = ${now}, priority = 0, problem = null, first_tried_at = null,
          correcting = case when e.state in ('discarded', 'error') then true
            when e.state = 'to-send' then e.problem is not null and e.act is distinct from 'send' else e.correcting end,
          updated_at = now()
        where e.shop_id = ${shopId}::uuid and ${which} and ${isCurrent}
          returning e.delivery_id, e.correcting, e.credit_note_id),
      event as (
        insert into delivery_events (delivery_id, type, data)
        select delivery_id, 'e-invoice-asked', ${saidOfSql} || jsonb_build_object('correcting', correcting) from asked),
      woken as (select ${wakeSql(textValue(shopId))} where exists (select 1 from asked))
      select (select count(*)::int from asked) as count, (select count(*)::int from woken) as woken`);
    return rows[0]?.count ?? 0;
  }

  return {
    request: (shopId, orderIds, now) =>
      ask(
        shopId,
        now,
        orderIds === 'all'
          ? Prisma.sql`e.state = 'to-send' and e.problem is null`
          : Prisma.sql`e.state = 'to-send' and e.order_id = any(${[...orderIds]}::text[])`,
      ),

    requestOne: async (shopId, orderId, now) =>
      (await ask(
        shopId,
        now,
        Prisma.sql`e.order_id = ${orderId} and (e.state in ('to-send', 'discarded', 'error')
          or (e.state = 'sending' and e.act is null))`,
      )) > 0,

    async stopAutomatic(shopId) {
      await query.execute(Prisma.sql`
        update e_invoices set act = null, act_at = null, updated_at = now()
        where shop_id = ${shopId}::uuid and act = 'send' and act_at is not null and priority = 1
          and state = 'to-send' and sending_since is null`);
    },

    adoptMissing: (shopId, since) =>
      query.execute(Prisma.sql`
        insert into e_invoices (shop_id, delivery_id, order_id, company_id, document_id, number, date, due_by, state,
          next_look_at, updated_at)
        select d.shop_id, d.id, d.order_id, d.company_id, d.document_id, coalesce(d.document_number, ''), made.day,
          made.day + 12, 'to-send', now(), now()
        from deliveries d cross join lateral (select (d.created_at at time zone 'Europe/Rome')::date as day) made
        where d.shop_id = ${shopId}::uuid and d.state = 'sent' and d.kind = 'invoice' and d.document_id is not null
          and d.company_id is not null and d.updated_at >= ${since}
          and not exists (select 1 from e_invoices e where e.shop_id = d.shop_id and e.company_id = d.company_id
            and e.document_id = d.document_id)
        on conflict (shop_id, company_id, document_id) do nothing`),
  };
}
