import { z } from 'zod';
import { webAddress } from '../web-address.ts';
import {
  field,
  readBoolean,
  readCents,
  readDecimal,
  readInstant,
  readInteger,
  readPercent,
  readRecord,
  readText,
} from './scalars.ts';

/**
 * The Connect API's answers, and the one place that names their fields. Nothing is required here: a field
 * that is absent or of another kind is null, and the mapping decides which null is a problem.
 *
 * (known) was read in the vendor's documentation (developers.storeden.com, Connect API v1.1). (agreed) is
 * not documented: the name follows the order-creation call's habit until a real shop's answer settles it.
 */

/** A string that identifies; PHP may write it as a number. */
const id = field(readText);
const text = field(readText);
const cents = field(readCents);
const percent = field(readPercent);
const instant = field(readInstant);
const flag = field(readBoolean);

/** An object that PHP writes as `[]` when it is empty. */
function section<S extends z.ZodObject>(schema: S) {
  return field(readRecord).transform((value): z.output<S> => schema.parse(value ?? {}));
}

/** The first of several spellings that is told. */
function either(...spellings: (boolean | null)[]): boolean | null {
  return spellings.find((value) => value !== null) ?? null;
}

/** An address of an order: `billing` and `delivery`. */
export const addressSchema = z.object({
  fullname: text, // (known)
  company: text, // (agreed)
  addr1: text, // (known)
  addr2: text, // (known)
  city: text, // (known)
  zip: text, // (known)
  /** uid (known); shown only where it is text. */
  state: text,
  state_iso: text, // (agreed)
  /** uid (known) */
  country: text,
  country_iso: text, // (agreed)
  email: text, // (known)
  phone: text, // (known)
  vat: text, // (known)
  tax_code: text, // (agreed)
  pec: text, // (agreed)
  sdi: text, // (agreed)
  userUID: id, // (known)
});
export type WireAddress = z.output<typeof addressSchema>;

/** One entry of `cart.items`. */
export const itemSchema = z.object({
  count: field(readDecimal), // (known)
  /** Euros, one piece (known), VAT included (agreed). */
  price: field(readDecimal),
  title: text, // (known)
  sku: text, // (known)
  options: z.unknown().optional(), // (known; its shape is not)
  tax: percent, // (agreed)
  tax_profile: id, // (agreed)
});
export type WireItem = z.output<typeof itemSchema>;

/** orders/order.json */
export const orderSchema = z.object({
  orderID: id, // (known)
  short_id: text, // (known as a node of the list)
  orderDate: instant, // (known)
  iso: section(z.object({ orderDate: instant })), // (known in the list)
  status: field(readInteger), // (known)
  currency: text, // (agreed)
  invoice: flag, // (agreed)
  paid_at: instant, // (agreed)
  payment_method: text, // (agreed)
  payment_cost: cents, // (agreed)
  shipping_method: text, // (agreed)
  shipping_cost: cents, // (agreed)
  shipping_tax: percent, // (agreed)
  notes: text, // (agreed)
  /** Euros; order.json has it in `cart` (known), the list's rows here (known). */
  total: cents,
  billing: section(addressSchema), // (known)
  delivery: section(addressSchema), // (known)
  cart: section(
    z.object({
      total: cents, // (known)
      items: z.unknown().optional(), // (known: keys `<productUID>|#|<variant key>`)
      couponCode: text, // (known)
      saleAmount: cents, // (known; a discount: agreed)
    }),
  ),
  /** Some answers tell an error with status 200. */
  error: text,
});
export type WireOrder = z.output<typeof orderSchema>;

/** A row of orders/list.json and orders/updated.json (known). */
export const orderRowSchema = z.object({
  orderID: id,
  total: cents,
  orderDate: instant,
  iso: section(z.object({ orderDate: instant })),
  status: field(readInteger),
});

/** store/info.json: `uid` and `url` are known, the rest is not. */
export const storeSchema = z
  .object({
    uid: id,
    url: text,
    name: text,
    title: text,
    store_name: text,
    instance: text,
    online: flag,
    is_online: flag,
    published: flag,
    invoicing: flag,
    invoicing_enabled: flag,
    invoices_enabled: flag,
    invoice_enabled: flag,
  })
  .transform((store) => ({
    uid: store.uid,
    instance: store.instance,
    url: store.url === null ? null : webAddress(store.url),
    name: store.name ?? store.title ?? store.store_name,
    online: either(store.online, store.is_online, store.published),
    invoicingEnabled: either(
      store.invoicing,
      store.invoicing_enabled,
      store.invoices_enabled,
      store.invoice_enabled,
    ),
  }));

/** A row of taxes/list.json (known). */
export const taxProfileSchema = z.object({ id, value: percent, title: text });

/** A row of countries/list.json: {uid, iso, name} (agreed). */
export const countrySchema = z.object({ uid: id, iso: text, name: text });

/** A row of orders/statuses.json: {id, title} (agreed). */
export const statusSchema = z.object({ id: field(readInteger), title: text });

/** A row of clients/list.json, and clients/client.json, which adds the address (known unless said). */
export const clientSchema = z.object({
  id,
  userUID: id,
  fullname: text,
  first_name: text,
  last_name: text,
  company: text, // (agreed)
  email: text,
  created_at: instant,
  updated_at: instant, // (agreed)
  phone: text,
  mobile: text,
  address: text,
  city: text,
  zip: text,
  state: text,
  state_iso: text, // (agreed)
  country: text,
  country_iso: text, // (agreed)
  code: text,
  tax_number: text,
  tax_code: text, // (agreed)
  pec: text, // (agreed)
  sdi: text, // (agreed)
  notes: text, // (agreed)
  /** Free fields of the shop (known); those that are named as in an order's `billing` are read (agreed). */
  metadata: section(
    z.object({ company: text, tax_code: text, pec: text, sdi: text, state_iso: text, country_iso: text }),
  ),
});
export type WireClient = z.output<typeof clientSchema>;

/** A row of webhook/list.json. */
export const webhookSchema = z.object({ id, url: text, type: field(readInteger) });

/** Types of webhooks (known): 0 order created, 1 paid, 7 cancelled. */
export const webhookTypes = { 'order-created': 0, 'order-paid': 1, 'order-cancelled': 7 } as const;
