import { randomBytes } from 'node:crypto';
import { Decimal, sum } from '../../common/money.ts';
import { romeDay, romeTimestamp } from '../../common/time.ts';
import { ApiError, invalid } from '../errors.ts';
import type { DocumentInput } from '../input.ts';
import type { Company, DocumentItem, DocumentPayment, FiscalDefaults, IssuedDocument } from '../types.ts';
import { type DocumentContext, Messages, makeItems, makePayments, required } from './document-lines.ts';
import { documentTotals, type Totals, totalsBody } from './totals.ts';

/** The company's defaults apply wherever the request says nothing: 0 must be written to have none. */
function extrasOf(input: DocumentInput, { company: { defaults } }: DocumentContext): FiscalDefaults {
  return {
    rivalsa: input.rivalsa ?? defaults.rivalsa,
    cassa: input.cassa ?? defaults.cassa,
    cassa2: input.cassa2 ?? defaults.cassa2,
    withholding_tax: input.withholding_tax ?? defaults.withholding_tax,
    other_withholding_tax: input.other_withholding_tax ?? defaults.other_withholding_tax,
    stamp_duty: input.stamp_duty ?? defaults.stamp_duty,
  };
}

interface Draft {
  input: DocumentInput;
  items: DocumentItem[];
  payments: DocumentPayment[];
  extras: FiscalDefaults;
  totals: Totals;
  paymentsSum: Decimal;
}

/** Checks everything but the payments' sum; what the totals call answers too. */
export function draft(input: DocumentInput, context: DocumentContext): Draft {
  const { company } = context;
  const messages = new Messages();
  const { entity, template, payment_method: method } = input;
  if (!entity.name?.trim()) messages.add('data.entity.name', required('data.entity.name'));
  if (entity.id != null && !company.clients.some((client) => client.id === entity.id)) {
    messages.add('data.entity.id', 'Il cliente selezionato non esiste.');
  }
  if (template?.id != null && !company.templates.some((candidate) => candidate.id === template.id)) {
    messages.add('data.template.id', 'Il modello selezionato non esiste.');
  }
  if (method?.id != null && !company.paymentMethods.some((candidate) => candidate.id === method.id)) {
    messages.add('data.payment_method.id', 'Il metodo di pagamento selezionato non esiste.');
  }
  const items = makeItems(input, context, messages);
  const payments = makePayments(input, context, messages);
  messages.throwIfAny();
  const extras = extrasOf(input, context);
  const totals = documentTotals(
    {
      items,
      useGrossPrices: input.use_gross_prices ?? false,
      extras,
      amountDueDiscount: input.amount_due_discount ?? 0,
      splitPayment: input.use_split_payment ?? false,
    },
    context.rounding,
  );
  return {
    input,
    items,
    payments,
    extras,
    totals,
    paymentsSum: sum(payments.map((payment) => payment.amount)),
  };
}

/** Fits the last payment to the amount due (`options.fix_payments`), or refuses what does not sum to it. */
function settlePayments({ payments, totals, paymentsSum }: Draft, fix: boolean): void {
  const missing = totals.due.minus(paymentsSum);
  if (missing.isZero()) return;
  const last = payments.at(-1);
  if (fix && last) {
    last.amount = new Decimal(last.amount).plus(missing).toNumber();
    return;
  }
  throw new ApiError(422, {
    error: {
      message: 'Il totale dei pagamenti non corrisponde al totale da pagare.',
      validation_result: null,
    },
    extra: { totals: totalsBody(totals, paymentsSum) },
  });
}

/** The number to give next: one sequence per type, numeration and year. */
export function nextNumber(company: Company, type: string, numeration: string, year: number): number {
  let last = 0;
  for (const other of company.documents) {
    const same = other.type === type && other.numeration === numeration && other.year === year;
    if (same && other.number > last) last = other.number;
  }
  return last + 1;
}

