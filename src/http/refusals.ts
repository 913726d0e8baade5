import type { RequestHandler, Response } from 'express';
import { type ProblemCode, problem } from '../domain/problem.ts';

/** Refusals at the door that are counted and named in the log: a bounded set, codes of problems but for the first. */
export const REFUSALS = [
  'webhook-token',
  'session-missing',
  'sign-in-required',
  'setup-closed',
  'request-forged',
  'request-invalid',
  'request-too-large',
  'too-many-requests',
  'not-found',
  'shop-not-installed',
  'install-keys-invalid',
  'install-other-store',
  'sign-in-denied',
  'sign-in-failed',
  'sign-in-expired',
  'sign-in-other-company',
  'completion-code-wrong',
] as const satisfies readonly (ProblemCode | 'webhook-token')[];
export type Refusal = (typeof REFUSALS)[number];

const known: ReadonlySet<string> = new Set(REFUSALS);

/** Notes why an answer refuses; what is no refusal at the door, or has its name already, stays as it is. */
export function noteRefusal(response: Response, code: ProblemCode): void {
  // A limit says itself, whatever was wrong with the request that met it.
  if (known.has(code) && (response.locals.refusal === undefined || code === 'too-many-requests'))
    response.locals.refusal = code;
}

/** A refusal that its problem does not name closely enough. */
export function nameRefusal(response: Response, refusal: Refusal): void {
  response.locals.refusal = refusal;
}

export function refusalOf(response: Response): Refusal | null {
  return (response.locals?.refusal as Refusal | undefined) ?? null;
}

/** U+0000 has no place in an address, and PostgreSQL's texts cannot hold it. */
export const refuseNullBytes: RequestHandler = (request, _response, next) => {
  if (/%00/.test(request.url)) throw problem('not-found', 'mend', {});
  next();
};
