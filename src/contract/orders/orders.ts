import { z } from 'zod';
import { day } from '../day.ts';
import { deliverySchema, deliveryWithEventsSchema } from '../delivery/delivery.ts';
import { eInvoiceStateSchema } from '../e-invoice/e-invoice.ts';

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

export const ordersQuerySchema = z.object({
  /** A delivery state, `none` (not sent), or the shop's own status number. */
  status: z.string().max(20).optional(),
  /** Where their invoices stand on the way to the SDI. */
  eInvoice: eInvoiceStateSchema.optional(),
  /** Those whose document is to be looked at: the order changed or was cancelled after it was sent. */
  changed: z.literal('true').optional(),
  q: z.string().trim().max(200).optional(),
  from: day.optional(),
  to: day.optional(),
  cursor: z.string().max(200).optional(),
  /** Orders a page, 25 unless told. */
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export const ordersPageSchema = z.object({ orders: z.array(orderSchema), nextCursor: z.string().nullable() });

export type OrderDto = z.infer<typeof orderSchema>;
export type OrderDetailDto = z.infer<typeof orderDetailSchema>;
export type OrdersPageDto = z.infer<typeof ordersPageSchema>;
