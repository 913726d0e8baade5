import { buildDocument } from '../../document/build-document.ts';
import { formatCents } from '../../domain/money.ts';
import { Problem, problem } from '../../domain/problem.ts';
import { buildFrom } from '../aftercare/build-credit-note.ts';
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
  if (claimed.creditNoteId !== null) {
    await correctCreditNote({ context, shop, invoicing, claimed }, claimed.creditNoteId);
    return;
  }
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

/** A credit note is written anew as it is to be: what it credits stays. */
async function correctCreditNote(
  {
    context,
    shop,
    invoicing,
    claimed,
  }: Pick<EInvoiceSending, 'context' | 'shop' | 'invoicing'> & {
    claimed: EInvoiceSending['attempt']['claimed'];
  },
  creditNoteId: string,
): Promise<void> {
  const { store } = context;
  const [note, connection] = await Promise.all([
    store.aftercare.findCreditNote(shop.id, creditNoteId),
    store.connections.find(shop.id),
  ]);
  const company = connection?.company ?? null;
  if (note === null || company === null) throw problem('not-connected', 'reauthorize', {});
  const standing = await invoicing.readStanding(note.invoice.id);
  if (standing === null) throw problem('document-gone', 'mend', {});
  const document = await buildFrom({ context, shop, invoicing, company }, note, standing, []);
  const written = await invoicing.modifyDocument(claimed.documentId, { ...document, date: claimed.date });
  if (written.number !== claimed.number) {
    throw problem('e-invoice-number-changed', 'mend', { before: claimed.number, now: written.number });
  }
  await store.eInvoices.markCorrected(claimed, null);
}
