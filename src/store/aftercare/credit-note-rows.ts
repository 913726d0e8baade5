import type { CreditNote, CreditNoteState } from '../../domain/aftercare/acts.ts';
import type { CreditPiece } from '../../domain/aftercare/credit.ts';
import type { ProblemText } from '../../domain/problem.ts';
import { type EInvoiceRow, toEInvoice } from '../e-invoice/rows.ts';
import { Prisma } from '../generated/client.ts';

export interface CreditNoteRow {
  id: string;
  shopId: string;
  deliveryId: string;
  orderId: string;
  companyId: number;
  place: number;
  invoiceId: number;
  invoiceNumber: string;
  invoiceDate: string;
  request: string;
  pieces: unknown;
  grossCents: number;
  state: string;
  doubt: boolean;
  actAt: Date | null;
  documentId: number | null;
  documentNumber: string | null;
  documentUrl: string | null;
  problem: unknown;
  eInvoice: (Omit<EInvoiceRow, 'actAt' | 'sentAt'> & { actAt: string | null; sentAt: string | null }) | null;
}

/** Columns of `credit_notes c` under the names of `CreditNoteRow`. */
export const columns = Prisma.raw(`
  c.id::text as id, c.shop_id::text as "shopId", c.delivery_id::text as "deliveryId", c.order_id as "orderId",
  c.company_id as "companyId", c.place, c.invoice_id::float8 as "invoiceId", c.invoice_number as "invoiceNumber",
  c.invoice_date::text as "invoiceDate", c.request, c.pieces, c.gross_cents::float8 as "grossCents", c.state,
  c.creating_since is not null as doubt, nullif(c.act_at, 'infinity') as "actAt",
  c.document_id::float8 as "documentId", c.document_number as "documentNumber", c.document_url as "documentUrl",
  c.problem`);

/** The credit note's way to the SDI, under the names of `EInvoiceRow`. */
export const withEInvoice = Prisma.raw(`
  (select jsonb_build_object('id', e.id, 'shopId', e.shop_id, 'deliveryId', e.delivery_id, 'orderId', e.order_id,
    'companyId', e.company_id, 'documentId', e.document_id, 'creditNoteId', e.credit_note_id,
    'number', e.number, 'date', e.date, 'state', e.state,
    'dueBy', e.due_by, 'problem', e.problem, 'act', e.act, 'actAt', nullif(e.act_at, 'infinity'),
    'sentAt', e.sent_at, 'copyState', e.copy_state)
   from e_invoices e where e.credit_note_id = c.id limit 1) as "eInvoice"`);

const instant = (text: string | null) => (text === null ? null : new Date(text));

export function toCreditNote(row: CreditNoteRow): CreditNote {
  const { eInvoice } = row;
  return {
    id: row.id,
    shopId: row.shopId,
    deliveryId: row.deliveryId,
    orderId: row.orderId,
    companyId: row.companyId,
    place: row.place,
    invoice: { id: row.invoiceId, number: row.invoiceNumber, date: row.invoiceDate },
    request: row.request,
    pieces: row.pieces as CreditPiece[],
    grossCents: row.grossCents,
    state: row.state as CreditNoteState,
    counts: row.state !== 'failed' || row.doubt,
    document:
      row.documentId === null
        ? null
        : { id: row.documentId, number: row.documentNumber ?? '', url: row.documentUrl ?? '' },
    nextTryAt: row.state === 'waiting' ? row.actAt : null,
    problem: (row.problem as ProblemText | null) ?? null,
    eInvoice:
      eInvoice === null
        ? null
        : toEInvoice({ ...eInvoice, actAt: instant(eInvoice.actAt), sentAt: instant(eInvoice.sentAt) }),
  };
}
