import { z } from 'zod';

const productState = z.enum(['matched', 'missing', 'duplicate']);
export const productsQuerySchema = z.object({
  q: z.string().trim().max(200).optional(),
  state: productState.optional(),
  cursor: z.string().max(500).optional(),
});
export const productsReportSchema = z.object({
  /** Of all the shop's SKUs, whatever is searched for. */
  counts: z.object({
    matched: z.number().int(),
    missing: z.number().int(),
    duplicated: z.number().int(),
  }),
  rows: z.array(
    z.object({
      sku: z.string(),
      title: z.string(),
      state: productState,
      productId: z.number().int().optional(),
    }),
  ),
  nextCursor: z.string().nullable(),
  readAt: z.iso.datetime().nullable(),
});

export type ProductsReportDto = z.infer<typeof productsReportSchema>;
