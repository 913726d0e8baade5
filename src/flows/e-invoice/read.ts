import type { Delivery } from '../../domain/delivery.ts';
import { type DeadLine, deadLine, type EInvoice, type EInvoiceState } from '../../domain/e-invoice.ts';
import { type ProblemText, problemText } from '../../domain/problem.ts';
import { romeDay } from '../../domain/time.ts';
import type { Context } from '../context.ts';
import { saidOf } from './said-of.ts';

type WhatFollowed = Required<Pick<Delivery, 'eInvoice' | 'creditNotes' | 'changed' | 'documentAct'>>;

/** Deliveries with what came after their documents; a dead-line that is near is told. */
export async function withEInvoices<T extends Pick<Delivery, 'orderId'>>(
  context: Context,
  shopId: string,
  deliveries: readonly T[],
): Promise<(T & WhatFollowed)[]> {
  const today = romeDay(context.clock.now());
  const { aftercare, eInvoices } = context.store;
  const ids = deliveries.map(({ orderId }) => orderId);
  const [found, notes, changes, acts] = await Promise.all([
    eInvoices.findMany(shopId, ids),
    aftercare.findCreditNotes(shopId, ids),
    aftercare.findChanges(shopId, ids),
    aftercare.findActs(shopId, ids),
  ]);
  return deliveries.map((delivery) => {
    const eInvoice = found.get(delivery.orderId);
    return {
      ...delivery,
      eInvoice: eInvoice === undefined ? null : withDeadLine(eInvoice, today),
      creditNotes: (notes.get(delivery.orderId) ?? []).map((note) => ({
        ...note,
        eInvoice: note.eInvoice && withDeadLine(note.eInvoice, today),
      })),
      changed: changes.get(delivery.orderId) ?? null,
      documentAct: acts.get(delivery.orderId) ?? null,
    };
  });
}

/** What is known to be wrong comes before the dead-line, which is why it is urgent. */
function withDeadLine(eInvoice: EInvoice, today: string): EInvoice {
  const line = deadLine(eInvoice, today);
  if (line === null || (eInvoice.problem !== null && line === 'near')) return eInvoice;
  const { dueBy, problem } = eInvoice;
  if (problem !== null) return eInvoice;
  return {
    ...eInvoice,
    problem: saidOf(eInvoice, problemText(line === 'near' ? 'e-invoice-near' : 'e-invoice-over', { dueBy })),
  };
}

/** What the panel's first screen says of e-invoices. */
export interface EInvoicesAtHome {
  states: Record<EInvoiceState, number>;
  oldestDueBy: string | null;
  deadLine: DeadLine;
  notice: ProblemText | null;
}

export async function readEInvoicesAtHome(context: Context, shopId: string): Promise<EInvoicesAtHome> {
  const { store, clock } = context;
  const [{ states, oldestDueBy }, subscription] = await Promise.all([
    store.eInvoices.counts(shopId),
    store.ficSubscriptions.find(shopId),
  ]);
  return {
    states,
    oldestDueBy,
    deadLine:
      oldestDueBy === null ? null : deadLine({ state: 'to-send', dueBy: oldestDueBy }, romeDay(clock.now())),
    notice: subscription?.problem ?? null,
  };
}
