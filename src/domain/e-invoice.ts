import type { ProblemText } from './problem.ts';
import { addDays } from './time.ts';

/**
 * - `to-send`: the SDI does not have it, so it is not issued.
 * - `sending`: a call is under way, or its outcome is not known.
 * - `in-transit`: Fatture in Cloud took it; the SDI has not answered.
 * - `sent`: the SDI has it.
 * - `delivered`, `not-delivered`: to the buyer; the latter lies in the buyer's tax drawer.
 * - `discarded`: by the SDI; `error`: on the way to it. Neither is issued: it is corrected and sent again.
 * - `rejected`: by the buyer, a public body.
 */
export type EInvoiceState =
  | 'to-send'
  | 'sending'
  | 'in-transit'
  | 'sent'
  | 'delivered'
  | 'not-delivered'
  | 'discarded'
  | 'rejected'
  | 'error';

export const eInvoiceStates = [
  'to-send',
  'sending',
  'in-transit',
  'sent',
  'delivered',
  'not-delivered',
  'discarded',
  'rejected',
  'error',
] as const satisfies readonly EInvoiceState[];

/** What became of the buyer's copy. `unknown`: its call had no answer; it is not repeated. */
export type CopyState = 'due' | 'sending' | 'sent' | 'unknown' | 'failed';

/** An invoice's way to the SDI. */
export interface EInvoice {
  id: string;
  shopId: string;
  deliveryId: string;
  orderId: string;
  companyId: number;
  documentId: number;
  /** It is this credit note's; null: the order's invoice. */
  creditNoteId: string | null;
  /** As printed, e.g. `12/WEB`. */
  number: string;
  /** Day of the invoice, `YYYY-MM-DD`. */
  date: string;
  state: EInvoiceState;
  /** Day by which the SDI must have it, `YYYY-MM-DD`. */
  dueBy: string;
  problem: ProblemText | null;
  /** What is to be done without a person's further word, be it once the company is authorized again; null: nothing. */
  act: 'send' | 'copy' | null;
  /** When it leaves, or is tried again, by itself; null: on a person's word, or once authorized. */
  actAt: Date | null;
  /** The last send that was taken; null: none was. */
  sentAt: Date | null;
  copy: CopyState | null;
}

/** Days from an invoice's date to its transmission. Source: DPR 633/72 art. 21 c. 4. */
const TRANSMIT_WITHIN_DAYS = 12;
/** Days from a discard to the corrected one. Source: Agenzia delle Entrate, provvedimento 30/4/2018, 2.4. */
const CORRECT_WITHIN_DAYS = 5;
/** From so many days before its dead-line an invoice that is not sent is warned of. */
export const WARN_BEFORE_DAYS = 2;

/** `YYYY-MM-DD` in and out. */
export const dueByOf = (date: string): string => addDays(date, TRANSMIT_WITHIN_DAYS);
export const correctBy = (discardedOn: string): string => addDays(discardedOn, CORRECT_WITHIN_DAYS);

/** States in which the SDI does not have it: its dead-line runs. */
export const unsentStates = [
  'to-send',
  'sending',
  'discarded',
  'error',
] as const satisfies readonly EInvoiceState[];

export const isUnsent = (state: EInvoiceState): boolean =>
  (unsentStates as readonly EInvoiceState[]).includes(state);

export type DeadLine = 'near' | 'over' | null;

/** How near the dead-line of an invoice is that the SDI does not have. `today`: `YYYY-MM-DD`. */
export function deadLine({ state, dueBy }: Pick<EInvoice, 'state' | 'dueBy'>, today: string): DeadLine {
  if (!isUnsent(state)) return null;
  if (today > dueBy) return 'over';
  return today >= addDays(dueBy, -WARN_BEFORE_DAYS) ? 'near' : null;
}

