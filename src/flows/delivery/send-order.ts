import { buildDocument } from '../../document/build-document.ts';
import { FIC_ROUNDING } from '../../document/fic-rounding.ts';
import type { IssuedDocument } from '../../document/issued-document.ts';
import type { DocumentKind } from '../../domain/delivery.ts';
import { formatCents } from '../../domain/money.ts';
import type { ShopOrder } from '../../domain/order.ts';
import { Problem, type ProblemCode, type ProblemText, problem, problemText } from '../../domain/problem.ts';
import { romeDay } from '../../domain/time.ts';
import type { Company } from '../../ports/authorization.ts';
import type { Connection } from '../../ports/connections.ts';
import type { ClaimedDelivery, MadeDocument } from '../../ports/deliveries.ts';
import type { CallPriority, CreatedDocument, Invoicing } from '../../ports/invoicing.ts';
import type { QuotaGrant } from '../../ports/quota.ts';
import type { Setup } from '../../ports/setups.ts';
import type { Shop } from '../../ports/shop.ts';
import type { InstalledShop } from '../../ports/shops.ts';
import { deliveryTexts } from '../../texts/it/delivery.ts';
import { withCompany } from '../connection/access.ts';
import { wakeAfterConnecting } from '../connection/connect-company.ts';
import type { Context } from '../context.ts';
import { mirrorOrder } from '../orders/mirror-order.ts';
import { refreshCatalogue } from '../settings/read-catalogue.ts';
import { deliveryMarker, loadDocumentInput, readSetup } from './document-input.ts';
import { retryDelayMs } from './retry.ts';

const DOCUMENT_KINDS = ['order', 'invoice'] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Refusals that say: a list that the settings chose from has changed. */
const CATALOGUE_CHANGED: ReadonlySet<ProblemCode> = new Set([
  'fic-refused-vat',
  'fic-refused-template',
  'fic-refused-payment-account',
]);

/**
 * What the worker of the shop does next: go on; stop, since nothing of this shop can go before it is woken; or
 * count a passing failure, of which several in a row end the slice.
 */
export type SendOutcome = 'next' | 'stop' | 'failing';

/** Orders of one shop that were taken together, to be sent one after the other. */
export interface Hand {
  /** What the next one is sent by; null: read it anew, since something may have changed it. */
  setup: Setup | null;
  /** The documents made last, while that is not stored yet: the next beginning does it, or the hand's end. */
  made: MadeDocument[];
  /** Gives back what was not begun, and with it the one that was to begin. */
  giveBack(begun?: ClaimedDelivery): Promise<void>;
}

/** A document whose create call was noted down then, and what the quota said to it. */
export interface BegunDocument {
  document: IssuedDocument;
  since: Date;
  grant: QuotaGrant;
}

/** What was just read for an order. */
export interface Read {
  order: ShopOrder;
  setup: Setup;
  hand: Hand;
  /** Where its create call was noted down together with others. */
  begun: BegunDocument | null;
}

/** A create call noted down longer ago is noted anew, so that it does not come too late. */
const BEGUN_FRESH_MS = 2000;

/**
 * Sends one claimed delivery. Whatever happens, the delivery ends in a state that says it, and a create call whose
 * outcome is unknown leaves its trace, which the next try looks at before anything else.
 *
 * @param read The order and what it is sent by, where it is part of a hand (and the order stored); else they are now.
 */
export async function sendOrder(
  context: Context,
  shop: InstalledShop,
  connectShop: Shop,
  delivery: ClaimedDelivery,
  read?: Read,
): Promise<SendOutcome> {
  const attempt: Attempt = {
    delivery,
    doubt: delivery.creating !== null,
    hand: read?.hand ?? null,
    begun: read?.begun ?? null,
  };
  try {
    const current = read?.order ?? (await connectShop.readOrder(delivery.orderId));
    // An order under another name than the one it was asked for would be sent twice, once under each.
    if (current === null || current.id !== delivery.orderId) throw problem('order-not-found', 'mend', {});
    if (read === undefined) {
      await context.store.orders.save(shop.id, [mirrorOrder(current)], context.clock.now());
    }
    const setup = read?.setup ?? (await readSetup(context, shop.id, [current]));
    if (current.cancelled && delivery.origin === 'automatic' && delivery.creating === null) {
      await context.store.deliveries.markSkipped(delivery, deliveryTexts.cancelled, attempt.hand !== null);
      context.metrics.deliveryEnded('skipped', delivery.kind);
      return 'next';
    }
    let tokens = 0;
    await withCompany(
      context,
      shop.id,
      priorityOf(delivery),
      async (invoicing, company, connection) => {
        tokens += 1;
        const asRead = await deliver(context, shop, attempt, current, setup, invoicing, company, connection);
        if (attempt.hand !== null && asRead && tokens === 1) attempt.hand.setup = setup;
      },
      setup,
    );
    return 'next';
  } catch (error) {
    return settle(context, shop, attempt, error);
  }
}

