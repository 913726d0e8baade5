import { z } from 'zod';
import { eInvoiceSchema } from '../e-invoice/e-invoice.ts';
import { problemSchema } from '../problem.ts';

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
  eInvoice: eInvoiceSchema.optional(),
});

export const deliveryWithEventsSchema = deliverySchema.extend({ events: z.array(deliveryEventSchema) });

export type DeliveryDto = z.infer<typeof deliverySchema>;
export type DeliveryWithEventsDto = z.infer<typeof deliveryWithEventsSchema>;
