import { z } from 'zod';
import type { CatalogueDto } from '../../../../src/contract/settings/catalogue.ts';
import {
  ordersSettingsSchema,
  type SettingsDto,
  type SettingsInput,
  statusMeaningSchema,
} from '../../../../src/contract/settings/settings.ts';

export const meanings = statusMeaningSchema.options;

/** The form always holds the day, empty for none; it is asked for when the automatic sending is switched on. */
export const ordersValuesSchema = ordersSettingsSchema.omit({ statusMeaning: true }).extend({
  since: z.union([z.literal(''), z.iso.date()]),
  /** A row a status of the shop; empty: as we read it. */
  statuses: z.array(z.object({ id: z.string(), meaning: z.union([z.literal(''), statusMeaningSchema]) })),
});
export type OrdersValues = z.infer<typeof ordersValuesSchema>;

export function toOrdersValues(
  { automatic, send, invoice, statusMeaning, whenCancelled }: SettingsDto['orders'],
  statuses: CatalogueDto['statuses'],
): OrdersValues {
  const rows = statuses.map(({ id, meaning: read }) => {
    const said = statusMeaning[id];
    return { id, meaning: said === undefined || said === read ? ('' as const) : said };
  });
  return { automatic, send, invoice, whenCancelled, since: '', statuses: rows };
}

/** What was said of statuses that the shop no longer lists is kept: older orders may still have them. */
export function toOrdersSettings(
  { automatic, send, invoice, whenCancelled, since, statuses }: OrdersValues,
  saved: SettingsDto['orders'],
): SettingsInput['orders'] {
  const statusMeaning = { ...saved.statusMeaning };
  for (const { id, meaning } of statuses) {
    if (meaning === '') delete statusMeaning[id];
    else statusMeaning[id] = meaning;
  }
  return {
    automatic,
    send,
    invoice,
    whenCancelled,
    statusMeaning,
    ...(automatic && since !== '' ? { since } : {}),
  };
}
