import { z } from 'zod';
import { creditNoteSchema, documentActSchema } from '../aftercare/acts.ts';
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
  /** Of its invoice, first to last. */
  creditNotes: z.array(creditNoteSchema).optional(),
  /** What differs between the document and the order as the shop now has it. */
  changed: problemSchema.optional(),
  /** What is being done to the document. */
  documentAct: documentActSchema.optional(),
});

export const deliveryWithEventsSchema = deliverySchema.extend({ events: z.array(deliveryEventSchema) });

export type DeliveryDto = z.infer<typeof deliverySchema>;
export type DeliveryWithEventsDto = z.infer<typeof deliveryWithEventsSchema>;
