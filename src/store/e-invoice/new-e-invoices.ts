import { Prisma } from '../generated/client.ts';

/**
 * Part of the statement that marks deliveries as sent: their invoices' way to the SDI begins in it, so that none is
 * forgotten.
 *
 * @param sent Name of the part with the deliveries' `id`, `shop_id`, `order_id`, `company_id`, `document_id`, `number`
 * and the invoice's `e_invoice` as JSON (`date, due_by, send_at, wants_copy`), null for what is none.
 * @param ofCreditNotes They are credit notes': the part names each (`credit_note_id`).
 */
export const newEInvoicesSql = (sent: Prisma.Sql, ofCreditNotes = false) => Prisma.sql`
  insert into e_invoices (shop_id, delivery_id, order_id, company_id, document_id, number, date, due_by, state, act,
    act_at, wants_copy, next_look_at, updated_at, credit_note_id)
  select s.shop_id, s.id, s.order_id, s.company_id, s.document_id, s.number, (s.e_invoice->>'date')::date,
    (s.e_invoice->>'due_by')::date, 'to-send', case when s.e_invoice->>'send_at' is not null then 'send' end,
    (s.e_invoice->>'send_at')::timestamptz, (s.e_invoice->>'wants_copy')::boolean, now() + interval '1 day', now(),
    ${ofCreditNotes ? Prisma.sql`s.credit_note_id` : Prisma.sql`null::uuid`}
  from ${sent} s where s.e_invoice->>'date' is not null and s.company_id is not null
  on conflict (shop_id, company_id, document_id) do nothing`;
