import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { toCents } from '../../domain/money.ts';
import type { StandingDocument, TransformOptions } from '../../ports/document-acts.ts';
import { readDay } from './answers.ts';

/** A document as it stands → our words. Source of the names: openapi.json 2.1.8, `IssuedDocument`. */

/** Names of the fields that `readStanding` needs, for the `fields` parameter. */
export const standingFields =
  'id,number,numeration,date,amount_gross,locked,ei_status,entity,payments_list,items_list,payment_method,ei_data,use_split_payment';

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((raw) => (raw == null || String(raw).trim() === '' ? null : String(raw).trim()));
const day = z.string().nullish().catch(null).transform(readDay);
const cents = z.coerce.number().transform((amount) => toCents(new Decimal(amount)));
const id = z.number().int();

const entitySchema = z.object({
  id: id.nullish().catch(null),
  type: z.enum(['company', 'person', 'pa']).catch('company'),
  name: text,
  first_name: text,
  last_name: text,
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
  ei_code: text,
  shipping_address: text,
});

const paymentSchema = z.object({
  amount: cents,
  due_date: day,
  paid_date: day,
  status: z.enum(['paid', 'not_paid', 'reversed']).catch('not_paid'),
  payment_account: z
    .object({ id: id.nullish().catch(null) })
    .nullish()
    .catch(null),
});

const itemSchema = z.object({
  product_id: id.nullish().catch(null),
  stock: z.union([z.boolean(), z.number()]).nullish().catch(null),
});

const standingSchema = z.object({
  data: z.object({
    id,
    number: z.number().nullish().catch(null),
    numeration: z.string().nullish().catch(null),
    date: day,
    amount_gross: cents,
    locked: z.boolean().nullish().catch(null),
    ei_status: z.string().nullish().catch(null),
    entity: entitySchema.nullish(),
    payments_list: z.array(paymentSchema).nullish(),
    payment_method: z.object({ name: text }).nullish().catch(null),
    ei_data: z.object({ payment_method: text, cig: text, cup: text }).partial().nullish().catch(null),
    use_split_payment: z.boolean().nullish().catch(null),
    items_list: z.array(itemSchema).nullish().catch([]),
  }),
});

/** null where the answer does not tell the document, its buyer and its payments. */
export function readStanding(body: unknown): StandingDocument | null {
  const parsed = standingSchema.safeParse(body);
  if (!parsed.success) return null;
  const { data } = parsed.data;
  const { entity } = data;
  return {
    id: data.id,
    number: `${data.number ?? ''}${data.numeration ?? ''}`,
    date: data.date,
    grossCents: data.amount_gross,
    locked: data.locked === true,
    status: data.ei_status ?? null,
    entity: {
      id: entity?.id ?? null,
      type: entity?.type ?? 'company',
      name: entity?.name ?? '',
      firstName: entity?.first_name ?? null,
      lastName: entity?.last_name ?? null,
      vatNumber: entity?.vat_number ?? null,
      taxCode: entity?.tax_code ?? null,
      street: entity?.address_street ?? null,
      postalCode: entity?.address_postal_code ?? null,
      city: entity?.address_city ?? null,
      province: entity?.address_province ?? null,
      addressExtra: entity?.address_extra ?? null,
      country: entity?.country ?? null,
      countryIso: entity?.country_iso?.toUpperCase() ?? null,
      email: entity?.email ?? null,
      certifiedEmail: entity?.certified_email ?? null,
      phone: entity?.phone ?? null,
      eInvoiceCode: entity?.ei_code ?? null,
      shippingAddress: entity?.shipping_address ?? null,
    },
    payments: (data.payments_list ?? []).map((payment) => ({
      amountCents: payment.amount,
      dueDate: payment.due_date,
      status: payment.status,
      paidDate: payment.paid_date,
      paymentAccountId: payment.payment_account?.id ?? null,
    })),
    paymentMethodName: data.payment_method?.name ?? null,
    eInvoicePaymentCode: data.ei_data?.payment_method ?? null,
    splitPayment: data.use_split_payment === true,
    cig: data.ei_data?.cig ?? null,
    cup: data.ei_data?.cup ?? null,
    stockOf:
      (data.items_list ?? []).find(({ product_id, stock }) => product_id != null && !!stock)?.product_id ??
      null,
  };
}

/** The options alone: what the invoice says is ours. */
export function readTransform(body: unknown): TransformOptions | null {
  const parsed = z.object({ options: z.record(z.string(), z.unknown()) }).safeParse(body);
  return parsed.success ? parsed.data.options : null;
}

/** null where the answer is no product; `pieces` null: it keeps no stock. */
export function readStock(body: unknown): { pieces: number | null } | null {
  const parsed = z
    .object({
      data: z.object({ id, in_stock: z.boolean().nullish(), stock_current: z.coerce.number().nullish() }),
    })
    .safeParse(body);
  if (!parsed.success) return null;
  const { in_stock: kept, stock_current: pieces } = parsed.data.data;
  return { pieces: kept === true && typeof pieces === 'number' ? pieces : null };
}