const priorityOf = ({ origin }: ClaimedDelivery): CallPriority =>
  origin === 'manual' ? 'manual' : 'automatic';

/** One try. `doubt`: a document may exist whose creation nobody confirmed. */
interface Attempt {
  delivery: ClaimedDelivery;
  doubt: boolean;
  hand: Hand | null;
  begun: BegunDocument | null;
  /** It is too early to look for what may have been made: nobody was asked, and nothing failed. */
  early?: boolean;
}

/** True when it was sent by the setup as it was read, which then holds for the next one. */
async function deliver(
  context: Context,
  shop: InstalledShop,
  attempt: Attempt,
  order: ShopOrder,
  setup: Setup,
  invoicing: Invoicing,
  company: Company,
  connection: Connection,
): Promise<boolean> {
  const { store, clock, log } = context;
  const { delivery, hand } = attempt;
  if (attempt.doubt) {
    const found = await lookBefore(context, shop, attempt, invoicing, company);
    if (found !== null) {
      const paid = { grossCents: order.totalCents, currency: order.currency };
      const differs = compareTotals(context, paid, found);
      await store.deliveries.markSent([{ delivery, document: found, how: 'adopted', problem: differs }]);
      context.metrics.deliveryEnded('adopted', found.kind);
      log.info({ shopId: shop.id, orderId: order.id, documentId: found.id }, 'document found and adopted');
      return false;
    }
    attempt.doubt = false;
    if (order.cancelled && delivery.origin === 'automatic') {
      await store.deliveries.markSkipped(delivery, deliveryTexts.cancelled, true);
      context.metrics.deliveryEnded('skipped', delivery.kind);
      return false;
    }
  }
  const noted = attempt.begun;
  // Should this try meet the end of its token, the next one notes itself down.
  attempt.begun = null;
  const isFresh = noted !== null && clock.now().getTime() - noted.since.getTime() < BEGUN_FRESH_MS;
  const ready = isFresh
    ? { ...noted, asRead: true }
    : await begin(context, shop, attempt, order, setup, invoicing, company, connection);
  if (ready === null) return false;
  const { document, since, grant, asRead } = ready;
  attempt.doubt = true;
  const begun = { startBy: new Date(since.getTime() + context.retry.createWithinMs), grant };
  const created = await create(context, shop, attempt, invoicing, company, document, begun);
  const paid = { grossCents: document.totals.grossCents, currency: document.currency };
  const differs = compareTotals(context, paid, created);
  const made: MadeDocument = { delivery, document: created, how: 'sent', problem: differs };
  if (hand === null) await store.deliveries.markSent([made]);
  else hand.made.push(made);
  if (differs !== null) await store.connections.doubtRounding(company.id, FIC_ROUNDING);
  const { requestedAt } = delivery;
  const afterMs = requestedAt === null ? undefined : clock.now().getTime() - requestedAt.getTime();
  context.metrics.deliveryEnded('sent', document.kind, afterMs);
  log.info({ shopId: shop.id, orderId: order.id, documentId: created.id }, 'document created');
  return asRead && differs === null;
}

/**
 * Builds the document and notes its create call down; null: it is not to be made, at least not now.
 *
 * @returns `asRead`: from nothing but the setup as it was read.
 */
