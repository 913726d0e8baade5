import { buildDocument } from '../../document/build-document.ts';
import { buildEntity } from '../../document/buyer/buyer.ts';
import type { DocumentEntity, IssuedDocument } from '../../document/issued-document.ts';
import type { EInvoice } from '../../domain/e-invoice.ts';
import { formatCents } from '../../domain/money.ts';
import { Problem, problem } from '../../domain/problem.ts';
import type { CreatedDocument } from '../../ports/invoicing.ts';
import type { Shop } from '../../ports/shop.ts';
import { buildFrom } from '../aftercare/build-credit-note.ts';
import { snapshot } from '../aftercare/snapshot.ts';
import type { Context } from '../context.ts';
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
    await correctCreditNote({ context, shop, connectShop, invoicing, claimed }, claimed.creditNoteId);
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
  checkWritten(claimed, dated, written, metrics);
  await store.eInvoices.markCorrected(claimed, snapshot(order, dated, setup.settings.vat));
}

/** What answers must be the document that was written: its number, its total. */
function checkWritten(
  { number }: Pick<EInvoice, 'number'>,
  { totals, currency }: Pick<IssuedDocument, 'totals' | 'currency'>,
  written: Pick<CreatedDocument, 'number' | 'grossCents'>,
  metrics: Context['metrics'],
): void {
  if (written.number !== number) {
    throw problem('e-invoice-number-changed', 'mend', { before: number, now: written.number });
  }
  if (written.grossCents !== totals.grossCents) {
    metrics.totalDiffered();
    throw problem('total-differs', 'mend', {
      expected: formatCents(totals.grossCents, currency),
      actual: formatCents(written.grossCents, currency),
    });
  }
}

/**
 * A credit note is written anew as it is to be: what it credits stays. Its buyer's data are the shop's by now: they are
 * what a person corrects, since the invoice itself cannot be changed any more.
 */
async function correctCreditNote(
  {
    context,
    shop,
    connectShop,
    invoicing,
    claimed,
  }: Pick<EInvoiceSending, 'context' | 'shop' | 'connectShop' | 'invoicing'> & {
    claimed: EInvoiceSending['attempt']['claimed'];
  },
  creditNoteId: string,
): Promise<void> {
  const { store, metrics } = context;
  const [note, connection] = await Promise.all([
    store.aftercare.findCreditNote(shop.id, creditNoteId),
    store.connections.find(shop.id),
  ]);
  const company = connection?.company ?? null;
  if (note === null || company === null) throw problem('not-connected', 'reauthorize', {});
  const standing = await invoicing.readStanding(note.invoice.id);
  if (standing === null) throw problem('document-gone', 'mend', {});
  const entity = await buyerNow(connectShop, claimed, standing.entity);
  const document = await buildFrom({ context, shop, invoicing, company }, note, { ...standing, entity }, []);
  const written = await invoicing.modifyDocument(claimed.documentId, { ...document, date: claimed.date });
  checkWritten(claimed, document, written, metrics);
  await store.eInvoices.markCorrected(claimed, null);
}

/** @throws Problem: what of the buyer's data forbids it. */
async function buyerNow(
  connectShop: Shop,
  { orderId, asked }: EInvoiceSending['attempt']['claimed'],
  invoiced: DocumentEntity,
): Promise<DocumentEntity> {
  const order = await connectShop.readOrder(orderId);
  // An order that the shop has no longer has a buyer all the same.
  if (order === null || order.id !== orderId) return invoiced;
  const { entity, problems } = buildEntity(order.billing, {
    kind: 'invoice',
    delivery: order.delivery,
    clientId: invoiced.id,
    publicBody: asked?.publicBody ?? null,
  });
  const [first] = problems;
  if (first !== undefined) throw new Problem(first.code, 'mend', first);
  return entity;
}