/** Makes the document whole: number, totals, address, stock. It is not yet among the company's. */
export function makeDocument(
  input: DocumentInput,
  fixPayments: boolean,
  context: DocumentContext,
): IssuedDocument {
  const made = draft(input, context);
  settlePayments(made, fixPayments);
  const { company, now } = context;
  const { items, payments, extras, totals } = made;
  const date = input.date ?? romeDay(now);
  const year = Number(date.slice(0, 4));
  const numeration = input.numeration ?? '';
  const number = input.number ?? nextNumber(company, input.type, numeration, year);
  const taken = company.documents.some(
    (other) =>
      other.type === input.type &&
      other.numeration === numeration &&
      other.year === year &&
      other.number === number,
  );
  if (taken) throw invalid({ 'data.number': ['Esiste già un documento con questo numero.'] });
  const method =
    input.payment_method == null
      ? (company.paymentMethods.find((candidate) => candidate.is_default) ?? null)
      : (company.paymentMethods.find((candidate) => candidate.id === input.payment_method?.id) ?? {
          id: null,
          name: input.payment_method.name ?? '',
        });
  const token = randomBytes(16).toString('hex');
  const template =
    company.templates.find((candidate) => candidate.id === input.template?.id) ?? company.templates[0];
  if (!template) throw new Error(`company ${company.id} has no template`);
  const unpaid = payments
    .filter((payment) => payment.status === 'not_paid')
    .map((payment) => payment.due_date);
  return {
    id: context.nextId(),
    type: input.type,
    number,
    numeration,
    date,
    year,
    subject: input.subject ?? '',
    visible_subject: input.visible_subject ?? '',
    rc_center: input.rc_center ?? '',
    notes: input.notes ?? '',
    entity: { ...input.entity, name: input.entity.name ?? '' },
    currency: {
      id: input.currency?.id ?? 'EUR',
      symbol: input.currency?.id && input.currency.id !== 'EUR' ? input.currency.id : '€',
      exchange_rate: input.currency?.exchange_rate ?? '1.00000',
      html_symbol: '&euro;',
    },
    language: { code: input.language?.code ?? 'it', name: input.language?.name ?? 'Italiano' },
    ...extras,
    amount_net: totals.net.toNumber(),
    amount_vat: totals.vat.toNumber(),
    amount_gross: totals.gross.toNumber(),
    amount_rivalsa: totals.rivalsa.toNumber(),
    amount_cassa: totals.cassa.toNumber(),
    amount_cassa2: totals.cassa2.toNumber(),
    amount_withholding_tax: totals.withholding.toNumber(),
    amount_other_withholding_tax: totals.otherWithholding.toNumber(),
    amount_due_discount: input.amount_due_discount ?? 0,
    use_split_payment: input.use_split_payment ?? false,
    use_gross_prices: input.use_gross_prices ?? false,
    e_invoice: input.e_invoice ?? false,
    ei_data: input.ei_data ?? null,
    ei_status: input.e_invoice ? 'not_sent' : null,
    items_list: items,
    payments_list: payments,
    payment_method: method,
    template,
    show_payments: input.show_payments ?? true,
    show_payment_method: input.show_payment_method ?? true,
    show_totals: input.show_totals ?? 'all',
    show_notification_button: input.show_notification_button ?? false,
    delivery_note: false,
    accompanying_invoice: false,
    is_marked: false,
    next_due_date: unpaid.sort()[0] ?? null,
    seen_date: null,
    url: context.documentUrl(token),
    attachment_url: null,
    locked: false,
    created_at: romeTimestamp(now),
    updated_at: romeTimestamp(now),
  };
}

const movesStock = new Set(['order', 'invoice', 'receipt', 'delivery_note']);

/** Takes the items with `product_id` and `stock` out of the stock (`sign` −1), or puts them back (1). */
export function moveStock(company: Company, document: IssuedDocument, sign: 1 | -1): void {
  if (!movesStock.has(document.type)) return;
  for (const item of document.items_list) {
    const product = company.products.find((candidate) => candidate.id === item.product_id);
    if (!item.stock || !product?.in_stock) continue;
    product.stock_current = new Decimal(product.stock_current)
      .plus(new Decimal(item.qty).times(sign))
      .toNumber();
  }
}

/** Moves a document to the bin; its goods come back where the service does so. */
export function binDocument(company: Company, document: IssuedDocument, restocks: boolean): void {
  company.documents.splice(company.documents.indexOf(document), 1);
  company.bin.push(document);
  if (restocks) moveStock(company, document, 1);
}
