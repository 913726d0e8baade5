import { dueByOf } from '../../domain/e-invoice.ts';
import type { ProblemText } from '../../domain/problem.ts';
import type { EInvoiceSettings } from '../../domain/settings.ts';
import { romeDay } from '../../domain/time.ts';
import type { NewEInvoice } from '../../ports/stores/deliveries.ts';
import type { Context } from '../context.ts';
import type { Sending } from '../delivery/attempt.ts';

const MINUTE_MS = 60_000;

/** The same of a credit note, which goes as its invoice did: by itself, or on a person's word. */
export async function eInvoiceOfCreditNote(
  context: Context,
  shopId: string,
  made: { date: string | null; wantsCopy: boolean },
  differs: ProblemText | null,
): Promise<NewEInvoice> {
  const { settings } = await context.store.settings.read(shopId);
  return { ...wayOf(context, settings.eInvoice, made.date, differs), wantsCopy: made.wantsCopy };
}

function wayOf(
  { clock }: Context,
  { send, delayMinutes }: EInvoiceSettings,
  day: string | null,
  differs: ProblemText | null,
): Omit<NewEInvoice, 'wantsCopy'> {
  const now = clock.now();
  const date = day ?? romeDay(now);
  const isAutomatic = send === 'automatic' && differs === null;
  return {
    date,
    dueBy: dueByOf(date),
    sendAt: isAutomatic ? new Date(now.getTime() + delayMinutes * MINUTE_MS) : null,
  };
}

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
  return {
    ...wayOf(context, setup.settings.eInvoice, made.date ?? null, differs),
    wantsCopy: (order.billing.sdiCode ?? '').trim() === '',
  };
}
