import { z } from 'zod';
import { eInvoiceSchema } from '../e-invoice/e-invoice.ts';
import { previewItemSchema, previewVatSchema } from '../orders/paper.ts';
import { problemSchema } from '../problem.ts';

const euros = z.number();

/** A credit note of an order's invoice. */
export const creditNoteSchema = z.object({
  id: z.string(),
  /** As printed; absent until it is made. */
  number: z.string().optional(),
  state: z.enum(['queued', 'sending', 'sent', 'waiting', 'failed']),
  /** Decimal euros, VAT included. */
  gross: euros,
  document: z.object({ id: z.number(), number: z.string(), url: z.string() }).optional(),
  eInvoice: eInvoiceSchema.optional(),
  nextTryAt: z.iso.datetime().optional(),
  problem: problemSchema.optional(),
});

/** What is being done to a document; one that failed waits for a person. */
export const documentActSchema = z.object({
  act: z.enum(['withdraw', 'update', 'pay']),
  state: z.enum(['queued', 'waiting', 'failed']),
  nextTryAt: z.iso.datetime().optional(),
  problem: problemSchema.optional(),
});

export const creditBodySchema = z.union([
  z.strictObject({
    /** `line`: its place in the document, from 0. */
    lines: z
      .array(
        z.strictObject({
          line: z.number().int().min(0).max(10_000),
          quantity: z.number().positive().max(1e9),
        }),
      )
      .min(1)
      .max(1000),
  }),
  z.strictObject({
    /** Decimal euros; only where the document has one VAT type. */
    amount: z.number().positive().max(1e9).multipleOf(0.01),
  }),
  z.strictObject({}),
]);

/** What of an invoice can still be credited. */
export const creditableSchema = z.object({
  invoice: z.object({ number: z.string(), date: z.string() }),
  currency: z.string(),
  gross: euros,
  /** What is left of it. */
  left: euros,
  /** An amount may be asked for: the document has one VAT type. */
  byAmount: z.boolean(),
  /** The SDI may still discard the invoice: a credit note waits for its word. */
  awaitsSdi: z.boolean(),
  lines: z.array(
    z.object({
      line: z.number().int(),
      name: z.string(),
      code: z.string().nullable(),
      /** Pieces invoiced, and those that are left. */
      quantity: z.number(),
      left: z.number(),
      /** What those come to, discounts and rounding included. */
      gross: euros,
      vatPercent: z.number(),
    }),
  ),
  creditNotes: z.array(creditNoteSchema),
});

/** A credit note as it would be printed, but for its buyer, who is the invoice's. */
export const creditPreviewSchema = z.object({
  invoice: z.object({ number: z.string(), date: z.string() }),
  currency: z.string(),
  date: z.string(),
  /** Fatture in Cloud gives the next number of it. */
  numeration: z.string(),
  visibleSubject: z.string(),
  pricesIncludeVat: z.boolean(),
  items: z.array(previewItemSchema),
  vatSummary: z.array(previewVatSchema),
  net: euros,
  vat: euros,
  gross: euros,
  /** What goes back to the buyer, or is set off: with split payment the net. */
  due: euros,
  /** The invoice was paid: it goes back; else it is set off. */
  isPaidBack: z.boolean(),
  /** What is left of the invoice after it. */
  left: euros,
});

const lineShare = z.object({ quantity: z.number(), gross: euros }).nullable();

/** What updating a document would change. */
export const updatePreviewSchema = z.object({
  currency: z.string(),
  was: euros,
  /** null where it cannot be told. */
  now: euros.nullable(),
  /** As the document would have them; those that are gone at the end. */
  lines: z.array(
    z.object({
      name: z.string(),
      code: z.string().nullable(),
      /** null: it was not there, or is no more. */
      was: lineShare,
      now: lineShare,
      changed: z.boolean(),
    }),
  ),
  /** The buyer's new data, a line each; absent where they are as they were. */
  buyer: z.array(z.string()).optional(),
  /** Each keeps it from being updated. */
  problems: z.array(problemSchema),
});

export type CreditNoteDto = z.infer<typeof creditNoteSchema>;
export type DocumentActDto = z.infer<typeof documentActSchema>;
export type CreditBody = z.infer<typeof creditBodySchema>;
export type CreditableDto = z.infer<typeof creditableSchema>;
export type CreditPreviewDto = z.infer<typeof creditPreviewSchema>;
export type UpdatePreviewDto = z.infer<typeof updatePreviewSchema>;
