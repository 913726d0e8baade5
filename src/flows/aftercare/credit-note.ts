import type { RefusedTotal } from '../../document/fic-rounding.ts';
import type { CreditNoteDocument } from '../../document/issued-document.ts';
import { awaitsSdi, isUnsent } from '../../domain/e-invoice.ts';
import { Problem, type ProblemValues, problem, problemText } from '../../domain/problem.ts';
import { romeDay } from '../../domain/time.ts';
import type { Company } from '../../ports/authorization.ts';
import type { StandingDocument } from '../../ports/document-acts.ts';
import type { CreatedDocument, Invoicing } from '../../ports/invoicing.ts';
import type { ClaimedCreditNote } from '../../ports/stores/aftercare/aftercare.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import { withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import type { SendOutcome } from '../delivery/attempt.ts';
import { compareTotals } from '../delivery/compare-totals.ts';
import { eInvoiceOfCreditNote } from '../e-invoice/new-e-invoice.ts';
import { buildFrom } from './build-credit-note.ts';
import { setOff } from './set-off.ts';
import { settleAftercare } from './settle.ts';
import { creditNoteMarker } from './snapshot.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What waits for the SDI's word is woken by it; where that went by unseen, this long later. No call is spent on it. */
const HELD_MS = 60 * 60 * 1000;
/** Ways of writing it, where Fatture in Cloud computes another total than ours. */
const MOST_CALLS = 3;

interface Making {
  context: Context;
  shop: InstalledShop;
  note: ClaimedCreditNote;
  attempt: { doubt: boolean; early: boolean };
  invoicing: Invoicing;
  company: Company;
}

/**
 * Makes one credit note that was asked for. A create call whose outcome is unknown leaves its trace, and the next try looks
 * for the credit note by its marker before anything else.
 */
export async function makeCreditNote(
  context: Context,
  shop: InstalledShop,
  note: ClaimedCreditNote,
): Promise<SendOutcome> {
  const { aftercare } = context.store;
  const attempt = { doubt: note.creating !== null, early: false };
  try {
    await withCompany(context, shop.id, 'manual', async (invoicing, company) => {
      if (company.id !== note.companyId) throw problem('document-other-company', 'mend', {});
      const making = { context, shop, note, attempt, invoicing, company };
      if (attempt.doubt) {
        const found = await lookBefore(making);
        if (found !== null) return made(making, found, 'adopted');
        attempt.doubt = false;
      }
      await makeNow(making);
    });
    return 'next';
  } catch (error) {
    const { doubt } = attempt;
    const one = {
      ...note,
      ...attempt,
      later: (later: Parameters<typeof aftercare.actLater>[1]) =>
        aftercare.creditNoteLater(note, { ...later, uncertain: doubt }),
      failed: (why: Parameters<typeof aftercare.actFailed>[1]) =>
        aftercare.creditNoteFailed(note, why, doubt),
    };
    return settleAftercare(context, shop, one, error);
  }
}

/** The credit note of an earlier try whose outcome is unknown, if it was made. */
async function lookBefore({
  context,
  shop,
  note,
  attempt,
  invoicing,
}: Making): Promise<CreatedDocument | null> {
  const { creating } = note;
  if (creating === null) return null;
  const earlyMs = context.retry.uncertainMs - creating.ageMs;
  if (earlyMs > 0) {
    attempt.early = true;
    const retryAt = new Date(context.clock.now().getTime() + earlyMs);
    throw problem('credit-note-uncertain', 'uncertain', {}, { retryAt });
  }
  return invoicing.findDocument({
    kind: 'credit-note',
    marker: creditNoteMarker(shop, note.orderId, note.place),
    since: romeDay(new Date(creating.since.getTime() - DAY_MS)),
  });
}

async function makeNow(making: Making): Promise<void> {
  const { context, shop, note, attempt, invoicing, company } = making;
  if (await isHeld(making)) return;
  const standing = await invoicing.readStanding(note.invoice.id);
  if (standing === null) throw problem('document-gone', 'mend', {});
  const refused: RefusedTotal[] = [];
  for (let calls = 1; ; calls += 1) {
    const document = await buildFrom({ context, shop, invoicing, company }, note, standing, refused);
    const since = context.clock.now();
    const grant = await context.store.aftercare.beginCreditNote(note, { priority: 'manual', now: since });
    if (grant === 'moved') throw problem('company-changed', 'retry', {});
    if (grant === 'lost') {
      context.log.warn(
        { shopId: shop.id, orderId: note.orderId },
        'another worker took the credit note over',
      );
      return;
    }
    attempt.doubt = grant.granted;
    try {
      const startBy = new Date(since.getTime() + context.retry.createWithinMs);
      const created = await invoicing.createDocument(document, { startBy, grant });
      await made(making, created, 'made', { standing, document });
      return;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // The port's word: every outcome but this one says that nothing was made.
      attempt.doubt = error.outcome === 'uncertain';
      if (error.code !== 'fic-refused-total' || calls === MOST_CALLS) throw error;
      const { grossCents } = error.values as ProblemValues['fic-refused-total'];
      refused.push({ items: document.items, priceMode: document.priceMode, grossCents });
    }
  }
}

/**
 * What the SDI has not accepted may be discarded yet: a credit note would refer to an invoice that was never issued.
 *
 * @throws Problem `credit-invoice-returned` where that came to pass.
 */
async function isHeld({ context, note }: Making): Promise<boolean> {
  const { invoiceWay, invoice } = note;
  if (invoiceWay === null) return false;
  const { number } = invoice;
  if (isUnsent(invoiceWay.state)) throw problem('credit-invoice-returned', 'mend', { number });
  const now = context.clock.now();
  if (!awaitsSdi(invoiceWay.state, invoiceWay.sentAt, now)) return false;
  const until = new Date(now.getTime() + HELD_MS);
  await context.store.aftercare.creditNoteHeld(note, problemText('credit-awaits-sdi', { number }), until);
  return true;
}

async function made(
  making: Making,
  created: CreatedDocument,
  how: 'made' | 'adopted',
  with_?: { standing: StandingDocument; document: CreditNoteDocument },
): Promise<void> {
  const { context, shop, note, attempt } = making;
  const sent = await context.store.deliveries.findSent(shop.id, note.orderId);
  const expected = { grossCents: note.grossCents, currency: sent?.currency ?? 'EUR' };
  const differs = compareTotals(context, expected, created);
  const wantsCopy = (with_?.document.entity.eInvoiceCode ?? '0000000') === '0000000';
  await context.store.aftercare.creditNoteMade(note, {
    document: created,
    how,
    problem: differs,
    eInvoice: await eInvoiceOfCreditNote(
      context,
      shop.id,
      { date: created.date ?? null, wantsCopy },
      differs,
    ),
  });
  attempt.doubt = false;
  context.log.info(
    { shopId: shop.id, orderId: note.orderId, documentId: created.id },
    how === 'made' ? 'credit note created' : 'credit note found and adopted',
  );
  await setOff(making, with_?.standing ?? null);
}
