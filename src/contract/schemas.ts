import { z } from 'zod';

export * from './settings.ts';

/**
 * The JSON API, as in the contract. Ids of the shop are strings, ids of Fatture in Cloud numbers; amounts are
 * decimal euros as JSON numbers with two decimals; instants are ISO 8601 UTC.
 */

export const problemSchema = z.object({ code: z.string(), detail: z.string(), fix: z.string() });

/** RFC 9457 `application/problem+json`. `errors` is per field, where input was wrong. */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  fix: z.string().optional(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
  /** With `already-sent`. */
  document: z.object({ id: z.number(), number: z.string(), url: z.string() }).optional(),
});

export const companySchema = z.object({ id: z.number().int(), name: z.string() });

export const prerequisiteSchema = z.object({
  id: z.enum(['site-online', 'taxes', 'invoicing', 'payment-account']),
  /** null: not verifiable. */
  ok: z.boolean().nullable(),
  detail: z.string(),
});

const quotaWindowSchema = z.object({
  limit: z.number().int(),
  remaining: z.number().int(),
  resetsAt: z.iso.datetime(),
});

export const statusSchema = z.object({
  shop: z.object({ instance: z.string(), name: z.string(), url: z.string() }),
  connection: z.object({
    state: z.enum(['disconnected', 'choose-company', 'connected', 'expired']),
    company: companySchema.optional(),
  }),
  prerequisites: z.array(prerequisiteSchema),
  quota: z.object({ hour: quotaWindowSchema, month: quotaWindowSchema }),
  /** The latest look at what the shop answers; null before the first. `unread`: what of it is not understood. */
  inspection: z.object({ lookedAt: z.iso.datetime(), unread: z.array(z.string()) }).nullable(),
});

const id = z.number().int().min(0);

export const deliveryEventSchema = z.object({
  at: z.iso.datetime(),
  type: z.string(),
  text: z.string(),
});

export const deliverySchema = z.object({
  orderId: z.string(),
  state: z.enum(['queued', 'sending', 'sent', 'waiting', 'failed', 'skipped']),
  origin: z.enum(['automatic', 'manual']),
  kind: z.enum(['order', 'invoice']),
  document: z.object({ id: z.number(), number: z.string(), url: z.string() }).optional(),
  attempts: z.number().int(),
  nextTryAt: z.iso.datetime().optional(),
  problem: problemSchema.optional(),
});

export const deliveryWithEventsSchema = deliverySchema.extend({ events: z.array(deliveryEventSchema) });

const orderFields = {
  id: z.string(),
  shortId: z.string().nullable(),
  date: z.iso.datetime(),
  customer: z.string(),
  total: z.number(),
  currency: z.string(),
  paid: z.boolean(),
  cancelled: z.boolean(),
  invoiceRequested: z.boolean(),
  /** Set where what the order told of its customer was removed; `customer` then is empty. */
  dataRemoved: z.literal(true).optional(),
};

export const orderSchema = z.object({ ...orderFields, delivery: deliverySchema.nullable() });
export const orderDetailSchema = z.object({ ...orderFields, delivery: deliveryWithEventsSchema.nullable() });

/** A day of Europe/Rome; before 1970 there are no shops, and years below 100 no dates. */
const day = z.iso.date().refine((text) => text >= '1970-01-01');

