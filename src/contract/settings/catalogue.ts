import { z } from 'zod';
import { destinationsSchema, id, ossRateSchema, statusMeaningSchema } from './settings.ts';

const namedSchema = z.object({ id, name: z.string() });

export const catalogueSchema = z.object({
  templates: z.array(namedSchema),
  vatTypes: z.array(
    z.object({ id, value: z.number(), description: z.string(), nature: z.string().nullable().optional() }),
  ),
  paymentAccounts: z.array(namedSchema),
  numerations: z.array(z.string()),
  taxProfiles: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      value: z.number(),
      suggestedVatTypeId: id.nullable(),
    }),
  ),
  /** The shop's statuses, with our reading of each. */
  statuses: z.array(z.object({ id: z.string(), title: z.string(), meaning: statusMeaningSchema })),
  paymentMethods: z.array(z.string()),
  /** Settings that only some merchants need, where we can tell that this one does. */
  proposals: z.object({
    /** The company charges no VAT (regime forfettario): the VAT type of every line. */
    flatRateVatTypeId: id.nullable(),
    /** Where goods of the shop's orders went, and the VAT type of its natura, where there is one. */
    destinations: z.array(
      z.object({ destination: destinationsSchema.keyof(), suggestedVatTypeId: id.nullable() }),
    ),
    /** Rates of other member states in the shop's orders. */
    ossRates: z.array(z.object({ rate: ossRateSchema, suggestedVatTypeId: id.nullable() })),
  }),
});

export type CatalogueDto = z.infer<typeof catalogueSchema>;
