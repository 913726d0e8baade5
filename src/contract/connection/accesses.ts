import { z } from 'zod';

const instant = z.iso.datetime();

const visitorSchema = z.object({
  /** `claim`: the first browser after an install; `sign-in`: with Fatture in Cloud. */
  origin: z.enum(['claim', 'sign-in']),
  /** The user of Fatture in Cloud; null where it was not told. */
  user: z.object({ name: z.string().nullable(), email: z.string().nullable() }).nullable(),
  /** In short, from the browser's own word; null where it is not understood. */
  browser: z.object({ name: z.string().nullable(), system: z.string().nullable() }).nullable(),
  address: z.string().nullable(),
});

export const sessionSchema = visitorSchema.extend({
  id: z.string(),
  /** The one that asks. */
  current: z.boolean(),
  signedIn: instant,
  /** To a few minutes. */
  lastSeen: instant,
  expires: instant,
});

export const signInSchema = visitorSchema.extend({ at: instant });

/** Who may use the panel now, and the last fifty times that a browser was let in. */
export const accessesSchema = z.object({
  sessions: z.array(sessionSchema),
  signIns: z.array(signInSchema),
});

export const endedSessionsSchema = z.object({ ended: z.number().int().min(0) });

export type AccessesDto = z.infer<typeof accessesSchema>;
export type SessionDto = z.infer<typeof sessionSchema>;
export type VisitorDto = z.infer<typeof visitorSchema>;
