import { z } from 'zod';
import { companySchema } from '../connection/connection.ts';

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

export type StatusDto = z.infer<typeof statusSchema>;
