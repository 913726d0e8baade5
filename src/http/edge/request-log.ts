import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Clock } from '../../ports/clock.ts';
import { safePath } from '../../safe-path.ts';
import { follow, requestIdOf } from '../../trail.ts';
import { refusalOf } from './refusals.ts';

const HEADER = 'x-request-id';

/**
 * Gives each request its id (the caller's `x-request-id` where it is well-formed), answers it, and makes all that the
 * request does part of its trail.
 */
export function followRequests(clock: Clock): RequestHandler {
  return (request, response, next) => {
    const requestId = requestIdOf(request.headers[HEADER]);
    request.id = requestId;
    response.set(HEADER, requestId);
    follow(requestId, clock.now(), next);
  };
}

/** One line a request: what changes something at `info`, what only reads at `debug`, our failures at `error`. */
export function logRequests(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: (request) => request.id,
    autoLogging: { ignore: (request) => /^\/(healthz|readyz|metrics|assets\/)/.test(request.url ?? '') },
    customLogLevel: (request, response, error) => {
      if (error !== undefined || response.statusCode >= 500) return 'error';
      // Whoever was refused at the door is told even where the log is quiet about what is only read.
      if (refusalOf(response as Response) !== null) return 'info';
      return request.method === 'GET' || request.method === 'HEAD' ? 'debug' : 'info';
    },
    customAttributeKeys: { reqId: 'requestId' },
    quietReqLogger: true,
    customProps: (_request, response) => {
      const orderId = (response as Response).locals?.orderId as string | undefined;
      const refused = refusalOf(response as Response);
      const framedBy = (response as Response).locals?.framedBy as string | undefined;
      return {
        ...(orderId === undefined ? {} : { orderId }),
        ...(refused === null ? {} : { refused }),
        ...(framedBy === undefined ? {} : { framedBy }),
      };
    },
    serializers: {
      // Addresses carry tokens, tickets and codes: the path's first part says enough.
      req: (request: { id: unknown; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: safePath(request.url),
      }),
      res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
    },
  }) as (request: Request, response: Response, next: () => void) => void;
}
