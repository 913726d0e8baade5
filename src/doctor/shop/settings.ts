import { z } from 'zod';
import { ConfigurationError } from '../../domain/configuration-error.ts';

/** What a look at a shop needs; nothing of Fatture in Cloud, and no database. */
const schema = z.object({
  TSC_API_URL: z
    .string()
    .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'must be an http or https address')
    .transform((text) => text.replace(/\/+$/, ''))
    .default('https://connect.storeden.com/v1.1'),
  TSC_KEY: z.string({
    error:
      'is required: a key of the shop (back office › Account › Settings › Remote Access › Add API Access; reading is enough)',
  }),
  TSC_EXCHANGE: z.string({ error: 'is required: the exchange that belongs to TSC_KEY' }),
  TSC_FIELDS: z.string().optional(),
});

export type ShopLookSettings = z.infer<typeof schema>;

/** @throws ConfigurationError naming the first variable that is missing or wrong. */
export function readShopLookSettings(
  variables: Readonly<Record<string, string | undefined>>,
): ShopLookSettings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ConfigurationError(String(issue?.path[0] ?? 'environment'), issue?.message ?? 'is wrong');
}
