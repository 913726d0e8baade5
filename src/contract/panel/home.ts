import { z } from 'zod';
import { syncSchema } from '../customers/sync.ts';
import { eInvoicesHomeSchema } from '../e-invoice/e-invoice.ts';
import { problemSchema } from '../problem.ts';

const count = z.number().int().min(0);
const sentSchema = z.object({ documents: count, gross: z.number() });

/** What the panel's first screen shows. Days are those of Europe/Rome, amounts decimal euros. */
export const homeSchema = z.object({
  /** Documents made, and their gross total. */
  sent: z.object({ today: sentSchema, month: sentSchema }),
  waiting: z.object({
    /** Waits for its turn, or is being sent. */
    queued: count,
    /** Waits for the quota, the connection or the other side. */
    waiting: count,
    /** When the first of those that wait goes out; null: none waits, or it waits for the merchant. */
    until: z.iso.datetime().nullable(),
    problem: problemSchema.nullable(),
  }),
  failed: z.object({
    total: count,
    /** The last five, latest first. */
    latest: z.array(
      z.object({
        orderId: z.string(),
        shortId: z.string().nullable(),
        customer: z.string().nullable(),
        total: z.number().nullable(),
        currency: z.string().nullable(),
        at: z.iso.datetime(),
        problem: problemSchema.nullable(),
      }),
    ),
  }),
  /** The last thirty days, oldest first: documents made on a day, and what was accepted on it and is not sent yet. */
  days: z.array(z.object({ day: z.iso.date(), sent: count, waiting: count, failed: count })),
  customers: z.object({
    enabled: z.boolean(),
    /** The next sync that starts by itself; null: none does. */
    next: z.iso.datetime().nullable(),
    last: syncSchema.omit({ errors: true }).nullable(),
  }),
  eInvoices: eInvoicesHomeSchema,
  /** Orders that changed or were cancelled after they were sent: the last five, latest first. */
  changed: z.object({
    total: count,
    latest: z.array(
      z.object({
        orderId: z.string(),
        shortId: z.string().nullable(),
        customer: z.string().nullable(),
        at: z.iso.datetime(),
        changed: problemSchema,
        /** What mends it. */
        mend: z.enum(['withdraw', 'update', 'credit']),
      }),
    ),
  }),
  /** Whether any order was ever to be sent. */
  started: z.boolean(),
});

export type HomeDto = z.infer<typeof homeSchema>;