async function begin(
  context: Context,
  shop: InstalledShop,
  attempt: Attempt,
  order: ShopOrder,
  setup: Setup,
  invoicing: Invoicing,
  company: Company,
  connection: Connection,
): Promise<(BegunDocument & { asRead: boolean }) | null> {
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
    [{ delivery, kind: document.kind }],
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

async function create(
  context: Context,
  shop: InstalledShop,
  attempt: Attempt,
  invoicing: Invoicing,
  company: Company,
  document: IssuedDocument,
  begun: { startBy: Date; grant: QuotaGrant },
): Promise<CreatedDocument> {
  try {
    return await invoicing.createDocument(document, begun);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The port's word: every outcome but this one says that nothing was made.
    attempt.doubt = error.outcome === 'uncertain';
    if (CATALOGUE_CHANGED.has(error.code)) {
      await refreshCatalogue(context, shop.id, company, invoicing).catch((cause: unknown) => {
        context.log.warn({ shopId: shop.id, err: cause }, 'catalogue could not be read anew');
      });
    }
    throw error;
  }
}

/** The document of an earlier try whose outcome is unknown, if it was made. */
async function lookBefore(
  context: Context,
  shop: InstalledShop,
  attempt: Attempt,
  invoicing: Invoicing,
  company: Company,
): Promise<(CreatedDocument & { kind: DocumentKind }) | null> {
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

/** What a document should come to: cents, and the currency to say them in. */
interface Expected {
  grossCents: number;
  currency: string;
}

/** The answer's amounts are the truth; a difference from what was paid is told, counted and left to a person. */
function compareTotals(context: Context, paid: Expected, created: CreatedDocument): ProblemText | null {
  if (created.grossCents === paid.grossCents) return null;
  context.metrics.totalDiffered();
  context.log.error(
    { expectedCents: paid.grossCents, actualCents: created.grossCents, documentId: created.id },
    'the document total differs from the order total',
  );
  return problemText('total-differs', {
    expected: formatCents(paid.grossCents, paid.currency),
    actual: formatCents(created.grossCents, paid.currency),
  });
}

/**
 * Once Fatture in Cloud did not confirm our model of its rounding, it is asked before each document (one call more)
 * until the model is mended: what would not come to the cent is not made.
 */
async function askTotals(invoicing: Invoicing, document: IssuedDocument): Promise<void> {
  const totals = await invoicing.previewTotals(document);
  if (totals.grossCents === document.totals.grossCents) return;
  throw problem('total-would-differ', 'mend', {
    expected: formatCents(document.totals.grossCents, document.currency),
    actual: formatCents(totals.grossCents, document.currency),
  });
}

/** Problems of the document, all of them; the first one is the delivery's. */
class DocumentProblems extends Error {
  readonly first: ProblemText;

  constructor(problems: readonly ProblemText[]) {
    super('document not built');
    this.first = problems[0] ?? problemText('internal-error', {});
  }
}

/** Turns what was thrown into the delivery's next state. The one place where outcomes of sending are decided. */
async function settle(
  context: Context,
  shop: InstalledShop,
  { delivery, doubt, hand, early }: Attempt,
  error: unknown,
): Promise<SendOutcome> {
  const { store, clock, metrics, retry } = context;
  // Without the database nothing can be noted; the delivery stays in `sending` until the lane's next holder.
  if (store.isAway(error)) throw error;
  if (error instanceof DocumentProblems) {
    await store.deliveries.markFailed(delivery, error.first);
    metrics.deliveryEnded('failed', delivery.kind);
    return 'next';
  }
  const failure = explain(context, shop, delivery, doubt, error);
  const now = clock.now();
  const text = failure.toText();
  const inMs = (ms: number) => new Date(now.getTime() + ms);
  const wait = async (nextTryAt: Date | null, notTried = false) => {
    await store.deliveries.markWaiting(delivery, { problem: text, nextTryAt, uncertain: doubt, notTried });
    metrics.deliveryEnded('waiting', delivery.kind);
  };
  const fail = async (why: ProblemText) => {
    await store.deliveries.markFailed(delivery, why, doubt);
    metrics.deliveryEnded('failed', delivery.kind);
  };

  switch (failure.outcome) {
    case 'quota':
    case 'reauthorize': {
      const until =
        failure.outcome === 'quota' ? (failure.retryAt ?? inMs(retryDelayMs(retry, 1, Math.random()))) : null;
      await wait(until, true);
      const origin = failure.outcome === 'quota' ? delivery.origin : 'manual';
      await hand?.giveBack();
      await store.deliveries.postponeAll(shop.id, until, text, origin);
      if (failure.outcome === 'reauthorize') await wakeIfAuthorizedMeanwhile(context, shop);
      return 'stop';
    }
    case 'retry':
    case 'uncertain': {
      if (now.getTime() - delivery.firstTriedAt.getTime() > retry.giveUpAfterMs) {
        await fail(problemText('gave-up', { detail: text.detail, cause: text }));
      } else {
        const delayMs = retryDelayMs(retry, delivery.attempts, Math.random());
        await wait(failure.retryAt ?? inMs(doubt ? Math.max(delayMs, retry.uncertainMs) : delayMs));
      }
      return early ? 'next' : 'failing';
    }
    case 'mend':
    case 'give-up':
      await fail(text);
      return 'next';
  }
}

/** A new authorization wakes what waits for one, but not what began to wait just after it. */
async function wakeIfAuthorizedMeanwhile(context: Context, shop: InstalledShop): Promise<void> {
  const connection = await context.store.connections.find(shop.id);
  if (connection?.state === 'connected') await wakeAfterConnecting(context, shop.id);
}

/** What was thrown as a problem, and in the log. */
function explain(
  context: Context,
  shop: InstalledShop,
  delivery: ClaimedDelivery,
  doubt: boolean,
  error: unknown,
): Problem {
  const values = { shopId: shop.id, orderId: delivery.orderId, attempt: delivery.attempts };
  if (error instanceof Problem) {
    context.log.info({ ...values, code: error.code, outcome: error.outcome }, 'order not sent');
    return error;
  }
  context.log.error({ ...values, err: error }, 'order not sent: internal error');
  return problem('internal-error', doubt ? 'uncertain' : 'retry', {}, { cause: error });
}
