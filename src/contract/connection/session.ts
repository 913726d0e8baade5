import { z } from 'zod';

export const openSessionBodySchema = z.object({ instance: z.string().min(1).max(200) });

/** `full` holds the shop; `guest` may only sign in. */
export const openedSessionSchema = z.object({ level: z.enum(['full', 'guest']) });
