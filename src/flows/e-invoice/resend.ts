import { buildDocument } from '../../document/build-document.ts';
import { formatCents } from '../../domain/money.ts';
import { Problem, problem } from '../../domain/problem.ts';
import { snapshot } from '../aftercare/snapshot.ts';
import { loadDocumentInput, readSetup } from '../delivery/document-input.ts';
import { mirrorOrder } from '../orders/mirror-order.ts';
import type { EInvoiceSending } from './attempt.ts';

/**
 * Builds the invoice anew from the order as it now is and writes it in its place: same document, same number, same date.
 * Repeating it changes nothing, so that nothing is noted before the call.
 *
 * @throws Problem: what forbids the document; `e-invoice-number-changed`, `total-differs` where the answer is not ours.
 */
export async function correct({
  context,
  shop,
  connectShop,
  attempt: { claimed },
  invoicing,
}: EInvoiceSending): Promise<void> {
  const { store, clock, metrics } = context;
  const order = await connectShop.readOrder(claimed.orderId);
  if (order === null || order.id !== claimed.orderId) throw problem('order-not-found', 'mend', {});
  await store.orders.save(shop.id, [mirrorOrder(order)], clock.now());
  const setup = await readSetup(context, shop.id, [order]);
  const company = setup.opened?.connection.company ?? null;
  const input = await loadDocumentInput(
    context,
    shop,
    order,
    claimed.generation,
    setup,
    company,
    invoicing,
    // It is an invoice already, whatever the order says of it now.
    { asked: { ...claimed.asked, kind: 'invoice' } },
  );
  const { document, problems } = buildDocument(input);
  if (document === null) {
    const [first] = problems;
    if (first === undefined) throw problem('internal-error', 'retry', {});
    throw new Problem(first.code, 'mend', first);
  }
  const dated = { ...document, date: claimed.date };
  const written = await invoicing.modifyDocument(claimed.documentId, dated);
  if (written.number !== claimed.number) {
    throw problem('e-invoice-number-changed', 'mend', { before: claimed.number, now: written.number });
  }
  if (written.grossCents !== dated.totals.grossCents) {
    metrics.totalDiffered();
    throw problem('total-differs', 'mend', {
      expected: formatCents(dated.totals.grossCents, dated.currency),
      actual: formatCents(written.grossCents, dated.currency),
    });
  }
  await store.eInvoices.markCorrected(claimed, snapshot(order, dated, setup.settings.vat));
}
