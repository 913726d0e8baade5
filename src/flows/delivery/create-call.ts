import { buildDocument } from '../../document/build-document.ts';
import { explainRefusals, type RefusedTotal } from '../../document/fic-rounding.ts';
import type { IssuedDocument } from '../../document/issued-document.ts';
import { formatCents } from '../../domain/money.ts';
import { Problem, type ProblemCode, type ProblemValues, problem } from '../../domain/problem.ts';
import type { CreatedDocument } from '../../ports/invoicing.ts';
import type { QuotaGrant } from '../../ports/quota.ts';
import { snapshot } from '../aftercare/snapshot.ts';
import { refreshCatalogue } from '../settings/read-catalogue.ts';
import { type BegunDocument, priorityOf, type Sending } from './attempt.ts';
import { loadDocumentInput } from './document-input.ts';
import { DocumentProblems } from './settle.ts';

/** Refusals that say: a list that the settings chose from has changed. */
const CATALOGUE_CHANGED: ReadonlySet<ProblemCode> = new Set([
  'fic-refused-vat',
  'fic-refused-template',
  'fic-refused-payment-account',
]);

/** Calls for one document at most: the first, and other ways of writing it after refusals of its total. */
const MOST_CALLS = 3;

/**
 * Builds the document and notes its create call down; null: it is not to be made, at least not now.
 *
 * @param refused What was refused of this order a moment ago. What is written otherwise then goes at once, whatever
 * happened to the hand.
 * @returns `asRead`: from nothing but the setup as it was read.
 */
export async function begin(
  sending: Sending,
  refused: readonly RefusedTotal[] = [],
): Promise<(BegunDocument & { asRead: boolean }) | null> {
  const { context, shop, attempt, order, setup, invoicing, company } = sending;
  const { store, clock, log } = context;
  const { delivery } = attempt;
  const hand = refused.length === 0 ? attempt.hand : null;
  const wanted = { asked: delivery.asked, ...(refused.length > 0 && { refused }) };
  const input = await loadDocumentInput(
    context,
    shop,
    order,
    delivery.generation,
    setup,
    company,
    invoicing,
    wanted,
  );
  const { document, problems } = buildDocument(input);
  if (document === null) throw new DocumentProblems(problems);

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
    refused.length === 0 &&
    input.catalogue === setup.catalogue &&
    input.links.productIdBySku === setup.links.productIdBySku;
  return { document, since, grant, asRead };
}

/** A document that was made, as it was sent. `asRead`: by the setup as it was read. */
export interface CreatedAs {
  document: IssuedDocument;
  created: CreatedDocument;
  asRead: boolean;
}

/**
 * Makes the document, whose create call was noted down. Where Fatture in Cloud computes another total it refuses, and
 * nothing was made: what that tells is kept for the company, and the document is written in another way at once. Null:
 * another worker took the delivery over meanwhile.
 */
export async function create(
  sending: Sending,
  ready: BegunDocument & { asRead: boolean },
): Promise<CreatedAs | null> {
  const { context, attempt } = sending;
  const refused: RefusedTotal[] = [];
  let next: (BegunDocument & { asRead: boolean }) | null = ready;
  while (next !== null) {
    const { document, since, grant, asRead } = next;
    attempt.doubt = true;
    const startBy = new Date(since.getTime() + context.retry.createWithinMs);
    try {
      return { document, created: await createOnce(sending, document, { startBy, grant }), asRead };
    } catch (error) {
      const total = refusedTotal(error);
      if (total === null) throw error;
      const { items, priceMode, totals } = document;
      refused.push({ items, priceMode, grossCents: total.grossCents });
      await learnOfRefusal(sending, refused);
      // The same total, and the buyer would owe another amount: writing the lines otherwise is of no help.
      const isSame = total.grossCents === totals.grossCents;
      if (isSame || refused.length >= MOST_CALLS)
        throw wouldDiffer(document, isSame ? total.dueCents : total.grossCents);
    }
    next = await begin(sending, refused);
  }
  return null;
}

/** The totals of a refusal that is about them; null for any other. */
function refusedTotal(error: unknown): { grossCents: number; dueCents: number } | null {
  if (!(error instanceof Problem) || error.code !== 'fic-refused-total') return null;
  const { grossCents, dueCents } = error.values as ProblemValues['fic-refused-total'];
  return { grossCents, dueCents };
}

async function learnOfRefusal({ context, company }: Sending, refused: readonly RefusedTotal[]) {
  const model = explainRefusals(refused);
  const last = refused.at(-1);
  context.metrics.totalRefused(model !== null);
  context.log.warn(
    { companyId: company.id, actualCents: last?.grossCents, model },
    'another total was computed: nothing was made, the document is written otherwise',
  );
  if (model !== null) await context.store.connections.learn(company.id, { roundingModel: model });
}

function wouldDiffer({ totals, currency, dueCents }: IssuedDocument, actualCents: number): Problem {
  return problem('total-would-differ', 'mend', {
    expected: formatCents(actualCents === totals.grossCents ? dueCents : totals.grossCents, currency),
    actual: formatCents(actualCents, currency),
  });
}

async function createOnce(
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
