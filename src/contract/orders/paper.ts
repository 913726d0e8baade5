import { z } from 'zod';

/** A line as printed. */
export const previewItemSchema = z.object({
  code: z.string().nullable(),
  name: z.string(),
  description: z.string().nullable(),
  quantity: z.number(),
  price: z.number(),
  /** Quantity times price, to the cent. */
  amount: z.number(),
  vatPercent: z.number(),
  /** Natura (N2.2) of a zero rate. */
  nature: z.string().nullable(),
  stock: z.boolean(),
});

/** Net and VAT of a VAT type. */
export const previewVatSchema = z.object({
  percent: z.number(),
  description: z.string(),
  nature: z.string().nullable(),
  net: z.number(),
  vat: z.number(),
});
