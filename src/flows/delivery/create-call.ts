import { type BuildDocumentInput, buildDocument } from '../../document/build-document.ts';
import { explainRefusals, type RefusedTotal } from '../../document/fic-rounding.ts';
import type { IssuedDocument } from '../../document/issued-document.ts';
import { formatCents } from '../../domain/money.ts';
import { Problem, type ProblemCode, type ProblemValues, problem } from '../../domain/problem.ts';
import type { CreatedDocument } from '../../ports/invoicing.ts';
import type { QuotaGrant } from '../../ports/quota.ts';
import { snapshot } from '../aftercare/snapshot.ts';
import { refreshCatalogue } from '../settings/read-catalogue.ts';
import { type BegunDocument, priorityOf, type Sending } from './attempt.ts';
import { loadDocumentInput, type Wanted } from './document-input.ts';
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
 * @param again What was refused of this order a moment ago. What is written otherwise then goes at once, whatever
 * happened to the hand.
 * @returns `asRead`: from nothing but the setup as it was read.
 */
export async function begin(
  sending: Sending,
  again?: Omit<Wanted, 'asked'>,
): Promise<(BegunDocument & { asRead: boolean }) | null> {
  const { context, shop, attempt, order, setup, invoicing, company } = sending;
  const { store, clock, log } = context;
  const { delivery } = attempt;
  const hand = again === undefined ? attempt.hand : null;
  const wanted = { asked: delivery.asked, ...again };
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
  const built = buildDocument(input);
  if (built.document === null) throw new DocumentProblems(built.problems);
  const document = await withStampDuty(sending, input, built.document);

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
    again === undefined &&
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
 * Makes the document, whose create call was noted down. Where Fatture in Cloud computes another total, or a linked
 * client or product is gone, it refuses, and nothing was made: what that tells is kept, and the document is written in
 * another way at once. Null: another worker took the delivery over meanwhile.
 */
export async function create(
  sending: Sending,
  ready: BegunDocument & { asRead: boolean },
): Promise<CreatedAs | null> {
  const { context, attempt } = sending;
  const refused: RefusedTotal[] = [];
  let unlinked: NonNullable<Wanted['unlinked']> = { client: false, products: 'kept' };
  let next: (BegunDocument & { asRead: boolean }) | null = ready;
  for (let calls = 1; next !== null; calls += 1) {
    const { document, since, grant, asRead } = next;
    attempt.doubt = true;
    const startBy = new Date(since.getTime() + context.retry.createWithinMs);
    try {
      return { document, created: await createOnce(sending, document, { startBy, grant }), asRead };
    } catch (error) {
      const total = refusedTotal(error);
      const without = unlinkedBy(error, unlinked);
      if ((total === null && without === null) || calls === MOST_CALLS) {
        throw total === null ? error : wouldDiffer(document, total);
      }
      if (total !== null) {
        // The same total, and the buyer would owe another amount: writing the lines otherwise is of no help.
        if (total.grossCents === document.totals.grossCents) throw wouldDiffer(document, total);
        const { items, priceMode } = document;
        refused.push({ items, priceMode, grossCents: total.grossCents });
        await learnOfRefusal(sending, refused);
      }
      if (without !== null) {
        unlinked = without;
        await forgetLinks(sending, document, without);
      }
    }
    next = await begin(sending, { refused, unlinked });
  }
  return null;
}

/**
 * The document with what Fatture in Cloud does of the stamp duty to what the buyer owes: it is asked once for a company,
 * and the answer kept.
 */
async function withStampDuty(
  { context, invoicing, company, connection }: Sending,
  input: BuildDocumentInput,
  document: IssuedDocument,
): Promise<IssuedDocument> {
  if (document.stampDutyCents === 0 || connection.stampDutyAdded !== null) return document;
  const totals = await invoicing.previewTotals(document);
  const owed = document.publicBody?.splitPayment === true ? totals.netCents : totals.grossCents;
  const stampDutyAdded = totals.dueCents > owed;
  await context.store.connections.learn(company.id, { stampDutyAdded });
  const { document: told, problems } = buildDocument({ ...input, stampDutyAdded });
  if (told === null) throw new DocumentProblems(problems);
  return told;
}

/** What a refusal says is no longer there, to go without it; null where it says nothing of the kind, or nothing new. */
function unlinkedBy(error: unknown, before: NonNullable<Wanted['unlinked']>) {
  if (!(error instanceof Problem)) return null;
  if (error.code === 'fic-refused-client' && !before.client) return { ...before, client: true };
  if (error.code !== 'fic-refused-product' || before.products === 'none') return null;
  return { ...before, products: before.products === 'kept' ? ('anew' as const) : ('none' as const) };
}

/** The client that is gone is forgotten; products are read anew as the document is built. */
async function forgetLinks(
  { context, shop, company, order }: Sending,
  { entity }: IssuedDocument,
  { client }: NonNullable<Wanted['unlinked']>,
): Promise<void> {
  context.log.info({ shopId: shop.id, orderId: order.id }, 'a linked client or product is gone');
  if (client && entity.id !== null) {
    await context.store.customers.forgetClient(shop.id, company.id, entity.id);
  }
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

function wouldDiffer(
  { totals, currency, dueCents }: IssuedDocument,
  actual: { grossCents: number; dueCents: number },
): Problem {
  const isDue = actual.grossCents === totals.grossCents;
  return problem('total-would-differ', 'mend', {
    expected: formatCents(isDue ? dueCents : totals.grossCents, currency),
    actual: formatCents(isDue ? actual.dueCents : actual.grossCents, currency),
  });
}

async function createOnce(
  { context, shop, attempt, invoicing, company }: Sending,
  document: IssuedDocument,
  begun: { startBy: Date; grant: QuotaGrant },
): Promise<CreatedDocument> {
  try {
    return await invoicing.createDocument(document, { ...begun, transform: attempt.transform });
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
