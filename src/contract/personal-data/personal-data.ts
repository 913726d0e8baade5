import { z } from 'zod';
import { deliveryWithEventsSchema } from '../delivery/delivery.ts';
import { orderSchema } from '../orders/orders.ts';

/** E-mail address, codice fiscale, partita IVA or order number. In a body: addresses are written into logs. */
export const personalDataQuerySchema = z.strictObject({ query: z.string().trim().min(1).max(200) });

/** A client's fields by name, as the address book of Fatture in Cloud has them. */
const clientDataSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** All that the plug-in holds on one customer; what Fatture in Cloud and the shop hold is theirs to tell. */
export const personalDataSchema = z.object({
  query: z.string(),
  generatedAt: z.iso.datetime(),
  orders: z.array(
    orderSchema.omit({ delivery: true }).extend({
      email: z.string().nullable(),
      paymentMethod: z.string().nullable(),
      delivery: deliveryWithEventsSchema.nullable(),
    }),
  ),
  /** Customers of the shop as last synced. */
  customers: z.array(
    z.object({
      customerId: z.string(),
      companyId: z.number().int(),
      clientId: z.number().int().nullable(),
      data: clientDataSchema.nullable(),
      problem: z.string().nullable(),
      syncedAt: z.iso.datetime(),
    }),
  ),
  /** Clients of Fatture in Cloud as last seen. */
  clients: z.array(
    z.object({
      companyId: z.number().int(),
      clientId: z.number().int(),
      data: clientDataSchema,
      seenAt: z.iso.datetime(),
    }),
  ),
  /** Lines in the reports of customer syncs. */
  syncErrors: z.array(z.object({ at: z.iso.datetime(), customer: z.string(), detail: z.string() })),
});

/** How much was erased. */
export const personalDataErasedSchema = z.object({
  orders: z.number().int(),
  customers: z.number().int(),
  clients: z.number().int(),
  syncErrors: z.number().int(),
});

export type PersonalDataDto = z.infer<typeof personalDataSchema>;
export type PersonalDataErasedDto = z.infer<typeof personalDataErasedSchema>;
