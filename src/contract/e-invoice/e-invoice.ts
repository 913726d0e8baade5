import { z } from 'zod';
import { problemSchema } from '../problem.ts';

export const eInvoiceStateSchema = z.enum([
  'to-send',
  'sending',
  'in-transit',
  'sent',
  'delivered',
  'not-delivered',
  'discarded',
  'rejected',
  'error',
]);

/** An invoice's way to the SDI. It is issued once its state is `sent` or later, and not before. */
export const eInvoiceSchema = z.object({
  state: eInvoiceStateSchema,
  /** By when the SDI must have it: twelve days after its date, five after a discard. */
  dueBy: z.iso.date(),
  problem: problemSchema.optional(),
  /** Each objection to its XML, where there are several. */
  problems: z.array(problemSchema).optional(),
  /** What a person may press: *Invia allo SDI*, or *Correggi e reinvia* where it is built anew. */
  offers: z.enum(['send', 'resend']).optional(),
  /** When it leaves, or is tried again, by itself. */
  nextTryAt: z.iso.datetime().optional(),
  /** The buyer's copy; `unknown`: nobody knows whether it went, and it is not sent again. */
  copy: z.enum(['due', 'sent', 'unknown', 'failed']).optional(),
});

export const sendEInvoicesBodySchema = z.union([
  z.strictObject({ ids: z.array(z.string().min(1).max(100)).min(1).max(1000) }),
  z.strictObject({ all: z.literal(true) }),
]);

/** Of all invoices, by where they stand. */
export const eInvoicesHomeSchema = z.object({
  /** To be sent, with those whose call is under way. */
  toSend: z.number().int().min(0),
  inTransit: z.number().int().min(0),
  discarded: z.number().int().min(0),
  /** Came back with an error on the way to the SDI. */
  error: z.number().int().min(0),
  notDelivered: z.number().int().min(0),
  rejected: z.number().int().min(0),
  /** The first day by which one that the SDI does not have must be sent; null: all are. */
  oldestDueBy: z.iso.date().nullable(),
  /** `near` from two days before it, `over` after it. */
  deadLine: z.enum(['near', 'over']).nullable(),
  /** Worth knowing: notifications are not possible. */
  notice: problemSchema.nullable(),
});

export type EInvoiceState = z.infer<typeof eInvoiceStateSchema>;
export type EInvoiceDto = z.infer<typeof eInvoiceSchema>;
export type EInvoicesHomeDto = z.infer<typeof eInvoicesHomeSchema>;
