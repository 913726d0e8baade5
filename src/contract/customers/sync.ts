import { z } from 'zod';

export const syncSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'waiting', 'done', 'cancelled', 'failed']),
  origin: z.enum(['manual', 'automatic']),
  started: z.iso.datetime(),
  finished: z.iso.datetime().nullable(),
  /** null until it is known which customers to look at. */
  total: z.number().int().nullable(),
  /** created + updated + unchanged + failed */
  done: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Of the unchanged and updated ones: found in Fatture in Cloud and linked. */
  linked: z.number().int(),
  failed: z.number().int(),
  errors: z.array(z.object({ customer: z.string(), detail: z.string() })),
  /** While `waiting`: until when, and for what (Italian). */
  waitingUntil: z.iso.datetime().nullable(),
  waitingReason: z.string().nullable(),
  /** While it goes: when it will have ended at the latest, were every customer that is left to cost a call. */
  latestEnd: z.iso.datetime().nullable(),
});

export type SyncDto = z.infer<typeof syncSchema>;
