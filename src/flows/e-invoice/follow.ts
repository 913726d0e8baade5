import { isUnsent, stateOfStatus } from '../../domain/e-invoice.ts';
import { Problem, problemText } from '../../domain/problem.ts';
import { addDays } from '../../domain/time.ts';
import type { EInvoiceStatus } from '../../ports/e-invoicing.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { WatchedEInvoice } from '../../ports/stores/e-invoices.ts';
import { withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { saidOf } from './said-of.ts';
import { understand } from './statuses.ts';

/** E-invoices looked at in one go; ten lists tell of them. */
const AT_ONCE = 1000;
/** Days between two invoices that belong to one list. */
const SAME_LIST_DAYS = 3;
/** So few of a list are asked for one by one: other invoices of these days may be many. */
const ONE_BY_ONE = 2;
/** What a list did not tell is asked for one by one, so many in one go. */
const MISSING_AT_ONCE = 20;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Invoices of processes that know nothing of e-invoices are taken over for so long. */
const ADOPT_FOR_MS = 30 * DAY_MS;
/** While a send call is younger, the lane alone says that it did not reach the SDI. */
const LANE_DECIDES_MS = 60 * 60 * 1000;

/**
 * Asks Fatture in Cloud what became of a shop's e-invoices whose look is due: a list for a hundred, younger ones more
 * often. Without a connection, or with one to another company, nothing is asked.
 */
export async function followEInvoices(context: Context, shopId: string): Promise<void> {
  const { store, clock, log } = context;
  await store.eInvoices.adoptMissing(shopId, new Date(clock.now().getTime() - ADOPT_FOR_MS));
  const connection = await store.connections.find(shopId);
  const company = connection?.state === 'connected' ? connection.company : null;
  if (company === null || company === undefined) return;
  const due = await store.eInvoices.listDue(shopId, company.id, clock.now(), AT_ONCE);
  if (due.length === 0) return;
  try {
    await withCompany(context, shopId, 'e-invoices', async (invoicing, connected) => {
      if (connected.id !== company.id) return;
      await look(context, invoicing, due);
    });
  } catch (error) {
    // What was not looked at stays due: the next look comes by itself.
    if (!(error instanceof Problem)) throw error;
    log.info({ shopId, code: error.code, outcome: error.outcome }, 'e-invoices not looked at');
  }
}

async function look(context: Context, invoicing: Invoicing, due: readonly WatchedEInvoice[]): Promise<void> {
  const [first] = due;
  if (first === undefined) return;
  const { settings } = await context.store.settings.read(first.shopId);
  const note = async (watched: WatchedEInvoice, status: EInvoiceStatus) => {
    if (isLanes(context, watched, status)) return;
    const seen = await understand(context, invoicing, watched, status, settings.eInvoice.copyToBuyer);
    await context.store.eInvoices.apply(watched, seen);
  };
  const missing: WatchedEInvoice[] = [];
  for (const group of groupByDays(due)) {
    if (group.length <= ONE_BY_ONE) {
      missing.push(...group);
      continue;
    }
    const days = { from: group.at(-1)?.date ?? '', to: group[0]?.date ?? '' };
    const listed = await invoicing.listEInvoices(
      days,
      group.map(({ documentId }) => documentId),
    );
    const byId = new Map(listed.map((status) => [status.documentId, status]));
    for (const watched of group) {
      const status = byId.get(watched.documentId);
      if (status === undefined) missing.push(watched);
      else await note(watched, status);
    }
  }
  for (const watched of missing.slice(0, MISSING_AT_ONCE)) {
    const status = await invoicing.readEInvoice(watched.documentId);
    if (status !== null) await note(watched, status);
    else await context.store.eInvoices.markGone(watched, saidOf(watched, problemText('e-invoice-gone', {})));
  }
}

/** A send call that is under way, or whose outcome is unknown: a status from before it must not undo it. */
function isLanes({ clock }: Context, { sendingSince }: WatchedEInvoice, status: EInvoiceStatus): boolean {
  if (sendingSince === null) return false;
  const isYoung = clock.now().getTime() - sendingSince.getTime() < LANE_DECIDES_MS;
  return isYoung && isUnsent(stateOfStatus(status.status, status.locked));
}

/** The newest first, as they come; a gap of days begins another list. */
function groupByDays(due: readonly WatchedEInvoice[]): WatchedEInvoice[][] {
  const groups: WatchedEInvoice[][] = [];
  for (const watched of due) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && addDays(watched.date, SAME_LIST_DAYS) >= before.date) {
      last.push(watched);
    } else {
      groups.push([watched]);
    }
  }
  return groups;
}
