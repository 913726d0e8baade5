import { z } from 'zod';
import { day } from '../day.ts';
import { deliverySchema } from './delivery.ts';

/** What only a person knows of a public body. */
export const publicBodySchema = z.object({
  /** Codice identificativo di gara, ten characters. */
  cig: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{10}$/)
    .optional(),
  /** Codice unico di progetto, fifteen characters. */
  cup: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{15}$/)
    .optional(),
  /** The body pays the VAT to the state itself. */
  splitPayment: z.boolean(),
});
export const sendBodySchema = z.object({
  again: z.boolean().optional(),
  /** With `again`: the document that the person saw, null for none; where there is another one by now, 409. */
  seen: z.number().int().positive().nullable().optional(),
  /** The buyer asked for an invoice afterwards. */
  kind: z.literal('invoice').optional(),
  publicBody: publicBodySchema.optional(),
});
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

export type SendBatchDto = z.infer<typeof sendBatchSchema>;
