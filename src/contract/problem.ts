import { z } from 'zod';

export const problemSchema = z.object({ code: z.string(), detail: z.string(), fix: z.string() });

/** RFC 9457 `application/problem+json`. `errors` is per field, where input was wrong. */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  fix: z.string().optional(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
  /** With `already-sent`. */
  document: z.object({ id: z.number(), number: z.string(), url: z.string() }).optional(),
});

export type ProblemDetails = z.infer<typeof problemDetailsSchema>;
