import { buildDocument } from '../../document/build-document.ts';
import { FIC_ROUNDING } from '../../document/fic-rounding.ts';
import type { IssuedDocument } from '../../document/issued-document.ts';
import { Problem, type ProblemCode, problem } from '../../domain/problem.ts';
import type { CreatedDocument } from '../../ports/invoicing.ts';
import type { QuotaGrant } from '../../ports/quota.ts';
import { snapshot } from '../aftercare/snapshot.ts';
import { refreshCatalogue } from '../settings/read-catalogue.ts';
import { type BegunDocument, priorityOf, type Sending } from './attempt.ts';
import { askTotals } from './compare-totals.ts';
import { loadDocumentInput } from './document-input.ts';
import { DocumentProblems } from './settle.ts';

/** Refusals that say: a list that the settings chose from has changed. */
const CATALOGUE_CHANGED: ReadonlySet<ProblemCode> = new Set([
  'fic-refused-vat',
  'fic-refused-template',
  'fic-refused-payment-account',
]);

/**
 * Builds the document and notes its create call down; null: it is not to be made, at least not now.
 *
 * @returns `asRead`: from nothing but the setup as it was read.
 */
export async function begin(sending: Sending): Promise<(BegunDocument & { asRead: boolean }) | null> {
  const { context, shop, attempt, order, setup, invoicing, company, connection } = sending;
  const { store, clock, log } = context;
  const { delivery, hand } = attempt;
  const input = await loadDocumentInput(context, shop, order, delivery.generation, setup, company, invoicing);
  const { document, problems } = buildDocument(input);
  if (document === null) throw new DocumentProblems(problems);
  if (connection.roundingDoubted === FIC_ROUNDING) await askTotals(invoicing, document);

  const since = clock.now();
  const create = { companyId: company.id, priority: priorityOf(delivery), now: since };
  const begun = await store.deliveries.beginCreate(
    shop.id,
    [{ delivery, kind: document.kind, sent: snapshot(order, document, setup.settings.vat) }],
    hand === null ? create : { ...create, before: hand.made.splice(0), hand: setup },
  );
  if (begun === 'moved') throw problem('company-changed', 'retry', {});
  if (begun === 'changed' || begun === 'first') {
    await hand?.giveBack(delivery);
    return null;
  }
  const grant = begun.get(delivery.id);
  if (grant === undefined) {
    log.warn({ shopId: shop.id, orderId: order.id }, 'another worker took the delivery over');
    return null;
  }
  const asRead =
    input.catalogue === setup.catalogue && input.links.productIdBySku === setup.links.productIdBySku;
  return { document, since, grant, asRead };
}

/** Makes the document, whose create call was noted down. */
export async function create(
  { context, shop, attempt, invoicing, company }: Sending,
  document: IssuedDocument,
  begun: { startBy: Date; grant: QuotaGrant },
): Promise<CreatedDocument> {
  try {
    return await invoicing.createDocument(document, begun);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The port's word: every outcome but this one says that nothing was made.
    attempt.doubt = error.outcome === 'uncertain';
    attempt.answered = attempt.doubt && error.answered;
    if (CATALOGUE_CHANGED.has(error.code)) {
      await refreshCatalogue(context, shop.id, company, invoicing).catch((cause: unknown) => {
        context.log.warn({ shopId: shop.id, err: cause }, 'catalogue could not be read anew');
      });
    }
    throw error;
  }
}
