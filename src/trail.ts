import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What follows an order from the request that brought it through the queue to both platforms. */
export interface Trail {
  /** Named in every log line and sent to both platforms as `x-request-id`. */
  requestId: string;
  /** When the webhook or click came; null for work of the plug-in's own. */
  receivedAt: Date | null;
}

/** As others' ids look (UUIDs, ULIDs, hex); no room for text that would be a person's or break a log line. */
const WELL_FORMED = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

const current = new AsyncLocalStorage<Trail>();

export const newRequestId = () => randomUUID();

/** The given id where it is well-formed, else a new one. */
export function requestIdOf(given: unknown): string {
  return typeof given === 'string' && WELL_FORMED.test(given) ? given : newRequestId();
}

/** The trail that the running code is part of; null outside of requests and jobs. */
export const currentTrail = (): Trail | null => current.getStore() ?? null;

/** Headers of a call that belongs to the current trail. */
export function trailHeaders(): Record<string, string> {
  const trail = currentTrail();
  return trail === null ? {} : { 'x-request-id': trail.requestId };
}

/** Runs `work`, and all that it awaits, as part of a trail. */
export function follow<T>(requestId: string | null | undefined, receivedAt: Date | null, work: () => T): T {
  return current.run({ requestId: requestIdOf(requestId), receivedAt }, work);
}

type Around = <T>(name: string, requestId: string, work: () => T) => T;

let around: Around = (_name, _requestId, work) => work();

/** Sets what measures a named piece of work; called once at the start, where traces are asked for. */
export function traceWith(next: Around): void {
  around = next;
}

/** Runs `work` as a named piece of the current trail. */
export const traced = <T>(name: string, work: () => T): T =>
  around(name, currentTrail()?.requestId ?? '', work);

type Write = (values: object, message: string) => void;

/** A log whose lines name the current trail's request. */
export function trailLog<L extends Record<'debug' | 'info' | 'warn' | 'error', Write>>(logger: L) {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error'): Write =>
    (values, message) => {
      const trail = currentTrail();
      logger[level](trail === null ? values : { requestId: trail.requestId, ...values }, message);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
