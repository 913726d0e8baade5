import { z } from 'zod';

/**
 * The settings as the contract names them. Answers hold every field; a request may leave out what was not in the
 * contract's first version, and it keeps its saved value.
 */

/** Id of Fatture in Cloud's. */
export const id = z.number().int().min(0);
/** A numeration of Fatture in Cloud as typed, e.g. `/WEB`; empty for the main one. */
const numeration = z
  .string()
  .trim()
  .max(20)
  .regex(/^[\p{L}\p{N}/._ -]*$/u);
/** Id of the shop's, of a tax profile or a status. */
const shopId = z.string().min(1).max(100);

export const statusMeaningSchema = z.enum(['paid', 'unpaid', 'cancelled', 'hold']);

export const ordersSettingsSchema = z.strictObject({
  automatic: z.boolean(),
  send: z.enum(['paid', 'invoice-requested', 'paid-and-invoice-requested']),
  /** Who gets an invoice: who asked; whoever has a valid VAT number too; everybody. */
  invoice: z.enum(['requested', 'business', 'always']),
  /** Shop's status id → what it means, where that is not what its title says. */
  statusMeaning: z.record(shopId, statusMeaningSchema),
  /** An order was cancelled after it was sent: a person decides, or what was never issued is withdrawn by itself. */
  whenCancelled: z.enum(['ask', 'withdraw']),
});
export const customersSettingsSchema = z.strictObject({
  enabled: z.boolean(),
  /** Whether Fatture in Cloud's data may be overwritten; off, only what is empty there is filled in. */
  overwrite: z.boolean(),
});
export const productsSettingsSchema = z.strictObject({ updateStock: z.boolean() });
export const templateSettingsSchema = z.strictObject({
  templateId: id.nullable(),
  showPaymentMethod: z.boolean(),
  showPaymentDate: z.boolean(),
  numberSuffix: numeration,
  /** null: as `numberSuffix`. */
  invoiceNumberSuffix: numeration.nullable(),
});
export const destinationsSchema = z.strictObject({
  euBusiness: id.nullable(),
  extraEu: id.nullable(),
  sanMarino: id.nullable(),
});
/** A country's rate, `DE:19`, `FI:25.5`: ISO 3166 code, percent without trailing zeros. */
export const ossRateSchema = z.string().regex(/^(?!IT:)[A-Z]{2}:[1-9]\d?(\.\d?[1-9])?$/);
export const ossSettingsSchema = z.strictObject({
  rates: z.record(ossRateSchema, id),
  invoiceVatTypeId: id.nullable(),
  taxLineVatTypeId: id.nullable(),
});
export const vatSettingsSchema = z.strictObject({
  mapping: z.record(shopId, id),
  /** Profile of the articles that name none; null: the shop's only one. */
  mainTaxProfileId: shopId.nullable(),
  shippingVatTypeId: id.nullable(),
  shipping: z.enum(['as-told', 'as-goods']),
  byDestination: destinationsSchema,
  oss: ossSettingsSchema,
  flatRateVatTypeId: id.nullable(),
  stampDuty: z.enum(['automatic', 'never']),
});
export const paymentAccountSettingsSchema = z.strictObject({
  id: id.nullable(),
  byPaymentMethod: z.record(z.string().min(1).max(200), id),
  eInvoiceCodeByPaymentMethod: z.record(
    z.string().min(1).max(200),
    z.string().regex(/^MP(0[1-9]|1\d|2[0-3])$/),
  ),
});
export const eInvoiceSettingsSchema = z.strictObject({
  send: z.enum(['manual', 'automatic']),
  /** Minutes; ten days at most, since an invoice must be with the SDI within twelve. */
  delayMinutes: z.number().int().min(0).max(14_400),
  copyToBuyer: z.boolean(),
});
export const receiptsSettingsSchema = z.strictObject({ mode: z.enum(['none', 'daily']), numeration });

export const settingsSchema = z.strictObject({
  orders: ordersSettingsSchema,
  customers: customersSettingsSchema,
  products: productsSettingsSchema,
  template: templateSettingsSchema,
  vat: vatSettingsSchema,
  paymentAccount: paymentAccountSettingsSchema,
  eInvoice: eInvoiceSettingsSchema,
  receipts: receiptsSettingsSchema,
});
export const settingsSectionSchema = settingsSchema.keyof();

/** What `PUT /api/settings/{section}` takes. */
export const settingsInputSchema = z.strictObject({
  orders: ordersSettingsSchema.partial({ invoice: true, statusMeaning: true, whenCancelled: true }).extend({
    /** With `automatic`: orders from this day of Europe/Rome on go too; without it, none from before now. */
    since: z.iso.date().optional(),
  }),
  customers: customersSettingsSchema.partial({ overwrite: true }),
  products: productsSettingsSchema,
  template: templateSettingsSchema.partial({ invoiceNumberSuffix: true }),
  vat: vatSettingsSchema
    .extend({ byDestination: destinationsSchema.partial(), oss: ossSettingsSchema.partial() })
    .partial({
      mainTaxProfileId: true,
      shipping: true,
      byDestination: true,
      oss: true,
      flatRateVatTypeId: true,
      stampDuty: true,
    }),
  paymentAccount: paymentAccountSettingsSchema.partial({ eInvoiceCodeByPaymentMethod: true }),
  eInvoice: eInvoiceSettingsSchema.partial(),
  receipts: receiptsSettingsSchema.partial(),
});

/** The version of each section that an answer holds, e.g. `"orders:3,vat:0"`. */
export const settingsTagSchema = z.object({ etag: z.string() });
/** The tag of the settings, or of an earlier answer for this section; without it the section is saved anyway. */
export const settingsConditionSchema = z.object({ 'if-match': z.string().optional() });

export type SettingsDto = z.infer<typeof settingsSchema>;
export type SettingsInput = z.input<typeof settingsInputSchema>;
