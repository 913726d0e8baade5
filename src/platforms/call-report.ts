import type { Outcome } from '../domain/problem.ts';

/** What a connector tells of each call that it made: for metrics and logs, so nothing secret is in it. */
export interface CallReport {
  /** Name of the act, e.g. `orders/order.json` or `createIssuedDocument`; never an address with its query. */
  operation: string;
  /** HTTP status; null when no answer came. */
  status: number | null;
  /** Duration of the call. */
  ms: number;
  /** `ok`, or how the failure was classified. */
  outcome: 'ok' | Outcome;
}

export type OnCall = (report: CallReport) => void;

/** Reports a call. A hook that throws must not turn a call that had its effect into a failure. */
export function reportCall(onCall: OnCall | undefined, report: CallReport): void {
  try {
    onCall?.(report);
  } catch {
    // Metrics and logs are nobody's reason to lose an answer.
  }
}
