import type { VatType } from '../domain/catalogue.ts';
import { formatCents, toCents } from '../domain/money.ts';
import type { VatBuyer } from '../domain/party/vat-area.ts';
import { cutText, toLatin } from '../domain/text.ts';
import { documentTexts } from '../texts/it/document.ts';
import type { BuildDocumentInput } from './document-input.ts';
import type { RoundingModel } from './fic-rounding.ts';
import type { DocumentItem } from './issued-document.ts';
import { orderParts, type Part, readableLines } from './parts.ts';
import type { Findings } from './problems.ts';
import { type PricedPart, type Representation, represent, representAsIs } from './representation.ts';
import { checkNature, checkNatureOfBuyer, suitsBuyer } from './vat/natures.ts';
import { ossInvoiceParts, ossRateOf } from './vat/oss-invoice.ts';
import type { VatTables } from './vat/tables.ts';

/**
 * Name and description of a line together, the break between them included: they become one text. Source: FatturaPA
 * 2.2.1.4 Descrizione 1000.
 */
const LINE_TEXT_MAX = 998;

/** The lines in the form that gives the order's total; null where they cannot be told. */
export function writeLines(
  input: BuildDocumentInput,
  { model, invoice, buyer }: { model: RoundingModel; invoice: boolean; buyer: VatBuyer },
  findings: Findings,
): Representation | null {
  const { order, settings, catalogue } = input;
  const money = (cents: number) => formatCents(cents, order.currency);
  const lines = readableLines(order, findings);
  const tables: VatTables = {
    settings: settings.vat,
    taxProfiles: catalogue.taxProfiles,
    vatTypes: catalogue.vatTypes,
    buyer,
  };
  // Amounts that are no numbers cannot be shared out or summed.
  if (findings.problems.some((problem) => problem.code === 'amount-invalid')) return null;
  const sold = orderParts(order, lines, tables, findings);
  const parts = sold !== null && invoice ? ossInvoiceParts(sold, tables, findings) : sold;
  if (sold === null || parts === null || parts.length === 0) return null;
  if (order.totalCents < 0) findings.problem('total-negative', { total: money(order.totalCents) });

  const result = represent(parts, order.totalCents, {
    model,
    spareTypes: spareTypes(tables, invoice),
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
  checkVat(sold, written, tables, invoice, findings);
  return written;
}

/** What the law and the SDI ask of the types of the lines. */
function checkVat(
  sold: readonly Part[],
  written: Representation,
  tables: VatTables,
  invoice: boolean,
  findings: Findings,
): void {
  const types = uniqueTypes(written.items.map(({ part }) => part));
  checkNature(types, invoice, findings);
  const { settings, buyer } = tables;
  if (settings.flatRateVatTypeId === null) {
    // What an invoice under OSS stands at is by choice, whatever its natura says of buyers.
    const isOss = sold.some((part) => ossRateOf(part, tables) !== null);
    const chosen = isOss && invoice ? [settings.oss.invoiceVatTypeId, settings.oss.taxLineVatTypeId] : [];
    checkNatureOfBuyer(
      types.filter(({ id }) => !chosen.includes(id)),
      buyer,
      invoice,
      findings,
    );
  }
  const { townOutsideItaly: town } = buyer;
  if (town !== null && types.some(({ value }) => value !== 0)) findings.warning('outside-vat-area', { town });
}

/** The merchant's types that a rounding line may stand at. */
function spareTypes({ settings, vatTypes, buyer }: VatTables, invoice: boolean): VatType[] {
  if (settings.flatRateVatTypeId !== null) return [];
  const ids = new Set(Object.values(settings.mapping));
  if (settings.shippingVatTypeId !== null) ids.add(settings.shippingVatTypeId);
  return vatTypes.filter(
    (type) =>
      ids.has(type.id) && !type.isDisabled && (type.forEInvoices || !invoice) && suitsBuyer(type, buyer),
  );
}

function uniqueTypes(parts: readonly Part[]): VatType[] {
  return [...new Map(parts.map((part) => [part.vat.id, part.vat])).values()];
}

/** A line as the document carries it. */
export function toItem(item: PricedPart, input: BuildDocumentInput, invoice: boolean): DocumentItem {
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
