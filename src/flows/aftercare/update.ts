import { buildDocument } from '../../document/build-document.ts';
import type { RefusedTotal } from '../../document/fic-rounding.ts';
import { formatCents } from '../../domain/money.ts';
import { orderAsMeant } from '../../domain/order-status.ts';
import { Problem, type ProblemValues, problem } from '../../domain/problem.ts';
import { loadDocumentInput, readSetup } from '../delivery/document-input.ts';
import { mirrorOrder } from '../orders/mirror-order.ts';
import type { Acting } from './acting.ts';
import { asItsKind } from './as-its-kind.ts';
import { snapshot } from './snapshot.ts';
import { readUnissued } from './withdraw.ts';

/** Ways of writing it, where Fatture in Cloud computes another total than ours. */
const MOST_CALLS = 3;

/**
 * Writes a document anew as its order now is: same kind, same number, same date. Repeating it changes nothing, so that
 * nothing is noted before the call.
 *
 * @throws Problem: what forbids the document; `update-issued`, `document-gone`, `document-number-changed`.
 */
export async function updateDocument(acting: Acting): Promise<void> {
  const { context, shop, connectShop, act, invoicing, company } = acting;
  const { store, clock, log, metrics } = context;
  const standing = await readUnissued(acting, 'update');
  if (standing === null) throw problem('document-gone', 'mend', {});
  const told = await connectShop.readOrder(act.orderId);
  if (told === null || told.id !== act.orderId) throw problem('order-not-found', 'mend', {});
  const setup = await readSetup(context, shop.id, [told]);
  const order = orderAsMeant(told, setup.settings.orders.statusMeaning);
  await store.orders.save(shop.id, [mirrorOrder(order)], clock.now());
  const delivery = await store.deliveries.find(shop.id, act.orderId);
  if (delivery === null) throw problem('delivery-not-found', 'mend', {});

  const generation = await store.deliveries.findGeneration(shop.id, order.id);
  const kept = asItsKind(delivery, order, setup);
  const refused: RefusedTotal[] = [];
  for (let calls = 1; ; calls += 1) {
    const input = await loadDocumentInput(
      context,
      shop,
      kept.order,
      generation,
      kept.setup,
      company,
      invoicing,
      { asked: kept.asked, ...(refused.length === 0 ? {} : { refused }) },
    );
    const { document, problems } = buildDocument(input);
    if (document === null) {
      const [first] = problems;
      if (first === undefined) throw problem('internal-error', 'retry', {});
      throw new Problem(first.code, 'mend', first);
    }
    const dated = { ...document, date: standing.date ?? document.date };
    try {
      const written = await invoicing.modifyDocument(act.documentId, dated);
      if (written.number !== standing.number) {
        throw problem('document-number-changed', 'mend', { before: standing.number, now: written.number });
      }
      const expected = formatCents(dated.totals.grossCents, dated.currency);
      const actual = formatCents(written.grossCents, dated.currency);
      const differs = written.grossCents !== dated.totals.grossCents;
      if (differs) metrics.totalDiffered();
      await store.aftercare.actUpdated(
        act,
        snapshot(order, dated, setup.settings.vat),
        differs ? problem('total-differs', 'mend', { expected, actual }).toText() : null,
      );
      log.info({ shopId: shop.id, orderId: order.id, documentId: act.documentId }, 'document updated');
      return;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'fic-refused-total' || calls === MOST_CALLS)
        throw error;
      const { grossCents } = error.values as ProblemValues['fic-refused-total'];
      refused.push({ items: dated.items, priceMode: dated.priceMode, grossCents });
    }
  }
}
