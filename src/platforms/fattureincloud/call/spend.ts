import { problem } from '../../../domain/problem.ts';
import type { CallPriority, Quota, QuotaGrant } from '../../../ports/quota.ts';
import type { FicCall, FicHttp, HeaderReader } from './http.ts';

/** `grant`: what the quota said to this call already; else it is asked. */
export type Send = <T>(call: Omit<FicCall<T>, 'secrets' | 'observe'>, grant?: QuotaGrant) => Promise<T>;

function count(header: string | null): number | undefined {
  return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) : undefined;
}

/** The counters of an answer. Source: openapi.json, headers RateLimit-*. */
function seen(header: HeaderReader, refusedUntil: Date | undefined) {
  return {
    hourRemaining: count(header('RateLimit-HourlyRemaining')),
    hourLimit: count(header('RateLimit-HourlyLimit')),
    monthRemaining: count(header('RateLimit-MonthlyRemaining')),
    monthLimit: count(header('RateLimit-MonthlyLimit')),
    refusedUntil,
  };
}

/** The company's budget of calls. */
export interface Budget {
  quota: Quota;
  /** Hears of every call that the quota did not grant. */
  onHeld?: ((priority: CallPriority) => void) | undefined;
}

/** Asks the company's quota first; without a grant no call is made. What the answer tells goes back to it. */
export async function spend<T>(
  http: FicHttp,
  { quota, onHeld }: Budget,
  { companyId, priority }: { companyId: number; priority: CallPriority },
  call: Omit<FicCall<T>, 'observe'>,
  asked?: QuotaGrant,
): Promise<T> {
  const grant = asked ?? (await quota.take(companyId, priority));
  if (!grant.granted) {
    onHeld?.(priority);
    throw problem('fic-quota', 'quota', {}, { retryAt: grant.retryAt });
  }
  return http.call({
    ...call,
    observe: async (header, refusedUntil) => {
      const told = seen(header, refusedUntil);
      if (Object.values(told).some((value) => value !== undefined)) {
        await quota.observe(companyId, told, grant.known);
      }
    },
  });
}
