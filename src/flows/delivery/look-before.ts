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
  // The other side, a worker cut off from the database, or a network that repeats what a dead one sent may still make it.
  const { uncertainMs, answeredMs } = context.retry;
  const earlyMs = (creating.answered ? answeredMs : uncertainMs) - creating.ageMs;
  if (earlyMs > 0) {
    attempt.early = true;
    const retryAt = new Date(context.clock.now().getTime() + earlyMs);
    throw problem('fic-uncertain', 'uncertain', {}, { retryAt });
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
