import { z } from 'zod';
import { day } from '../day.ts';
import { problemSchema } from '../problem.ts';

/** A month of Europe/Rome, `YYYY-MM`. */
const month = z.string().regex(/^(19[7-9]\d|2\d{3})-(0[1-9]|1[0-2])$/);

export const registerQuerySchema = z.object({ month });
export const salesQuerySchema = z.object({ vatTypeId: z.coerce.number().int().min(0).optional() });
export const dayParamsSchema = z.object({ day });
export const closeBodySchema = z.strictObject({ until: day.nullable() });

/** Decimal euros; VAT is taken out of the gross. Sales under OSS name their country. */
const rateSchema = z.object({
  vatTypeId: z.number().int(),
  percent: z.number(),
  ossCountry: z.string().optional(),
  net: z.number(),
  vat: z.number(),
  gross: z.number(),
});

const amounts = {
  /** Sales of the day, refunds not counted. */
  orders: z.number().int(),
  /** Sales less refunds, decimal euros. */
  gross: z.number(),
  byVatType: z.array(rateSchema),
  /** What was given back, of sales of earlier days; decimal euros. */
  refunds: z.number(),
};

export const registerSchema = z.object({
  days: z.array(
    z.object({
      date: z.string(),
      ...amounts,
      state: z.enum(['none', 'open', 'recorded', 'waiting', 'failed']),
      receipt: z.object({ id: z.number(), number: z.string() }).optional(),
      problem: problemSchema.optional(),
    }),
  ),
  totals: z.object(amounts),
  /** The first day that the register knows of; null: no sale yet. */
  knownSince: z.string().nullable(),
  /** Up to and with this day the accountant has it: nothing is touched any more. */
  closedUntil: z.string().nullable(),
});

export const salesSchema = z.object({
  sales: z.array(
    z.object({
      orderId: z.string(),
      shortId: z.string().nullable(),
      customer: z.string().nullable(),
      /** Decimal euros; negative where it was given back. */
      gross: z.number(),
      refund: z.boolean(),
    }),
  ),
});

export type RegisterDto = z.infer<typeof registerSchema>;
export type SalesDto = z.infer<typeof salesSchema>;
