import type { RequestHandler, Response } from 'express';
import { type ProblemCode, problem } from '../../domain/problem.ts';

/** Refusals that share a problem, or have none. */
type OwnRefusal =
  | 'webhook-token'
  /** A cookie came that opens nothing: made up, altered, ended or expired. */
  | 'notification-forged'
  | 'notification-foreign'
  | 'notification-old'
  | 'session-refused'
  /** No HTTP, or headers that are too long; a request that did not end in its time. */
  | 'http-malformed'
  | 'http-slow';

/** Refusals at the door that are counted and named in the log: a bounded set, codes of problems but for our own. */
export const REFUSALS = [
  'webhook-token',
  'notification-forged',
  'notification-foreign',
  'notification-old',
  'session-refused',
  'http-malformed',
  'http-slow',
  'session-missing',
  'sign-in-required',
  'setup-closed',
  'request-forged',
  'framed-by-others',
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
  'company-unknown',
  'order-not-found',
  'delivery-not-found',
  'document-not-found',
] as const satisfies readonly (ProblemCode | OwnRefusal)[];
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
