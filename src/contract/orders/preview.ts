import { z } from 'zod';
import { publicBodySchema } from '../delivery/send.ts';
import { problemSchema } from '../problem.ts';
import { previewItemSchema, previewVatSchema } from './paper.ts';

/** The document as it would be, were this asked for as it is sent; `splitPayment` says that it is a public body's. */
export const previewQuerySchema = z.object({
  kind: z.literal('invoice').optional(),
  splitPayment: z.enum(['true', 'false']).optional(),
  cig: publicBodySchema.shape.cig,
  cup: publicBodySchema.shape.cup,
});

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
      /** By when the SDI must have it; null: it is no e-invoice. */
      sdiBy: z.iso.date().nullable(),
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
      items: z.array(previewItemSchema),
      /** Net and VAT of each VAT type, highest percentage first. */
      vatSummary: z.array(previewVatSchema),
      payments: z.array(
        z.object({
          amount: z.number(),
          dueDate: z.string(),
          paidDate: z.string().nullable(),
          account: z.string().nullable(),
        }),
      ),
      /** Imposta di bollo, euros, which the seller bears; 0: none. */
      stampDuty: z.number(),
      /** The public body pays the VAT to the state itself. */
      splitPayment: z.boolean(),
      /** What the buyer owes or paid: the gross, with split payment the net. */
      due: z.number(),
      cig: z.string().nullable(),
      cup: z.string().nullable(),
    })
    .nullable(),
  totals: z.object({ net: z.number(), vat: z.number(), gross: z.number() }),
  shopTotal: z.number(),
  /** Each keeps the document from being made. */
  problems: z.array(problemSchema),
  /** Worth knowing; the document is made all the same. */
  warnings: z.array(problemSchema),
});

export type PreviewDto = z.infer<typeof previewSchema>;
