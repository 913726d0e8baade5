import type { TaxProfile, VatType } from '../domain/catalogue.ts';
import type { Asked } from '../domain/delivery.ts';
import { documentKind } from '../domain/document-kind.ts';
import { formatCents, toCents } from '../domain/money.ts';
import type { ShopOrder } from '../domain/order.ts';
import { documentLanguage } from '../domain/party/countries.ts';
import type { PublicBodyData } from '../domain/party/public-body.ts';
import type { ProblemText } from '../domain/problem.ts';
import type { Settings } from '../domain/settings.ts';
import { cleanLines, cleanText, cutText, toLatin } from '../domain/text.ts';
import { firstInstant, romeDay } from '../domain/time.ts';
import { documentTexts } from '../texts/it/document.ts';
import { buildEntity } from './buyer/buyer.ts';
import { FIC_ROUNDING, type RefusedTotal, type RoundingModel } from './fic-rounding.ts';
import type { DocumentItem, IssuedDocument } from './issued-document.ts';
import { orderParts, type Part, readableLines } from './parts.ts';
import { buildPayments, describeMethod } from './payments.ts';
import { createFindings, type Findings } from './problems.ts';
import { type PricedPart, type Representation, represent, representAsIs } from './representation.ts';
import { checkNature, type VatTables } from './vat.ts';

export interface BuildDocumentInput {
  order: ShopOrder;
  settings: Settings;
  catalogue: { taxProfiles: TaxProfile[]; vatTypes: VatType[] };
  /** What the shop's customer and products are in Fatture in Cloud, where known. */
  links: { clientId: number | null; productIdBySku: ReadonlyMap<string, number> };
  /** Identifies shop and order (`orderMarker`); goes into `subject`. */
  marker: string;
  /** Instant of issue: an invoice's date and an unpaid order's due date come from it. */
  now: Date;
  /** How the company's documents are known to be computed, where that was learned. */
  roundingModel?: RoundingModel;
  /** A person asked for it. */
  kind?: Asked['kind'] | undefined;
  /** Told by a person for a public body. */
  publicBody?: PublicBodyData | undefined;
  /** What Fatture in Cloud refused of this order a moment ago: it is written otherwise. */
  refused?: readonly RefusedTotal[];
}

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
/**
 * Name and description of a line together, the break between them included: they become one text. Source: FatturaPA
 * 2.2.1.4 Descrizione 1000.
 */
const LINE_TEXT_MAX = 998;
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
  const currency = readCurrency(order.currency, invoice, findings);
  const written = writeLines(input, model, invoice, findings);
  const grossCents = written?.totals.grossCents ?? 0;
  const payments = buildPayments(order, settings.paymentAccount, grossCents, now, findings);
  const method = describeMethod(order, kind, settings.paymentAccount, findings);
  findings.problems.push(...buyer.problems);
  findings.warnings.push(...buyer.warnings);

  const shortId = cleanText(order.shortId, SHORT_ID_MAX) || cleanText(order.id, SHORT_ID_MAX);
  const print = (text: string) => (invoice ? toLatin(text) : text);
  const draft: IssuedDocument | null = written && {
    kind,
    date: romeDay(invoice ? now : firstInstant(order.placedAt, now)),
    currency,
    language: documentLanguage(buyer.entity.countryIso),
    marker: input.marker,
    subject: cleanText(documentTexts.subject(input.marker, print(shortId)), SUBJECT_MAX),
    visibleSubject: print(documentTexts.order(shortId)),
    notes: print(cleanLines(order.notes, NOTES_MAX)),
    templateId: settings.template.templateId,
    numeration: settings.template.numberSuffix,
    showPaymentMethod: settings.template.showPaymentMethod,
    showPayments: settings.template.showPaymentDate,
    ...method,
    eInvoice: invoice,
    entity: buyer.entity,
    priceMode: written.mode,
    items: written.items.map((item) => toItem(item, input, invoice)),
    payments,
    totals: written.totals,
    stampDutyCents: 0,
    dueDiscountCents: 0,
    dueCents: grossCents,
    bankIban: null,
    publicBody: null,
  };
  const { problems, warnings } = findings;
  return { document: problems.length === 0 ? draft : null, draft, problems, warnings };
}

/** The lines in the form that gives the order's total; null where they cannot be told. */
function writeLines(
  input: BuildDocumentInput,
  model: RoundingModel,
  invoice: boolean,
  findings: Findings,
): Representation | null {
  const { order, settings, catalogue } = input;
  const money = (cents: number) => formatCents(cents, order.currency);
  const lines = readableLines(order, findings);
  const tables: VatTables = {
    settings: settings.vat,
    taxProfiles: catalogue.taxProfiles,
    vatTypes: catalogue.vatTypes,
  };
  // Amounts that are no numbers cannot be shared out or summed.
  if (findings.problems.some((problem) => problem.code === 'amount-invalid')) return null;
  const parts = orderParts(order, lines, tables, findings);
  if (parts === null || parts.length === 0) return null;
  if (order.totalCents < 0) findings.problem('total-negative', { total: money(order.totalCents) });

  const result = represent(parts, order.totalCents, {
    model,
    spareTypes: mappedTypes(settings, catalogue.vatTypes),
    refused: input.refused,
  });
  if (result.state === 'mismatch') {
    const values = { parts: money(result.partsCents), total: money(order.totalCents) };
    findings.problem('total-mismatch', values);
  }
  if (result.state === 'unreachable') {
    const values = { nearest: money(result.nearestCents), total: money(order.totalCents) };
    findings.problem('total-unreachable', values);
  }
  const written = result.state === 'exact' ? result.representation : representAsIs(parts, model);
  for (const { part, price } of written.items) {
    if (part.kind !== 'rounding' || toCents(price.abs()) <= 1) continue;
    findings.warning('rounding-line', { amount: money(toCents(price)) });
  }
  checkNature(uniqueTypes(written.items.map((item) => item.part)), invoice, findings);
  return written;
}

function mappedTypes(settings: Settings, vatTypes: readonly VatType[]): VatType[] {
  const ids = new Set(Object.values(settings.vat.mapping));
  if (settings.vat.shippingVatTypeId !== null) ids.add(settings.vat.shippingVatTypeId);
  return vatTypes.filter((type) => ids.has(type.id));
}

function uniqueTypes(parts: readonly Part[]): VatType[] {
  return [...new Map(parts.map((part) => [part.vat.id, part.vat])).values()];
}

function toItem(item: PricedPart, input: BuildDocumentInput, invoice: boolean): DocumentItem {
  const { part } = item;
  const { productIdBySku } = input.links;
  const productId =
    part.sku === null ? null : (productIdBySku.get(part.sku) ?? productIdBySku.get(part.sku.trim()) ?? null);
  const print = (text: string) => (invoice ? toLatin(text) : text);
  const isProduct = part.kind === 'product';
  // A returned piece or a deposit's line lowers what is due: it takes no piece off the shelf.
  const leaves = !part.unitPrice.isNegative();
  const stock = leaves && !invoice && input.settings.products.updateStock && isProduct && productId !== null;
  const name = print(part.name) || documentTexts.untitledArticle;
  const description = part.description === null ? '' : print(part.description);
  return {
    kind: part.kind,
    productId,
    code: part.code === null ? null : print(part.code) || null,
    name,
    description: cutText(description, LINE_TEXT_MAX - name.length) || null,
    quantity: item.quantity,
    price: item.price,
    vatTypeId: part.vat.id,
    vatPercent: part.vat.value,
    stock: stock && !item.folded,
  };
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
