import type { MadeDocument } from '../../ports/stores/deliveries.ts';
import { newEInvoicesSql } from '../e-invoice/new-e-invoices.ts';
import { Prisma } from '../generated/client.ts';
import { soldSql } from '../receipts/sold.ts';

/** The parts of a statement that say of deliveries that they are sent. Whoever learns it does, even without its claim. */
export const sentSql = (made: readonly MadeDocument[]) => {
  const rows = made.map(({ delivery, document, how, problem, eInvoice }) => ({
    id: delivery.id,
    how,
    problem,
    kind: document.kind ?? null,
    document_id: document.id,
    number: document.number,
    url: document.url,
    e_invoice: eInvoice
      ? {
          date: eInvoice.date,
          due_by: eInvoice.dueBy,
          send_at: eInvoice.sendAt,
          wants_copy: eInvoice.wantsCopy,
        }
      : null,
  }));
  return Prisma.sql`
  sent as (
    update deliveries d set state = 'sent', problem = m.problem, next_try_at = null, creating_since = null,
      kind = coalesce(m.kind, d.creating_kind, d.kind), document_id = m.document_id, document_number = m.number,
      document_url = m.url, withdrawn_at = null, changed = null, changed_at = null, updated_at = now()
    from json_to_recordset(${JSON.stringify(rows)}::json) as m (id uuid, how text, problem jsonb, kind text,
      document_id bigint, number text, url text, e_invoice jsonb)
    where d.id = m.id and d.state <> 'sent' returning d.id, d.kind, m.how, m.number, m.e_invoice, d.replaces,
      d.shop_id, d.order_id, d.document_id, coalesce(d.company_id,
        (select c.company_id from connections c where c.shop_id = d.shop_id)) as company_id),
  cleared as (
    insert into document_acts (delivery_id, document_id, shop_id, order_id, company_id, act, priority, act_at)
    select id, (replaces->>'id')::bigint, shop_id, order_id, (replaces->>'companyId')::int, 'clear', 0, now()
    from sent where replaces->>'companyId' is not null
    on conflict (delivery_id, document_id) do update set act = 'clear', act_at = now(), problem = null),
  ${soldSql},
  e_invoice as (${newEInvoicesSql(Prisma.sql`sent`)}),
  sent_event as (
    insert into delivery_events (delivery_id, type, data)
    select id, how, jsonb_build_object('number', number) from sent)`;
};
