import { codePrefix } from '../../domain/customers/client.ts';
import { Problem } from '../../domain/problem.ts';
import type { SyncRun } from '../../ports/stores/syncs.ts';
import type { Context } from '../context.ts';
import type { Batch } from './batch.ts';
import type { AddressBook } from './hold-back.ts';

/** Looked at again: Fatture in Cloud's clock and ours may differ. */
const OVERLAP_MS = 5 * 60 * 1000;
/** Clients that others made are looked for before the first create of a run, and then no more often than this. */
const LOOK_EVERY_MS = 60 * 60 * 1000;

/**
 * Reads one page of all the company's clients and notes where it stands; true when it was the last. Those that were
 * not seen in a whole reading are gone.
 */
export async function readClientPage(
  { store, clock }: Context,
  { id, shopId, companyId, started }: SyncRun,
  invoicing: AddressBook,
): Promise<boolean> {
  const company = companyId ?? 0;
  const before = await store.customers.watermark(shopId, company);
  // A reading that an earlier run left half done begins anew.
  const goesOn = before.readingRunId === id;
  if (!goesOn) await store.customers.beginReading(shopId, company, id);
  const page = goesOn ? before.clientsPage : 1;
  const { clients, isLast } = await invoicing.listClients({ page });
  await store.customers.saveClients(shopId, company, clients, clock.now());
  if (isLast) await store.customers.forgetUnseen(shopId, company);
  await store.customers.saveWatermark(shopId, company, {
    clientsPage: page + 1,
    ...(isLast ? { clientsSeenAt: started } : {}),
  });
  return isLast;
}

/**
 * Before a client is made: reads those that somebody else made or changed since the last look, so that a customer whom
 * the merchant entered by hand is not made twice. One call a run as a rule, one an hour where it lasts longer.
 */
export async function lookForNewClients(
  { store, clock, log }: Context,
  { run: { shopId, companyId, started }, storeUid }: Batch,
  invoicing: AddressBook,
): Promise<void> {
  const company = companyId ?? 0;
  const notOf = codePrefix(storeUid);
  const { clientsSeenAt } = await store.customers.watermark(shopId, company);
  const now = new Date(Math.max(clock.now().getTime(), started.getTime()));
  const isFresh = clientsSeenAt !== null && clientsSeenAt >= started;
  if (isFresh && now.getTime() - clientsSeenAt.getTime() < LOOK_EVERY_MS) return;
  const since = clientsSeenAt === null ? undefined : new Date(clientsSeenAt.getTime() - OVERLAP_MS);
  const readAll = async (from: Date | undefined) => {
    for (let page = 1, isLast = false; !isLast; page += 1) {
      const changed = from === undefined ? undefined : { since: from, notOf };
      const read = await invoicing.listClients({ page, changed });
      await store.customers.saveClients(shopId, company, read.clients, now);
      isLast = read.isLast;
    }
  };
  try {
    await readAll(since);
  } catch (error) {
    // A filter that is not accepted: all of them, then.
    if (since === undefined || !(error instanceof Problem) || error.code !== 'fic-refused') throw error;
    log.warn({ shopId, reason: error.detail }, 'clients cannot be filtered by their change: reading all');
    await readAll(undefined);
  }
  await store.customers.saveWatermark(shopId, company, { clientsSeenAt: now });
}
