import type { Clock } from '../../ports/clock.ts';
import type { SendOutcome } from './attempt.ts';

/** After this long a shop goes to the end of the line, so that its backlog delays no other shop. */
const SLICE_MS = 2000;
/** Orders in hand as it ends are finished within this time; what is left then is given back. */
const GRACE_MS = 500;
/** This many failures in a row: the other side is not there; the rest waits for its own time. */
const FAILURES_IN_A_ROW = 3;
/** Orders taken together before it is known how fast they go, and at most. */
const FIRST_TOGETHER = 4;
const MOST_TOGETHER = 10;

/** A shop's turn: its slice of time, and what became of its orders until now. */
export interface Turn {
  note(outcome: SendOutcome): void;
  /** No further order is taken. */
  isOver(): boolean;
  /** Nor is one begun that was taken: the other side is not there, the process is asked to stop, or time is out. */
  isSpent(): boolean;
  /** It is over, and not because of what happened: what is left goes on in the next turn. */
  isCutShort(): boolean;
  /** How many orders may be taken together, so that few are given back when it ends; at least one. */
  ordersThatFit(): number;
  /** How many orders go in this time, as fast as they went until now; at least one. */
  ordersWithin(ms: number): number;
}

/** @param signal Aborted when the process is asked to stop. */
export function createTurn(clock: Clock, signal: AbortSignal): Turn {
  const begun = clock.now().getTime();
  let noted = 0;
  let failures = 0;
  let stopped = false;
  const elapsedMs = () => clock.now().getTime() - begun;
  const isCutShort = () => signal.aborted || elapsedMs() >= SLICE_MS;
  const ordersWithin = (ms: number) => {
    const eachMs = Math.max(elapsedMs() / noted, 1);
    return Math.max(1, Math.floor(ms / eachMs));
  };
  const isEnded = () => stopped || failures >= FAILURES_IN_A_ROW;
  return {
    note(outcome) {
      noted += 1;
      failures = outcome === 'failing' ? failures + 1 : 0;
      stopped ||= outcome === 'stop';
    },
    isOver: () => isEnded() || isCutShort(),
    isSpent: () => isEnded() || signal.aborted || elapsedMs() >= SLICE_MS + GRACE_MS,
    isCutShort: () => !isEnded() && isCutShort(),
    ordersThatFit() {
      return noted === 0 ? FIRST_TOGETHER : Math.min(MOST_TOGETHER, ordersWithin(SLICE_MS - elapsedMs()));
    },
    ordersWithin: (ms) => (noted === 0 ? 1 : ordersWithin(ms)),
  };
}
