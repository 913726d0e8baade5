import { z } from 'zod';
import { Decimal, round2, sum } from '../../common/money.ts';
import { romeTimestamp } from '../../common/time.ts';
import { invalid } from '../errors.ts';
import type { Company, Receipt, VatType } from '../types.ts';

/** What a receipt's body may hold; an amount is net or gross by `use_gross_prices`. */
export const receiptInput = z.looseObject({
  date: z.iso.date().nullish(),
  number: z.number().nullish(),
  numeration: z.string().nullish(),
  type: z.enum(['till_receipt', 'sales_receipt']).nullish(),
  description: z.string().nullish(),
  rc_center: z.string().nullish(),
  use_gross_prices: z.boolean().nullish(),
  payment_account: z.looseObject({ id: z.number().int() }).nullish(),
  items_list: z
    .array(
      z.looseObject({
        amount_net: z.number().nullish(),
        amount_gross: z.number().nullish(),
        category: z.string().nullish(),
        vat: z.looseObject({ id: z.number().int() }).nullish(),
      }),
    )
    .nullish(),
});
export type ReceiptInput = z.infer<typeof receiptInput>;

/** Plans that have the register. */
export const hasReceipts = ({ plan }: Company) => plan.startsWith('premium') || plan === 'complete';

/** One sequence per numeration and year. */
function nextNumber(company: Company, numeration: string, year: string): number {
  const numbers = (company.receipts ?? [])
    .filter((other) => other.numeration === numeration && other.date.startsWith(year))
    .map(({ number }) => number);
  return Math.max(0, ...numbers) + 1;
}

/** A receipt made of a body, or the one of before with what the body changes; a list that is sent replaces the list. */
export function writeReceipt(
  company: Company,
  input: ReceiptInput,
  before: Receipt | null,
  made: { nextId: () => number; now: Date; autocompleteNumber: boolean },
): Receipt {
  const date = input.date ?? before?.date;
  const type = input.type ?? before?.type;
  const accountId = input.payment_account?.id ?? before?.payment_account.id;
  const account = company.paymentAccounts.find(({ id }) => id === accountId);
  const fields: Record<string, string[]> = {};
  if (!date) fields['data.date'] = ['Il campo data.date è obbligatorio.'];
  if (!type) fields['data.type'] = ['Il campo data.type è obbligatorio.'];
  if (!account) fields['data.payment_account'] = ['Il conto di saldo selezionato non esiste.'];
  const gross = input.use_gross_prices ?? before?.use_gross_prices ?? false;
  const items = (input.items_list ?? []).map((item, index) => {
    const vat = company.vatTypes.find(({ id }) => id === item.vat?.id);
    const amount = gross ? item.amount_gross : item.amount_net;
    if (!vat) fields[`data.items_list.${index}.vat`] = ['L’aliquota selezionata non esiste.'];
    if (amount === undefined || amount === null) {
      fields[`data.items_list.${index}.${gross ? 'amount_gross' : 'amount_net'}`] = [
        'L’importo è obbligatorio.',
      ];
    }
    const factor = new Decimal(vat?.value ?? 0).div(100).plus(1);
    const amountNet = gross ? round2(new Decimal(amount ?? 0).div(factor)) : round2(amount ?? 0);
    const amountGross = gross ? round2(amount ?? 0) : round2(new Decimal(amount ?? 0).times(factor));
    return {
      id: made.nextId(),
      amount_net: amountNet.toNumber(),
      amount_gross: amountGross.toNumber(),
      category: item.category ?? '',
      vat: vat as VatType,
    };
  });
  if (Object.keys(fields).length > 0 || !date || !type || !account) throw invalid(fields);
  const list = input.items_list ? items : (before?.items_list ?? []);
  if (list.length === 0) throw invalid({ 'data.items_list': ['Inserisci almeno una riga.'] });
  const amountNet = sum(list.map((item) => item.amount_net));
  const amountGross = sum(list.map((item) => item.amount_gross));
  const numeration = input.numeration ?? before?.numeration ?? '';
  const given = input.number ?? before?.number;
  if (given === undefined && !made.autocompleteNumber) {
    throw invalid({ 'data.number': ['Il campo data.number è obbligatorio.'] });
  }
  const stamp = romeTimestamp(made.now);
  return {
    id: before?.id ?? made.nextId(),
    date,
    number: given ?? nextNumber(company, numeration, date.slice(0, 4)),
    numeration,
    type,
    description: input.description ?? before?.description ?? '',
    rc_center: input.rc_center ?? before?.rc_center ?? '',
    amount_net: amountNet.toNumber(),
    amount_vat: amountGross.minus(amountNet).toNumber(),
    amount_gross: amountGross.toNumber(),
    use_gross_prices: gross,
    payment_account: account,
    items_list: list,
    created_at: before?.created_at ?? stamp,
    updated_at: stamp,
  };
}
