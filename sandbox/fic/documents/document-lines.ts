import { Decimal, round2 } from '../../common/money.ts';
import { romeDay } from '../../common/time.ts';
import { invalid } from '../errors.ts';
import type { DocumentInput } from '../input.ts';
import type { Company, DocumentItem, DocumentPayment, Rounding } from '../types.ts';

export interface DocumentContext {
  company: Company;
  rounding: Rounding;
  now: Date;
  nextId: () => number;
  /** Address under which the document is shown. */
  documentUrl: (token: string) => string;
}

/** Gathers messages by field, so that all of them are told at once. */
export class Messages {
  readonly fields: Record<string, string[]> = {};

  add(field: string, message: string): void {
    this.fields[field] ??= [];
    this.fields[field].push(message);
  }

  throwIfAny(): void {
    if (Object.keys(this.fields).length > 0) throw invalid(this.fields);
  }
}

export const required = (field: string) => `Il campo ${field} è obbligatorio.`;

export function makeItems(
  input: DocumentInput,
  context: DocumentContext,
  messages: Messages,
): DocumentItem[] {
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

export function makePayments(
  input: DocumentInput,
  context: DocumentContext,
  messages: Messages,
): DocumentPayment[] {
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
