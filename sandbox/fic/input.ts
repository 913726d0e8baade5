import { z } from 'zod';
import { invalid } from './errors.ts';

const text = z.string().nullish();
const number = z.number().nullish();
const flag = z.boolean().nullish();
const id = z.number().int().nullish();
const day = z.iso.date().nullish();

export const documentTypes = [
  'invoice',
  'quote',
  'proforma',
  'receipt',
  'delivery_note',
  'credit_note',
  'order',
  'work_report',
  'supplier_order',
  'self_own_invoice',
  'self_supplier_invoice',
] as const;

const entity = z.looseObject({
  id,
  name: text,
  vat_number: text,
  tax_code: text,
  address_street: text,
  address_postal_code: text,
  address_city: text,
  address_province: text,
  country: text,
  country_iso: text,
  email: text,
  certified_email: text,
  phone: text,
  ei_code: text,
  shipping_address: text,
});

const item = z.object({
  product_id: id,
  code: text,
  name: text,
  category: text,
  description: text,
  qty: number,
  measure: text,
  net_price: number,
  gross_price: number,
  vat: z.object({ id }).nullish(),
  not_taxable: flag,
  apply_withholding_taxes: flag,
  discount: z.number().min(0).max(100).nullish(),
  discount_highlight: flag,
  in_dn: flag,
  stock: flag,
});

const payment = z.object({
  amount: number,
  due_date: day,
  paid_date: day,
  status: z.enum(['not_paid', 'paid', 'reversed']).nullish(),
  payment_account: z.object({ id }).nullish(),
  payment_terms: z.object({ days: number, type: z.enum(['standard', 'end_of_month']).nullish() }).nullish(),
});

export const documentInput = z.object({
  type: z.enum(documentTypes),
  entity,
  number: z.number().int().positive().nullish(),
  numeration: text,
  date: day,
  currency: z.object({ id: text, exchange_rate: text }).nullish(),
  language: z.object({ code: text, name: text }).nullish(),
  subject: text,
  visible_subject: text,
  notes: text,
  rc_center: text,
  rivalsa: number,
  cassa: number,
  cassa2: number,
  withholding_tax: number,
  other_withholding_tax: number,
  stamp_duty: number,
  payment_method: z.object({ id, name: text }).nullish(),
  use_split_payment: flag,
  use_gross_prices: flag,
  e_invoice: flag,
  ei_data: z.looseObject({ payment_method: text }).nullish(),
  ei_raw: z.looseObject({}).nullish(),
  items_list: z.array(item).nullish(),
  payments_list: z.array(payment).nullish(),
  template: z.object({ id }).nullish(),
  show_payments: flag,
  show_payment_method: flag,
  show_totals: z.enum(['none', 'nets', 'all']).nullish(),
  show_notification_button: flag,
  amount_due_discount: number,
});

export type DocumentInput = z.infer<typeof documentInput>;

/** A change: what is left out stays; a list that is given replaces the whole list. */
export const documentChange = documentInput.partial();
export type DocumentChange = z.infer<typeof documentChange>;

export const clientInput = z.looseObject({
  name: text,
  code: text,
  type: z.enum(['company', 'person', 'pa', 'condo']).nullish(),
  first_name: text,
  last_name: text,
  contact_person: text,
  vat_number: text,
  tax_code: text,
  address_street: text,
  address_postal_code: text,
  address_city: text,
  address_province: text,
  address_extra: text,
  country: text,
  country_iso: text,
  email: text,
  certified_email: text,
  phone: text,
  fax: text,
  notes: text,
  shipping_address: text,
  e_invoice: flag,
  ei_code: text,
});

export type ClientInput = z.infer<typeof clientInput>;

const messages: Record<string, string> = {
  invalid_type: 'non è valido',
  invalid_value: 'non è uno dei valori ammessi',
  invalid_format: 'non ha il formato richiesto',
  too_small: 'è troppo piccolo',
  too_big: 'è troppo grande',
};

/** `data` of a request body, or 422 with a message for each wrong field. */
export function parseData<T>(schema: z.ZodType<T>, body: unknown): T {
  const data = (body as { data?: unknown } | undefined)?.data;
  if (data === undefined || data === null || typeof data !== 'object') {
    throw invalid({ data: ['Il campo data è obbligatorio.'] });
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) {
    const field = ['data', ...issue.path].join('.');
    const missing = issue.code === 'invalid_type' && issue.input === undefined;
    fields[field] ??= [];
    fields[field].push(
      `Il campo ${field} ${missing ? 'è obbligatorio' : (messages[issue.code] ?? 'non è valido')}.`,
    );
  }
  throw invalid(fields);
}
