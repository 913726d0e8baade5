import type { EInvoiceLooks, WatchedEInvoice } from '../../ports/stores/e-invoices.ts';
import { json } from '../delivery/rows.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { columns, type EInvoiceRow, isCurrent, saidOfSql, toEInvoice } from './rows.ts';
import { seenSql } from './seen.ts';

type WatchedRow = EInvoiceRow & Pick<WatchedEInvoice, 'attempts' | 'status' | 'sendingSince'>;

export function createEInvoiceLooks(query: Query): EInvoiceLooks {
  return {
    async listDue(shopId, companyId, now, limit) {
      const rows = await query.rows<WatchedRow>(Prisma.sql`
        select ${columns}, e.attempts, e.status, e.sending_since as "sendingSince"
        from e_invoices e
        where e.shop_id = ${shopId}::uuid and e.company_id = ${companyId} and e.next_look_at <= ${now} and ${isCurrent}
        order by e.date desc, e.document_id desc limit ${limit}::int`);
      return rows.map(({ attempts, status, sendingSince, ...row }) => ({
        ...toEInvoice(row),
        attempts,
        status,
        sendingSince,
      }));
    },

    async apply({ id, shopId, state, attempts, sendingSince }, seen) {
      const asSeen = Prisma.sql`id = ${id}::uuid and shop_id = ${shopId}::uuid and state = ${state}
        and attempts = ${attempts} and (sending_since is not null) = ${sendingSince !== null}`;
      const rows = await query.rows<{ seen: number }>(seenSql(shopId, asSeen, seen));
      return (rows[0]?.seen ?? 0) > 0;
    },

    async markGone({ id, shopId, attempts }, problem) {
      await query.execute(Prisma.sql`
        with gone as (
          update e_invoices set state = 'error', act = null, act_at = null, sending_since = null, next_look_at = null,
            problem = ${json(problem)}, updated_at = now()
          where id = ${id}::uuid and shop_id = ${shopId}::uuid and attempts = ${attempts}
          returning delivery_id, credit_note_id)
        insert into delivery_events (delivery_id, type, data)
        select delivery_id, 'e-invoice-failed', ${saidOfSql} || ${json(problem)} from gone`);
    },
  };
}
