import { Decimal } from 'decimal.js';
import type { CreditPiece } from '../domain/aftercare/credit.ts';
import type { SentDocument } from '../domain/aftercare/sent-document.ts';
import type { VatType } from '../domain/catalogue.ts';
import { formatDecimal } from '../domain/money.ts';
import { documentLanguage } from '../domain/party/countries.ts';
import { cleanText } from '../domain/text.ts';
import { documentTexts } from '../texts/it/document.ts';
import type { RefusedTotal, RoundingModel } from './fic-rounding.ts';
import type { CreditNoteDocument, DocumentEntity, DocumentPayment } from './issued-document.ts';
import type { Part } from './parts.ts';
import { represent } from './representation.ts';

/** All that a credit note is made from. */
export interface CreditNoteInput {
  sent: SentDocument;
  pieces: readonly CreditPiece[];
  /** As it stands in Fatture in Cloud: the credit note is to the same buyer, whatever the shop says by now. */
  invoice: {
    number: string;
    date: string;
    entity: DocumentEntity;
    paymentMethodName: string | null;
    eInvoicePaymentCode: string | null;
    splitPayment: boolean;
    cig: string | null;
    cup: string | null;
    isPaid: boolean;
    paymentAccountId: number | null;
  };
  vatTypes: readonly VatType[];
  numeration: string;
  templateId: number | null;
  marker: string;
  /** Europe/Rome, `YYYY-MM-DD`. */
  today: string;
  model: RoundingModel;
  refused?: readonly RefusedTotal[];
}

const SUBJECT_MAX = 255;
const NAME_MAX = 255;

/**
 * The credit note of some pieces of an invoice: positive prices, dated today, to the invoice's own buyer. Of a paid
 * invoice it is paid back today; one that was not is set off. Null where no way of writing it comes to its total.
 *
 * Source: Fatture in Cloud's help 349 (payments of credit notes); FatturaPA 2.1.6 (TD04 names its invoice).
 */
export function buildCreditNote(input: CreditNoteInput): CreditNoteDocument | null {
  const { sent, pieces, invoice, today } = input;
  const parts = pieces.map((piece) => creditPart(piece, input));
  const grossCents = pieces.reduce((sum, { cents }) => sum + cents, 0);
  const written = represent(parts, grossCents, {
    model: input.model,
    spareTypes: [],
    refused: input.refused,
  });
  if (written.state !== 'exact') return null;
  const { mode, items, totals } = written.representation;
  const dueCents = invoice.splitPayment ? totals.netCents : totals.grossCents;
  const title = documentTexts.creditNote(invoice.number, invoice.date.split('-').reverse().join('/'));
  return {
    kind: 'credit-note',
    date: today,
    currency: sent.currency,
    language: documentLanguage(invoice.entity.countryIso),
    marker: input.marker,
    subject: cleanText(`${input.marker} ${title}`, SUBJECT_MAX),
    visibleSubject: title,
    notes: '',
    templateId: input.templateId,
    numeration: input.numeration,
    showPaymentMethod: false,
    showPayments: false,
    paymentMethodName: invoice.paymentMethodName,
    eInvoice: true,
    eInvoicePaymentCode: invoice.eInvoicePaymentCode,
    bankIban: null,
    entity: invoice.entity,
    priceMode: mode,
    items: items.map(({ part, quantity, price }) => ({
      kind: part.kind,
      productId: null,
      code: part.code,
      name: part.name,
      description: null,
      quantity,
      price,
      vatTypeId: part.vat.id,
      vatPercent: part.vat.value,
      // What a person returned need not go back on the shelf.
      stock: false,
    })),
    payments: payments(dueCents, input),
    totals,
    stampDutyCents: 0,
    dueDiscountCents: 0,
    dueCents,
    publicBody: invoice.splitPayment
      ? {
          splitPayment: true,
          ...(invoice.cig && { cig: invoice.cig }),
          ...(invoice.cup && { cup: invoice.cup }),
        }
      : null,
    credits: { number: invoice.number, date: invoice.date },
  };
}

function payments(dueCents: number, { invoice, today }: CreditNoteInput): DocumentPayment[] {
  if (dueCents === 0) return [];
  const { isPaid, paymentAccountId } = invoice;
  const payment = { amountCents: dueCents, dueDate: today, paymentAccountId };
  return [isPaid ? { ...payment, paidDate: today } : { ...payment, paidDate: null, reversed: true }];
}

/** Pieces at two decimals each where they come to it, else all of them in one line, their number in its name. */
function creditPart(piece: CreditPiece, { sent, invoice, vatTypes }: CreditNoteInput): Part {
  const line = piece.line === null ? undefined : sent.lines[piece.line];
  const quantity = new Decimal(piece.quantity);
  const each = new Decimal(piece.cents).div(100).div(quantity);
  const divides = each.decimalPlaces() <= 2;
  const name = line?.name ?? documentTexts.creditOf(invoice.number);
  const percent = sent.lines.find(({ vatTypeId }) => vatTypeId === piece.vatTypeId)?.vatPercent ?? 0;
  return {
    kind: line?.kind ?? 'product',
    name: cleanText(divides ? name : documentTexts.pieces(formatDecimal(quantity), name), NAME_MAX),
    description: null,
    code: line?.code ?? null,
    sku: null,
    quantity: divides ? quantity : new Decimal(1),
    unitPrice: divides ? each : new Decimal(piece.cents).div(100),
    vat: vatTypes.find(({ id }) => id === piece.vatTypeId) ?? {
      id: piece.vatTypeId,
      value: percent,
      description: '',
      nature: null,
      forEInvoices: true,
      isDisabled: false,
    },
  };
}
