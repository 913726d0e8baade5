import type { RequestHandler } from 'express';
import { ipKeyGenerator, type Options, rateLimit } from 'express-rate-limit';
import { problem } from '../../domain/problem.ts';
import type { Context } from '../../flows/context.ts';
import { sendProblem } from './problem-response.ts';

const WINDOW_MS = 60_000;
/** Keys, tickets, states, codes or webhook tokens that were not right, from one address in a minute. */
const REFUSALS_PER_MINUTE = 60;

function limiter(context: Context, options: Partial<Options>): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: REFUSALS_PER_MINUTE,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, response) => {
      const now = context.clock.now();
      const retryAt = new Date(now.getTime() + WINDOW_MS);
      sendProblem(response, problem('too-many-requests', 'quota', {}, { retryAt }), now);
    },
    ...options,
  });
}

/** Slows an address down whose requests were refused too often; those that succeed do not count. */
export function limitRefusals(context: Context): RequestHandler {
  return limiter(context, { skipSuccessfulRequests: true });
}

/** Openings of one shop's panel from one address in a minute. */
const OPENINGS_PER_MINUTE = 60;

/** Counts openings of a panel by address and shop: they cost a look each, and one may claim the shop. */
export function limitOpenings(context: Context): RequestHandler {
  return limiter(context, {
    limit: OPENINGS_PER_MINUTE,
    keyGenerator: (request) => {
      const { instance } = (request.body ?? {}) as { instance?: unknown };
      return `${ipKeyGenerator(request.ip ?? '')} ${String(instance).slice(0, 200)}`;
    },
  });
}

/**
 * Comes after a webhook token was found wrong, and counts it. A right token never meets it: the platform is not
 * throttled, not even at an address from which others guess.
 */
export function limitWrongTokens(context: Context): RequestHandler {
  return limiter(context, {});
}
