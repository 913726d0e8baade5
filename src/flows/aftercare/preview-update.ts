import { buildDocument } from '../../document/build-document.ts';
import type { DocumentEntity } from '../../document/issued-document.ts';
import { sentLines } from '../../document/sent-lines.ts';
import { compareLines, type LineChange } from '../../domain/aftercare/compare-lines.ts';
import { orderAsMeant } from '../../domain/order-status.ts';
import { type ProblemText, problem } from '../../domain/problem.ts';
import { openShop } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { loadDocumentInput, readSetup } from '../delivery/document-input.ts';
import { asItsKind } from './as-its-kind.ts';
import { findDelivery } from './request.ts';
import { printOrder } from './snapshot.ts';

/** What a document says, and what it would say were it written anew. Cents. */
export interface UpdatePreview {
  currency: string;
  wasCents: number;
  /** Null where not even its lines can be told. */
  nowCents: number | null;
  lines: LineChange[];
  /** The buyer as the document would have them; null: nothing of theirs that it says has changed. */
  buyer: DocumentEntity | null;
  /** Each keeps it from being written. */
  problems: ProblemText[];
}

/**
 * What updating an order's document would change, from what was sent and the order as the shop now has it; no call of
 * Fatture in Cloud.
 *
 * @throws Problem `update-not-possible`; `credit-unknown` where it is not known what was sent.
 */
export async function previewUpdate(
  context: Context,
  shopId: string,
  orderId: string,
): Promise<UpdatePreview> {
  const { store } = context;
  const [shop, delivery] = await Promise.all([
    store.shops.find(shopId),
    findDelivery(context, shopId, orderId),
  ]);
  if (shop === null) throw problem('shop-not-installed', 'mend', {});
  if (delivery.state !== 'sent' || delivery.document === null)
    throw problem('update-not-possible', 'mend', {});
  const sent = await store.deliveries.findSent(shopId, delivery.orderId);
  if (sent === null) throw problem('credit-unknown', 'mend', {});
  const told = await (await openShop(context, shopId)).readOrder(delivery.orderId);
  if (told === null) throw problem('order-not-found', 'mend', {});
  const setup = await readSetup(context, shopId, [told]);
  const order = orderAsMeant(told, setup.settings.orders.statusMeaning);
  const kept = asItsKind(delivery, order, setup);
  const company = setup.opened?.connection.company ?? null;
  const input = await loadDocumentInput(context, shop, kept.order, 0, kept.setup, company, null, {
    asked: kept.asked,
  });
  const { draft, problems } = buildDocument(input);
  const isOther = printOrder(order).buyerHash !== sent.order.buyerHash;
  return {
    currency: sent.currency,
    wasCents: sent.grossCents,
    nowCents: draft === null ? null : draft.totals.grossCents,
    lines: compareLines(sent.lines, draft === null ? [] : sentLines(draft)),
    buyer: isOther && draft !== null ? draft.entity : null,
    problems,
  };
}
