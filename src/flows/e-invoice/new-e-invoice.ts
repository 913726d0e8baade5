import { dueByOf } from '../../domain/e-invoice.ts';
import type { ProblemText } from '../../domain/problem.ts';
import { romeDay } from '../../domain/time.ts';
import type { NewEInvoice } from '../../ports/stores/deliveries.ts';
import type { Sending } from '../delivery/attempt.ts';

const MINUTE_MS = 60_000;

/**
 * How an invoice that was just made goes on to the SDI. One whose total is not the order's waits for a person, whatever
 * the settings say: what the SDI has cannot be changed.
 *
 * @param made `date`: null where it is not known: today's, until a look tells.
 * @param differs What is wrong with its total.
 */
export function newEInvoice(
  { context, order, setup }: Pick<Sending, 'context' | 'order' | 'setup'>,
  made: { date?: string | null },
  differs: ProblemText | null,
): NewEInvoice {
  const now = context.clock.now();
  const date = made.date ?? romeDay(now);
  const { send, delayMinutes } = setup.settings.eInvoice;
  return {
    date,
    dueBy: dueByOf(date),
    sendAt:
      send === 'automatic' && differs === null ? new Date(now.getTime() + delayMinutes * MINUTE_MS) : null,
    wantsCopy: (order.billing.sdiCode ?? '').trim() === '',
  };
}