export const ordersQuerySchema = z.object({
  /** A delivery state, `none` (not sent), or the shop's own status number. */
  status: z.string().max(20).optional(),
  q: z.string().trim().max(200).optional(),
  from: day.optional(),
  to: day.optional(),
  cursor: z.string().max(200).optional(),
  /** Orders a page, 25 unless told. */
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export const ordersPageSchema = z.object({ orders: z.array(orderSchema), nextCursor: z.string().nullable() });

export const previewSchema = z.object({
  /** null when a problem keeps the document from being built. */
  document: z
    .object({
      kind: z.enum(['order', 'invoice']),
      date: z.string(),
      currency: z.string(),
      /** null: the company's own default. */
      template: z.string().nullable(),
      visibleSubject: z.string(),
      numeration: z.string(),
      notes: z.string(),
      paymentMethod: z.string().nullable(),
      eInvoice: z.boolean(),
      entity: z.object({
        name: z.string(),
        vatNumber: z.string().nullable(),
        taxCode: z.string().nullable(),
        address: z.array(z.string()),
        email: z.string().nullable(),
        certifiedEmail: z.string().nullable(),
        eInvoiceCode: z.string().nullable(),
        shippingAddress: z.string().nullable(),
      }),
      pricesIncludeVat: z.boolean(),
      items: z.array(
        z.object({
          code: z.string().nullable(),
          name: z.string(),
          description: z.string().nullable(),
          quantity: z.number(),
          price: z.number(),
          /** Quantity times price, to the cent. */
          amount: z.number(),
          vatPercent: z.number(),
          stock: z.boolean(),
        }),
      ),
      /** Net and VAT of each VAT type, highest percentage first. */
      vatSummary: z.array(
        z.object({
          percent: z.number(),
          description: z.string(),
          nature: z.string().nullable(),
          net: z.number(),
          vat: z.number(),
        }),
      ),
      payments: z.array(
        z.object({
          amount: z.number(),
          dueDate: z.string(),
          paidDate: z.string().nullable(),
          account: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
  totals: z.object({ net: z.number(), vat: z.number(), gross: z.number() }),
  shopTotal: z.number(),
  /** Each keeps the document from being made. */
  problems: z.array(problemSchema),
  /** Worth knowing; the document is made all the same. */
  warnings: z.array(problemSchema),
});

export const sendBodySchema = z.object({ again: z.boolean().optional() });
export const sendManyBodySchema = z.union([
  z.strictObject({ ids: z.array(z.string().min(1).max(100)).min(1).max(1000) }),
  z.strictObject({ from: day, to: day }),
]);
export const sendManySchema = z.object({ queued: z.number().int() });

/** The latest request of many at once: its deliveries by state. */
export const sendBatchSchema = z.object({
  id: z.string(),
  started: z.iso.datetime(),
  cancelled: z.boolean(),
  total: z.number().int(),
  sent: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
  /** Queued, being sent, or waiting for the quota or the other side. */
  left: z.number().int(),
  /** Of those left: waiting for the quota or the other side, the first of them until `nextTryAt`. */
  waiting: z.number().int(),
  nextTryAt: z.iso.datetime().optional(),
});
export const retryManyBodySchema = z.strictObject({ state: z.enum(['failed', 'waiting']).optional() });

export const deliveriesQuerySchema = z.object({
  state: deliverySchema.shape.state.optional(),
  cursor: z.string().max(200).optional(),
});
export const deliveriesPageSchema = z.object({
  deliveries: z.array(deliverySchema),
  nextCursor: z.string().nullable(),
});

export const syncSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'waiting', 'done', 'cancelled', 'failed']),
  origin: z.enum(['manual', 'automatic']),
  started: z.iso.datetime(),
  finished: z.iso.datetime().nullable(),
  /** null until it is known which customers to look at. */
  total: z.number().int().nullable(),
  /** created + updated + unchanged + failed */
  done: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Of the unchanged ones: found in Fatture in Cloud and linked. */
  linked: z.number().int(),
  failed: z.number().int(),
  errors: z.array(z.object({ customer: z.string(), detail: z.string() })),
  /** While `waiting`: until when, and for what (Italian). */
  waitingUntil: z.iso.datetime().nullable(),
  waitingReason: z.string().nullable(),
});

const productState = z.enum(['matched', 'missing', 'duplicate']);
export const productsQuerySchema = z.object({
  q: z.string().trim().max(200).optional(),
  state: productState.optional(),
  cursor: z.string().max(500).optional(),
});
export const productsReportSchema = z.object({
  /** Of all the shop's SKUs, whatever is searched for. */
  counts: z.object({
    matched: z.number().int(),
    missing: z.number().int(),
    duplicated: z.number().int(),
  }),
  rows: z.array(
    z.object({
      sku: z.string(),
      title: z.string(),
      state: productState,
      productId: z.number().int().optional(),
    }),
  ),
  nextCursor: z.string().nullable(),
  readAt: z.iso.datetime().nullable(),
});

export const oauthTicketSchema = z.object({ url: z.string() });
export const oauthCompleteBodySchema = z.strictObject({ code: z.string().trim().min(1).max(40) });
export const companyBodySchema = z.strictObject({ id });

export type ProblemDetails = z.infer<typeof problemDetailsSchema>;
export type CompanyDto = z.infer<typeof companySchema>;
export type StatusDto = z.infer<typeof statusSchema>;
export type DeliveryDto = z.infer<typeof deliverySchema>;
export type DeliveryWithEventsDto = z.infer<typeof deliveryWithEventsSchema>;
export type OrderDto = z.infer<typeof orderSchema>;
export type OrderDetailDto = z.infer<typeof orderDetailSchema>;
export type OrdersPageDto = z.infer<typeof ordersPageSchema>;
export type SendBatchDto = z.infer<typeof sendBatchSchema>;
export type PreviewDto = z.infer<typeof previewSchema>;
export type SyncDto = z.infer<typeof syncSchema>;
export type ProductsReportDto = z.infer<typeof productsReportSchema>;
