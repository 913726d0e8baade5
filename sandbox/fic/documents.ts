import { randomBytes } from 'node:crypto';
import { Decimal, round2, sum } from '../common/money.ts';
import { romeDay, romeTimestamp } from '../common/time.ts';
import { ApiError, invalid } from './errors.ts';
import type { DocumentInput } from './input.ts';
import { documentTotals, type Totals } from './totals.ts';
import type {
  Company,
  DocumentItem,
  DocumentPayment,
  FiscalDefaults,
  IssuedDocument,
  Rounding,
} from './types.ts';

export interface DocumentContext {
  company: Company;
  rounding: Rounding;
  now: Date;
  nextId: () => number;
  /** Address under which the document is shown. */
  documentUrl: (token: string) => string;
}

/** Gathers messages by field, so that all of them are told at once. */
class Messages {
  readonly fields: Record<string, string[]> = {};

  add(field: string, message: string): void {
    this.fields[field] ??= [];
    this.fields[field].push(message);
  }

  throwIfAny(): void {
    if (Object.keys(this.fields).length > 0) throw invalid(this.fields);
  }
}

const required = (field: string) => `Il campo ${field} è obbligatorio.`;

function makeItems(input: DocumentInput, context: DocumentContext, messages: Messages): DocumentItem[] {
  const { company } = context;
  const items: DocumentItem[] = [];
  (input.items_list ?? []).forEach((line, index) => {
    const field = `data.items_list.${index}`;
    const vatId = line.vat?.id ?? company.vatTypes.find((type) => type.default)?.id;
    const vat = company.vatTypes.find((type) => type.id === vatId);
    if (!vat) {
      messages.add(`${field}.vat.id`, 'L’aliquota IVA selezionata non esiste.');
      return;
    }
    const product = company.products.find((candidate) => candidate.id === line.product_id);
    if (line.product_id != null && !product) {
      messages.add(`${field}.product_id`, 'Il prodotto selezionato non esiste.');
      return;
    }
    const grown = new Decimal(vat.value).div(100).plus(1);
    const gross = line.gross_price ?? new Decimal(line.net_price ?? 0).times(grown).toNumber();
    const net = line.net_price ?? new Decimal(gross).div(grown).toDecimalPlaces(5).toNumber();
    const priced = input.use_gross_prices ? line.gross_price : line.net_price;
    if (priced == null) {
      const name = input.use_gross_prices ? 'gross_price' : 'net_price';
      messages.add(`${field}.${name}`, required(`${field}.${name}`));
      return;
    }
    items.push({
      id: context.nextId(),
      product_id: product?.id ?? null,
      code: line.code ?? '',
      name: line.name ?? '',
      category: line.category ?? '',
      description: line.description ?? '',
      qty: line.qty ?? 1,
      measure: line.measure ?? '',
      net_price: net,
      gross_price: gross,
      vat,
      not_taxable: line.not_taxable ?? false,
      apply_withholding_taxes: line.apply_withholding_taxes ?? true,
      discount: line.discount ?? 0,
      discount_highlight: line.discount_highlight ?? false,
      in_dn: line.in_dn ?? false,
      stock: line.stock ?? false,
    });
  });
  return items;
}

function makePayments(input: DocumentInput, context: DocumentContext, messages: Messages): DocumentPayment[] {
  const { company } = context;
  return (input.payments_list ?? []).map((line, index) => {
    const field = `data.payments_list.${index}`;
    const account =
      company.paymentAccounts.find((candidate) => candidate.id === line.payment_account?.id) ?? null;
    if (line.payment_account?.id != null && !account) {
      messages.add(`${field}.payment_account.id`, 'Il conto di saldo selezionato non esiste.');
    } else if (line.status === 'paid' && !account) {
      messages.add(`${field}.payment_account`, 'Il conto di saldo è obbligatorio per un pagamento saldato.');
    }
    if (line.status === 'paid' && !line.paid_date) {
      messages.add(`${field}.paid_date`, 'La data di saldo è obbligatoria per un pagamento saldato.');
    }
    if (line.amount == null) messages.add(`${field}.amount`, required(`${field}.amount`));
    if (!line.due_date) messages.add(`${field}.due_date`, required(`${field}.due_date`));
    return {
      id: context.nextId(),
      amount: round2(line.amount ?? 0).toNumber(),
      due_date: line.due_date ?? romeDay(context.now),
      paid_date: line.status === 'paid' ? (line.paid_date ?? null) : null,
      status: line.status ?? 'not_paid',
      payment_account: account,
      payment_terms: { days: line.payment_terms?.days ?? 0, type: 'standard' },
    };
  });
}

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

export function totalsBody(totals: Totals, paymentsSum: Decimal): Record<string, unknown> {
  return {
    amount_net: totals.net.toNumber(),
    amount_rivalsa: totals.rivalsa.toNumber(),
    amount_net_with_rivalsa: totals.net.plus(totals.rivalsa).toNumber(),
    amount_cassa: totals.cassa.plus(totals.cassa2).toNumber(),
    taxable_amount: sum([...totals.byRate.values()].map((part) => part.net)).toNumber(),
    not_taxable_amount: 0,
    amount_vat: totals.vat.toNumber(),
    amount_gross: totals.gross.toNumber(),
    taxable_amount_withholding_tax: totals.net.toNumber(),
    amount_withholding_tax: totals.withholding.toNumber(),
    taxable_amount_other_withholding_tax: totals.net.toNumber(),
    amount_other_withholding_tax: totals.otherWithholding.toNumber(),
    stamp_duty: totals.stampDuty.toNumber(),
    amount_due: totals.due.toNumber(),
    is_enasarco_maximal_exceeded: false,
    payments_sum: paymentsSum.toNumber(),
    vat_list: Object.fromEntries(
      [...totals.byRate].map(([rate, part]) => [
        rate,
        { amount_net: part.net.toNumber(), amount_vat: part.vat.toNumber() },
      ]),
    ),
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
  return (
    Math.max(
      0,
      ...company.documents
        .filter((other) => other.type === type && other.numeration === numeration && other.year === year)
        .map((other) => other.number),
    ) + 1
  );
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
