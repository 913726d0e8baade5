import { z } from 'zod';

/**
 * A refusal in Fatture in Cloud's own words: `{error: "…"}`, `{error: {message, …}}` (documented), or a framework's
 * `{message, errors}`.
 */
const refusal = z.union([
  z.object({ error: z.union([z.string().min(1), z.object({})]) }),
  z.object({ message: z.string(), errors: z.object({}) }),
]);

/**
 * Whether a refusal is Fatture in Cloud's. What stands between (a proxy, a firewall, a page of maintenance) answers with
 * the same statuses, and knows neither tokens nor documents: its word ends no connection and settles no doubt.
 */
export function isApiWord(body: unknown): boolean {
  return refusal.safeParse(body).success;
}