/** Fatture in Cloud's `ei_status` → ours. Source: contract; openapi.json, `ei_status`. */
const byStatus: Readonly<Record<string, EInvoiceState>> = {
  not_sent: 'to-send',
  missing: 'to-send',
  attempt: 'in-transit',
  pending: 'in-transit',
  processing: 'in-transit',
  sent: 'sent',
  accepted: 'delivered',
  manual_accepted: 'delivered',
  no_response: 'delivered',
  not_delivered: 'not-delivered',
  discarded: 'discarded',
  error: 'error',
  rejected: 'rejected',
  manual_rejected: 'rejected',
};

export const isKnownStatus = (status: string): boolean => Object.hasOwn(byStatus, status);

/**
 * What a status means. Null is told of a document that was never sent; one that cannot be changed any more is on its
 * way whatever it says, and so is one whose value nobody knows.
 */
export function stateOfStatus(status: string | null, locked: boolean): EInvoiceState {
  const state = status === null ? 'to-send' : (byStatus[status] ?? 'in-transit');
  return state === 'to-send' && locked ? 'in-transit' : state;
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Statuses of young e-invoices change by the hour, of older ones by the day; then nothing is to be expected. */
const LOOKS: readonly { untilMs: number; everyMs: number }[] = [
  // At every tick of EINVOICE_CRON.
  { untilMs: 6 * HOUR_MS, everyMs: 0 },
  { untilMs: 2 * DAY_MS, everyMs: 2 * HOUR_MS },
  { untilMs: 20 * DAY_MS, everyMs: 12 * HOUR_MS },
  { untilMs: 60 * DAY_MS, everyMs: DAY_MS },
];

/**
 * When its status is next asked for; null: never by itself.
 *
 * @param sentAt When it was sent; null: not by us.
 */
export function nextLook(state: EInvoiceState, sentAt: Date | null, now: Date): Date | null {
  if (state === 'delivered' || state === 'not-delivered' || state === 'rejected') return null;
  // A person may send it in Fatture in Cloud.
  if (state === 'to-send' || state === 'discarded' || state === 'error')
    return new Date(now.getTime() + DAY_MS);
  const ageMs = sentAt === null ? 0 : now.getTime() - sentAt.getTime();
  const step = LOOKS.find(({ untilMs }) => ageMs < untilMs);
  return step === undefined ? null : new Date(now.getTime() + step.everyMs);
}

/**
 * What a person may have done: `send` it now, or `resend` it once what is wrong was corrected: it is built anew first. A
 * document that is gone is neither; a call whose outcome nobody looks for any more is looked at first.
 */
export function offerOf({ state, problem, act }: Pick<EInvoice, 'state' | 'problem' | 'act'>) {
  if (problem?.code === 'e-invoice-gone') return null;
  const isHeld = problem !== null && act !== 'send';
  switch (state) {
    case 'to-send':
      return isHeld && !DEAD_LINES.has(problem.code) ? 'resend' : 'send';
    case 'sending':
      return isHeld ? 'send' : null;
    case 'discarded':
    case 'error':
      return act === 'send' ? null : 'resend';
    default:
      return null;
  }
}

/** They say that it is late, not that something is wrong with it. */
const DEAD_LINES: ReadonlySet<string> = new Set(['e-invoice-near', 'e-invoice-over']);

/** Within so many days the SDI discards what it discards. Source: Agenzia delle Entrate, provvedimento 30/4/2018, 2.4. */
const DISCARDED_WITHIN_DAYS = 5;

/**
 * Whether the SDI may still send an invoice back, so that nothing may refer to it yet.
 *
 * @param sentAt When it was sent; null: not known.
 */
export function awaitsSdi(state: EInvoiceState, sentAt: Date | null, now: Date): boolean {
  if (state === 'in-transit') return true;
  // A public body's lies with it for weeks.
  return state === 'sent' && now.getTime() < (sentAt ?? now).getTime() + DISCARDED_WITHIN_DAYS * DAY_MS;
}

/** Whether a person may have it sent: it is to be sent, or is to be corrected and sent again. */
export const isDue = (state: EInvoiceState): boolean =>
  state === 'to-send' || state === 'discarded' || state === 'error';
