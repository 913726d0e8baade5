import type { Delivery } from '../../domain/delivery.ts';
import { type DeadLine, deadLine, type EInvoice, type EInvoiceState } from '../../domain/e-invoice.ts';
import { type ProblemText, problemText } from '../../domain/problem.ts';
import { romeDay } from '../../domain/time.ts';
import type { Context } from '../context.ts';

/** Deliveries with their invoices' way to the SDI; a dead-line that is near is told. */
export async function withEInvoices<T extends Pick<Delivery, 'orderId'>>(
  context: Context,
  shopId: string,
  deliveries: readonly T[],
): Promise<(T & { eInvoice: EInvoice | null })[]> {
  const today = romeDay(context.clock.now());
  const found = await context.store.eInvoices.findMany(
    shopId,
    deliveries.map(({ orderId }) => orderId),
  );
  return deliveries.map((delivery) => {
    const eInvoice = found.get(delivery.orderId);
    return { ...delivery, eInvoice: eInvoice === undefined ? null : withDeadLine(eInvoice, today) };
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
    problem: problemText(line === 'near' ? 'e-invoice-near' : 'e-invoice-over', { dueBy }),
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
