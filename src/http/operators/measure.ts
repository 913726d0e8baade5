import type { RequestHandler } from 'express';
import { type Refusal, refusalOf } from '../edge/refusals.ts';

export type ObserveRequest = (request: {
  area: string;
  method: string;
  status: number;
  seconds: number;
  /** Why the request was refused at the door; null where it was not. */
  refused: Refusal | null;
}) => void;

/** A bounded set of names, whatever addresses are asked for. */
function areaOf(path: string): string {
  const match =
    /^\/(tscommerce\/(?:install|webhooks|embed)|fattureincloud\/webhooks|oauth|api|assets)(?:\/|$)/.exec(
      path,
    );
  return match?.[1] ?? 'other';
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);

/** Tells that a request came, and the time from its arrival to the end of its answer. */
export function measureRequests(observe: ObserveRequest, onRequest: () => void): RequestHandler {
  return (request, response, next) => {
    onRequest();
    const from = performance.now();
    const area = areaOf(request.path);
    response.once('finish', () => {
      const method = METHODS.has(request.method) ? request.method : 'other';
      observe({
        area,
        method,
        status: response.statusCode,
        seconds: (performance.now() - from) / 1000,
        refused: refusalOf(response),
      });
    });
    next();
  };
}
