import { correctBy, type EInvoice, isKnownStatus, nextLook, stateOfStatus } from '../../domain/e-invoice.ts';
import { Problem, type ProblemText, problemText } from '../../domain/problem.ts';
import { romeDay } from '../../domain/time.ts';
import type { EInvoiceStatus, EInvoicing, RejectionReason } from '../../ports/e-invoicing.ts';
import type { SeenStatus } from '../../ports/stores/e-invoices.ts';
import type { Context } from '../context.ts';
import { saidOf } from './said-of.ts';

/** An e-invoice as it was known before a look. */
export type Known = EInvoice;

/**
 * What a status means for an e-invoice. Why it was discarded is asked for when that is news: one call.
 *
 * @throws Problem where the reason cannot be asked for now; nothing is to be noted then.
 */
export async function understand(
  context: Context,
  invoicing: EInvoicing,
  known: Known,
  { status, locked, date }: EInvoiceStatus,
  copies: boolean,
): Promise<SeenStatus> {
  const now = context.clock.now();
  const state = stateOfStatus(status, locked);
  if (status !== null && !isKnownStatus(status)) {
    context.log.warn({ shopId: known.shopId, orderId: known.orderId, status }, 'e-invoice status unknown');
  }
  // Only what was sent can be told to have come back: a state seen first is dated by the look.
  const sentAt = known.sentAt ?? (state === 'to-send' ? null : now);
  const seen: SeenStatus = {
    state,
    status,
    date,
    dueBy: null,
    problem: null,
    nextLookAt: nextLook(state, sentAt, now),
    copies: copies && (state === 'sent' || state === 'delivered' || state === 'not-delivered'),
  };
  if (state === 'not-delivered')
    return { ...seen, problem: saidOf(known, problemText('e-invoice-not-delivered', {})) };
  if (state !== 'discarded' && state !== 'error' && state !== 'rejected') return seen;
  if (state === known.state && known.problem !== null) return { ...seen, problem: known.problem };
  const reason = await readReason(invoicing, known.documentId);
  return {
    ...seen,
    dueBy: state === 'discarded' ? correctBy(reason.date ?? romeDay(now)) : null,
    problem: saidOf(known, explain(state, reason)),
  };
}

function explain(state: 'discarded' | 'error' | 'rejected', told: RejectionReason): ProblemText {
  const { code, reason, solution } = told;
  if (state === 'discarded') return problemText('e-invoice-discarded', { sdi: code, reason, solution });
  if (state === 'error') return problemText('e-invoice-error', { reason, solution });
  return problemText('e-invoice-rejected', { reason });
}

/** A reason that Fatture in Cloud will not give is none. */
async function readReason(invoicing: EInvoicing, documentId: number): Promise<RejectionReason> {
  try {
    return await invoicing.readRejection(documentId);
  } catch (error) {
    if (!(error instanceof Problem) || error.outcome !== 'mend') throw error;
    return { code: '', reason: '', solution: '', date: null };
  }
}
