import type { CopyState, EInvoice, EInvoiceState } from '../../domain/e-invoice.ts';
import type { ProblemText } from '../../domain/problem.ts';
import { Prisma } from '../generated/client.ts';

export interface EInvoiceRow {
  id: string;
  shopId: string;
  deliveryId: string;
  orderId: string;
  companyId: number;
  documentId: number;
  creditNoteId: string | null;
  number: string;
  date: string;
  state: string;
  dueBy: string;
  problem: unknown;
  act: string | null;
  actAt: Date | null;
  sentAt: Date | null;
  copyState: string | null;
}

/** Columns of `e_invoices e` under the names of `EInvoiceRow`. Ids of 64 bits are exact in a double up to 2⁵³. */
export const columns = Prisma.raw(`
  e.id::text as id, e.shop_id::text as "shopId", e.delivery_id::text as "deliveryId", e.order_id as "orderId",
  e.company_id as "companyId", e.document_id::float8 as "documentId",
  e.credit_note_id::text as "creditNoteId", e.number, e.date::text as date, e.state,
  e.due_by::text as "dueBy", e.problem, e.act,
  nullif(e.act_at, 'infinity') as "actAt", e.sent_at as "sentAt", e.copy_state as "copyState"`);

export const toEInvoice = (row: EInvoiceRow): EInvoice => ({
  id: row.id,
  shopId: row.shopId,
  deliveryId: row.deliveryId,
  orderId: row.orderId,
  companyId: row.companyId,
  documentId: row.documentId,
  creditNoteId: row.creditNoteId,
  number: row.number,
  date: row.date,
  state: row.state as EInvoiceState,
  dueBy: row.dueBy,
  problem: (row.problem as ProblemText | null) ?? null,
  act: row.act as EInvoice['act'],
  actAt: row.actAt,
  sentAt: row.sentAt,
  copy: row.copyState as CopyState | null,
});

/** Part of an event's values: it is told of a credit note, not of the order's invoice. By a column `credit_note_id`. */
export const saidOfSql = Prisma.sql`case when credit_note_id is null then '{}'::jsonb else '{"of":"credit-note"}'::jsonb end`;

/** A delivery's document made anew leaves the e-invoice of the one before behind; a credit note stays. */
export const isCurrent = Prisma.sql`(e.credit_note_id is not null or exists (
  select 1 from deliveries d where d.id = e.delivery_id and d.document_id = e.document_id
    and d.company_id is not distinct from e.company_id))`;
