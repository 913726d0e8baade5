import { documentKind } from '../domain/document-kind.ts';
import { documentLanguage } from '../domain/party/countries.ts';
import { readVatBuyer } from '../domain/party/vat-area.ts';
import type { ProblemText } from '../domain/problem.ts';
import { cleanLines, cleanText, toLatin } from '../domain/text.ts';
import { documentTexts } from '../texts/it/document.ts';
import { buildEntity } from './buyer/buyer.ts';
import { documentDates } from './dates.ts';
import type { BuildDocumentInput } from './document-input.ts';
import { toItem, writeLines } from './document-lines.ts';
import { FIC_ROUNDING } from './fic-rounding.ts';
import type { IssuedDocument } from './issued-document.ts';
import { buildPayments, describeMethod } from './payments.ts';
import { createFindings, type Findings } from './problems.ts';
import { stampDutyCents } from './stamp-duty.ts';

export type { BuildDocumentInput } from './document-input.ts';

export interface BuiltDocument {
  /** What may be sent; null where a problem forbids it. */
  document: IssuedDocument | null;
  /** What would be sent, were there no problem; null where not even its lines can be told. For the preview. */
  draft: IssuedDocument | null;
  /** All problems at once. Each forbids the document. */
  problems: ProblemText[];
  /** Worth telling the merchant; the document goes. */
  warnings: ProblemText[];
}

const NOTES_MAX = 1000;
const SUBJECT_MAX = 255;
const SHORT_ID_MAX = 50;

/**
 * The document of an order. Pure: the same input gives the same document, and every problem is told at once.
 * Its modelled gross equals the order's total to the cent, or there is no document.
 */
export function buildDocument(input: BuildDocumentInput): BuiltDocument {
  const { order, settings, now } = input;
  const model = input.roundingModel ?? FIC_ROUNDING;
  const kind = documentKind(order, settings.orders.invoice, input);
  const invoice = kind === 'invoice';
  const findings = createFindings();
  findings.problems.push(...order.problems);
  findings.warnings.push(...order.warnings);
  if (order.cancelled) findings.problem('order-cancelled', {});

  const buyer = buildEntity(order.billing, {
    kind,
    delivery: order.delivery,
    clientId: input.links.clientId,
    publicBody: input.publicBody ?? null,
  });
  const { entity } = buyer;
  const vatBuyer = readVatBuyer(
    order.billing,
    entity.countryIso,
    order.delivery,
    entity.countryIso === 'IT' ? entity.vatNumber : null,
  );
  const currency = readCurrency(order.currency, invoice, findings);
  const written = writeLines(input, { model, invoice, buyer: vatBuyer }, findings);
  const dates = documentDates(order, kind, { now, paidSeenAt: input.paidSeenAt ?? null }, findings);
  const publicBody = invoice ? (input.publicBody ?? null) : null;
  const totals = written?.totals ?? { netCents: 0, vatCents: 0, grossCents: 0 };
  const dueCents = publicBody?.splitPayment === true ? totals.netCents : totals.grossCents;
  const payments = buildPayments(order, settings.paymentAccount, dueCents, dates, findings);
  const accounts = input.catalogue.paymentAccounts ?? [];
  const method = describeMethod(order, kind, settings.paymentAccount, accounts, findings);
  const withDuty = invoice && settings.vat.stampDuty === 'automatic' && written !== null;
  const dutyCents = withDuty ? stampDutyCents(written.items) : 0;
  findings.problems.push(...buyer.problems);
  findings.warnings.push(...buyer.warnings);

  const shortId = cleanText(order.shortId, SHORT_ID_MAX) || cleanText(order.id, SHORT_ID_MAX);
  const print = (text: string) => (invoice ? toLatin(text) : text);
  const { template } = settings;
  const draft: IssuedDocument | null = written && {
    kind,
    date: dates.date,
    currency,
    language: documentLanguage(entity.countryIso),
    marker: input.marker,
    subject: cleanText(documentTexts.subject(input.marker, print(shortId)), SUBJECT_MAX),
    visibleSubject: print(documentTexts.order(shortId)),
    notes: print(cleanLines(order.notes, NOTES_MAX)),
    templateId: template.templateId,
    numeration: (invoice ? template.invoiceNumberSuffix : null) ?? template.numberSuffix,
    showPaymentMethod: template.showPaymentMethod,
    showPayments: template.showPaymentDate,
    ...method,
    eInvoice: invoice,
    entity,
    priceMode: written.mode,
    items: written.items.map((item) => toItem(item, input, invoice)),
    payments,
    totals,
    stampDutyCents: dutyCents,
    // The seller bears it: where it is added to what the buyer owes, as much is taken off.
    dueDiscountCents: input.stampDutyAdded === true ? dutyCents : 0,
    dueCents,
    publicBody,
  };
  const { problems, warnings } = findings;
  return { document: problems.length === 0 ? draft : null, draft, problems, warnings };
}

/**
 * ISO 4217. Another currency than the euro needs the day's exchange rate, which the shop does not tell: it
 * passes on an order, with a warning, and is a problem on an invoice, whose VAT must be in euros (art. 13 and
 * 21 DPR 633/1972).
 */
function readCurrency(value: string, invoice: boolean, findings: Findings): string {
  const currency = cleanText(value, 10).toUpperCase() || 'EUR';
  if (currency === 'EUR') return currency;
  const tell = invoice || !/^[A-Z]{3}$/.test(currency) ? findings.problem : findings.warning;
  tell('currency-unsupported', { currency });
  return currency;
}
