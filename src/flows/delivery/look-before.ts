import type { DocumentKind } from '../../domain/delivery.ts';
import { problem } from '../../domain/problem.ts';
import { romeDay } from '../../domain/time.ts';
import type { CreatedDocument } from '../../ports/invoicing.ts';
import type { Sending } from './attempt.ts';
import { deliveryMarker } from './document-input.ts';

const DOCUMENT_KINDS = ['order', 'invoice'] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The document of an earlier try whose outcome is unknown, if it was made. */
export async function lookBefore({
  context,
  shop,
  attempt,
  invoicing,
  company,
}: Sending): Promise<(CreatedDocument & { kind: DocumentKind }) | null> {
  const { delivery } = attempt;
  const { creating } = delivery;
  if (creating === null) return null;
  if (creating.companyId !== null && creating.companyId !== company.id) {
    // That company cannot be asked any more; told once, after which the merchant's word counts.
    attempt.doubt = false;
    throw problem('uncertain-other-company', 'mend', {});
  }
  // The other side, or a worker cut off from the database, may still be making it.
  const lookAt = new Date(creating.since.getTime() + context.retry.uncertainMs);
  if (context.clock.now() < lookAt) {
    attempt.early = true;
    throw problem('fic-uncertain', 'uncertain', {}, { retryAt: lookAt });
  }
  // Documents of type order carry the order's day, which may lie long before the try.
  const order = (await context.store.orders.findMany(shop.id, [delivery.orderId])).get(delivery.orderId);
  const earliest = Math.min(creating.since.getTime(), order?.placedAt.getTime() ?? Number.POSITIVE_INFINITY);
  for (const kind of creating.kind === null ? DOCUMENT_KINDS : [creating.kind]) {
    const found = await invoicing.findDocument({
      kind,
      marker: deliveryMarker(shop, delivery.orderId, delivery.generation),
      since: romeDay(new Date(earliest - DAY_MS)),
    });
    if (found !== null) return { ...found, kind };
  }
  return null;
}
