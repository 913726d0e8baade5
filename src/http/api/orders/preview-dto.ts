import type { PreviewDto } from '../../../contract/orders/preview.ts';
import { summarizeVat } from '../../../document/fic-rounding.ts';
import type { IssuedDocument } from '../../../document/issued-document.ts';
import type { Catalogue } from '../../../domain/catalogue.ts';
import { dueByOf } from '../../../domain/e-invoice.ts';
import { roundToCent } from '../../../domain/money.ts';
import type { Preview } from '../../../flows/orders/preview-order.ts';
import { euros } from '../euros.ts';
import { sayProblem } from '../sentences.ts';

/** What would be sent, as the panel shows it. */
export function toPreviewDto(built: Preview): PreviewDto {
  const { draft, order, catalogue } = built;
  const totals = draft?.totals ?? { netCents: 0, vatCents: 0, grossCents: 0 };
  return {
    document: draft === null ? null : toDocumentDto(draft, catalogue),
    totals: { net: euros(totals.netCents), vat: euros(totals.vatCents), gross: euros(totals.grossCents) },
    shopTotal: euros(order.totalCents),
    problems: built.problems.map((problem) => sayProblem(problem)),
    warnings: built.warnings.map((warning) => sayProblem(warning)),
  };
}

function toDocumentDto(document: IssuedDocument, catalogue: Catalogue): NonNullable<PreviewDto['document']> {
  const { entity } = document;
  const accountName = (id: number | null) =>
    catalogue.paymentAccounts.find((account) => account.id === id)?.name ?? null;
  const town = [entity.postalCode, entity.city, entity.province && `(${entity.province})`];
  const address = [entity.street, entity.addressExtra, town.filter(Boolean).join(' '), entity.country];
  return {
    kind: document.kind,
    date: document.date,
    currency: document.currency,
    template: catalogue.templates.find(({ id }) => id === document.templateId)?.name ?? null,
    visibleSubject: document.visibleSubject,
    numeration: document.numeration,
    notes: document.notes,
    paymentMethod: document.paymentMethodName,
    eInvoice: document.eInvoice,
    sdiBy: document.eInvoice ? dueByOf(document.date) : null,
    entity: {
      name: entity.name,
      vatNumber: entity.vatNumber,
      taxCode: entity.taxCode,
      address: address.filter((line): line is string => Boolean(line)),
      email: entity.email,
      certifiedEmail: entity.certifiedEmail,
      eInvoiceCode: entity.eInvoiceCode,
      shippingAddress: entity.shippingAddress,
    },
    ...toPaper(document, catalogue),
    payments: document.payments.map(({ amountCents, dueDate, paidDate, paymentAccountId }) => ({
      amount: euros(amountCents),
      dueDate,
      paidDate,
      account: accountName(paymentAccountId),
    })),
    stampDuty: euros(document.stampDutyCents),
    splitPayment: document.publicBody?.splitPayment ?? false,
    due: euros(document.dueCents),
    cig: document.publicBody?.cig ?? null,
    cup: document.publicBody?.cup ?? null,
  };
}

/** Lines and VAT of a document as printed. */
export function toPaper(document: Pick<IssuedDocument, 'items' | 'priceMode'>, catalogue: Catalogue) {
  return {
    pricesIncludeVat: document.priceMode === 'gross',
    items: document.items.map((item) => ({
      code: item.code,
      name: item.name,
      description: item.description,
      quantity: item.quantity.toNumber(),
      price: item.price.toNumber(),
      amount: roundToCent(item.quantity.times(item.price)).toNumber(),
      vatPercent: item.vatPercent,
      nature: catalogue.vatTypes.find(({ id }) => id === item.vatTypeId)?.nature ?? null,
      stock: item.stock,
    })),
    vatSummary: vatSummary(document, catalogue),
  };
}

function vatSummary(document: Pick<IssuedDocument, 'items' | 'priceMode'>, { vatTypes }: Catalogue) {
  return summarizeVat(document.items, document.priceMode).map((row) => {
    const type = vatTypes.find(({ id }) => id === row.vatTypeId);
    return {
      percent: row.vatPercent,
      description: type?.description ?? '',
      nature: type?.nature ?? null,
      net: euros(row.netCents),
      vat: euros(row.vatCents),
    };
  });
}
