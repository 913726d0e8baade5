import type { CreditableDto, CreditPreviewDto, UpdatePreviewDto } from '../../../contract/aftercare/acts.ts';
import type { DocumentEntity } from '../../../document/issued-document.ts';
import { isChanged, type LineShare } from '../../../domain/aftercare/compare-lines.ts';
import type { Creditable } from '../../../flows/aftercare/credit.ts';
import type { CreditNotePreview } from '../../../flows/aftercare/preview-credit-note.ts';
import type { UpdatePreview } from '../../../flows/aftercare/preview-update.ts';
import { euros } from '../euros.ts';
import { toPaper } from '../orders/preview-dto.ts';
import { sayProblem } from '../sentences.ts';
import { toCreditNoteDto } from './aftercare-dto.ts';

/** What of an invoice can still be credited. */
export function toCreditableDto(
  { delivery, invoiceDate, sent, notes, lines, leftCents }: Creditable,
  awaitsSdi: boolean,
): CreditableDto {
  const types = new Set(sent.lines.map(({ vatTypeId }) => vatTypeId));
  return {
    invoice: { number: delivery.document.number, date: invoiceDate },
    currency: sent.currency,
    gross: euros(sent.grossCents),
    left: euros(leftCents),
    byAmount: types.size === 1,
    awaitsSdi,
    lines: sent.lines.flatMap(({ kind, name, code, quantity, vatPercent, grossCents }, line) => {
      if ((kind !== 'product' && kind !== 'cost') || grossCents < 0) return [];
      const left = lines.find((one) => one.line === line);
      return [
        {
          line,
          name,
          code,
          quantity: Number(quantity),
          left: Number(left?.quantity ?? 0),
          gross: euros(left?.cents ?? 0),
          vatPercent,
        },
      ];
    }),
    creditNotes: notes.map(toCreditNoteDto),
  };
}

/** A credit note as it would be printed. */
export function toCreditPreviewDto(
  { delivery, invoiceDate, leftCents }: Creditable,
  { document, catalogue, pieces, isPaidBack }: CreditNotePreview,
): CreditPreviewDto {
  const { totals, dueCents, date, currency, numeration, visibleSubject } = document;
  const creditedCents = pieces.reduce((sum, { cents }) => sum + cents, 0);
  return {
    invoice: { number: delivery.document.number, date: invoiceDate },
    currency,
    date,
    numeration,
    visibleSubject,
    ...toPaper(document, catalogue),
    net: euros(totals.netCents),
    vat: euros(totals.vatCents),
    gross: euros(totals.grossCents),
    due: euros(dueCents),
    isPaidBack,
    left: euros(leftCents - creditedCents),
  };
}

/** What updating a document would change. */
export function toUpdatePreviewDto(preview: UpdatePreview): UpdatePreviewDto {
  const { currency, wasCents, nowCents, lines, buyer, problems } = preview;
  const share = (of: LineShare | null) =>
    of && { quantity: Number(of.quantity), gross: euros(of.grossCents) };
  return {
    currency,
    was: euros(wasCents),
    now: nowCents === null ? null : euros(nowCents),
    lines: lines.map((line) => ({
      name: line.name,
      code: line.code,
      was: share(line.was),
      now: share(line.now),
      changed: isChanged(line),
    })),
    ...(buyer === null ? {} : { buyer: buyerLines(buyer) }),
    problems: problems.map((problem) => sayProblem(problem)),
  };
}

function buyerLines(buyer: DocumentEntity): string[] {
  const town = [buyer.postalCode, buyer.city, buyer.province && `(${buyer.province})`];
  return [
    buyer.name,
    [...new Set([buyer.vatNumber, buyer.taxCode])].filter(Boolean).join(' · '),
    buyer.street,
    town.filter(Boolean).join(' '),
    buyer.country,
    [buyer.eInvoiceCode, buyer.certifiedEmail].filter(Boolean).join(' · '),
  ].filter((line): line is string => Boolean(line));
}
