import { type ClientPatch, type InvoicingClient, olderClientCode } from '../../domain/customers/client.ts';
import { clientKeys, matchClient } from '../../domain/customers/client-match.ts';
import { planFill, planPatch } from '../../domain/customers/client-merge.ts';
import { Problem, problem } from '../../domain/problem.ts';
import type { CustomerLink } from '../../ports/stores/customers.ts';
import { syncTexts } from '../../texts/it/sync.ts';
import type { Context } from '../context.ts';
import { type Batch, flush, type MappedCustomer } from './batch.ts';
import type { AddressBook } from './hold-back.ts';
import { lookForNewClients } from './sync-clients.ts';

/**
 * Syncs one customer: unchanged costs nothing; linked and changed, what differs is written; unknown, its client is
 * looked for and linked, or made. Looks before it repeats a create whose outcome nobody knows.
 *
 * @returns false when the run was ended meanwhile.
 */
export async function syncCustomer(
  context: Context,
  batch: Batch,
  item: MappedCustomer,
  invoicing: AddressBook,
): Promise<boolean> {
  const link = batch.links.get(item.customer.id) ?? null;
  if (link?.erased) return settled(batch, item, 'unchanged');
  if (link !== null && link.hash === item.hash && link.creatingSince === null) {
    return settled(batch, item, 'unchanged');
  }
  const { refusal } = link ?? {};
  if (refusal?.hash === item.hash && batch.run.origin === 'automatic') {
    return refused(batch, item, link, refusal.detail);
  }
  const known = link?.clientId == null ? undefined : batch.clients.get(link.clientId);
  try {
    if (link?.base != null && known !== undefined) {
      return await update(context, batch, item, { link, base: link.base, known }, invoicing);
    }
    if (known !== undefined && link?.creatingSince === null) {
      // What was mapped before was removed by its age: what changed since cannot be told, whose client it is can.
      linkTo(batch, item, known.id);
      return settled(batch, item, 'unchanged');
    }
    return await introduce(context, batch, item, link, invoicing);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'client-refused') throw error;
    return refused(batch, item, link, syncTexts.refused(error.detail, error.fix));
  }
}

/** Notes that a customer is done; stored with the batch. */
function settled(batch: Batch, item: MappedCustomer, what: 'unchanged' | 'created' | 'updated'): true {
  batch.step.taskIds.push(item.taskId);
  batch.step[what] += 1;
  return true;
}

function refused(batch: Batch, item: MappedCustomer, link: CustomerLink | null, detail: string): true {
  batch.step.taskIds.push(item.taskId);
  batch.step.failed += 1;
  batch.step.errors.push({ customer: item.mapped.name, detail });
  batch.step.links.push({
    customerId: item.customer.id,
    readId: item.taskId,
    clientId: link?.clientId ?? null,
    hash: link?.hash ?? null,
    base: link?.base ?? null,
    creatingSince: null,
    creatingForMs: null,
    creatingAnswered: false,
    refusal: { detail, hash: item.hash },
  });
  return true;
}

/** The customer is this client's from now on. */
function linkTo(batch: Batch, item: MappedCustomer, clientId: number): void {
  const link: CustomerLink = {
    customerId: item.customer.id,
    readId: item.taskId,
    clientId,
    hash: item.hash,
    base: item.mapped,
    creatingSince: null,
    creatingForMs: null,
    creatingAnswered: false,
    refusal: null,
  };
  batch.links.set(link.customerId, link);
  batch.step.links.push(link);
}

/** The client as it now is, for those that come after. */
function learn(batch: Batch, client: InvoicingClient): void {
  batch.clients.set(client.id, client);
  batch.candidates = [
    ...batch.candidates.filter(({ clientId }) => clientId !== client.id),
    { clientId: client.id, ...clientKeys(client) },
  ];
  batch.step.clients.push(client);
}

async function update(
  context: Context,
  batch: Batch,
  item: MappedCustomer,
  { link, base, known }: { link: CustomerLink; base: MappedCustomer['mapped']; known: InvoicingClient },
  invoicing: AddressBook,
): Promise<boolean> {
  const patch: ClientPatch = planPatch({ base, mapped: item.mapped, known, overwrite: batch.overwrite });
  if (Object.keys(patch).length === 0) {
    linkTo(batch, item, known.id);
    return settled(batch, item, 'unchanged');
  }
  let client: InvoicingClient;
  try {
    client = await invoicing.modifyClient(known.id, patch);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'fic-not-found') throw error;
    // Deleted in Fatture in Cloud: this customer changed, so it is introduced anew.
    await context.store.customers.forgetClient(batch.run.shopId, batch.companyId, known.id);
    batch.clients.delete(known.id);
    batch.candidates = batch.candidates.filter(({ clientId }) => clientId !== known.id);
    return introduce(context, batch, item, { ...link, clientId: null }, invoicing);
  }
  learn(batch, client);
  linkTo(batch, item, client.id);
  settled(batch, item, 'updated');
  return flush(context, batch);
}

/** Links the customer to the client that is theirs already, or makes one. */
async function introduce(
  context: Context,
  batch: Batch,
  item: MappedCustomer,
  link: CustomerLink | null,
  invoicing: AddressBook,
): Promise<boolean> {
  if (link?.creatingSince != null) {
    const made = await lookBefore(context, link, item, invoicing);
    if (made !== null) {
      learn(batch, made);
      linkTo(batch, item, made.id);
      settled(batch, item, 'created');
      return flush(context, batch);
    }
  }
  let clientId = await findMatch(context, batch, item);
  if (clientId === null || hasGaps(batch, item, clientId)) {
    await lookForNewClients(context, batch, invoicing);
    clientId = await findMatch(context, batch, item);
  }
  if (clientId !== null) return linkMatch(context, batch, item, clientId, invoicing);
  // Cancelled meanwhile: no further call.
  if (!(await flush(context, batch))) return false;
  const client = await createFenced(context, batch, item, link, invoicing);
  if (client === null) return false;
  learn(batch, client);
  linkTo(batch, item, client.id);
  settled(batch, item, 'created');
  return flush(context, batch);
}

/** Null: another worker has taken over, or the run was ended; nothing was made. */
async function createFenced(
  { store, clock, retry }: Context,
  { run, companyId }: Batch,
  item: MappedCustomer,
  link: CustomerLink | null,
  invoicing: AddressBook,
): Promise<InvoicingClient | null> {
  const { id: customerId } = item.customer;
  const startBy = new Date(clock.now().getTime() + retry.createWithinMs);
  const since = await store.customers.beginCreate(run, {
    customerId,
    readId: item.taskId,
    seen: link?.creatingSince ?? null,
  });
  if (since === null) return null;
  try {
    // One that stood still must not make what another worker has looked for meanwhile.
    return await invoicing.createClient(item.mapped, startBy);
  } catch (error) {
    // The port's word: every outcome but `uncertain` says that nothing was made.
    if (error instanceof Problem) {
      const { shopId } = run;
      if (error.outcome !== 'uncertain')
        await store.customers.clearCreate(shopId, companyId, customerId, since);
      else if (error.answered) await store.customers.markCreateAnswered(shopId, companyId, customerId, since);
    }
    throw error;
  }
}

/** The client that is theirs, among those that share a key; what was read of those meanwhile counts. */
async function findMatch(
  { store }: Context,
  batch: Batch,
  { customer, mapped }: MappedCustomer,
): Promise<number | null> {
  const keys = clientKeys(mapped);
  const olderCode = olderClientCode(customer.id);
  const known = matchClient(keys, batch.candidates, olderCode);
  if (known !== null && batch.clients.has(known)) return known;
  const { shopId } = batch.run;
  const found = await store.customers.candidates(shopId, batch.companyId, [{ ...keys, olderCode }]);
  const ids = new Set(found.map(({ clientId }) => clientId));
  batch.candidates = [...batch.candidates.filter(({ clientId }) => !ids.has(clientId)), ...found];
  const clientId = matchClient(keys, batch.candidates, olderCode);
  if (clientId === null) return null;
  const clients = await store.customers.clients(shopId, batch.companyId, [clientId]);
  for (const [id, client] of clients) batch.clients.set(id, client);
  return clientId;
}

function hasGaps(batch: Batch, { mapped }: MappedCustomer, clientId: number): boolean {
  const known = batch.clients.get(clientId);
  return known !== undefined && Object.keys(planFill(mapped, known)).length > 0;
}

/** Links to the merchant's own client: what is empty there is filled in by one call, the rest is left as it is. */
async function linkMatch(
  context: Context,
  batch: Batch,
  item: MappedCustomer,
  clientId: number,
  invoicing: AddressBook,
): Promise<boolean> {
  const known = batch.clients.get(clientId);
  const patch = known === undefined ? {} : planFill(item.mapped, known);
  const isFilled = Object.keys(patch).length > 0;
  if (isFilled) {
    try {
      learn(batch, await invoicing.modifyClient(clientId, patch));
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'fic-not-found') throw error;
      // Deleted there since it was seen: the next try finds another one, or makes it.
      await context.store.customers.forgetClient(batch.run.shopId, batch.companyId, clientId);
      batch.clients.delete(clientId);
      batch.candidates = batch.candidates.filter((candidate) => candidate.clientId !== clientId);
      return introduce(context, batch, item, null, invoicing);
    }
  }
  linkTo(batch, item, clientId);
  batch.step.linked += 1;
  settled(batch, item, isFilled ? 'updated' : 'unchanged');
  return isFilled ? flush(context, batch) : true;
}

/** The client that an earlier create call may have made. The other side may still be at it: then later. */
async function lookBefore(
  { clock, retry }: Context,
  { creatingForMs, creatingAnswered }: CustomerLink,
  { customer, mapped }: MappedCustomer,
  invoicing: AddressBook,
): Promise<InvoicingClient | null> {
  const leftMs = (creatingAnswered ? retry.answeredMs : retry.uncertainMs) - (creatingForMs ?? 0);
  if (leftMs > 0) {
    throw problem('fic-uncertain', 'uncertain', {}, { retryAt: new Date(clock.now().getTime() + leftMs) });
  }
  const made = mapped.code === null ? null : await invoicing.findClientByCode(mapped.code);
  if (made !== null) return made;
  // A version before may have begun it.
  const older = await invoicing.findClientByCode(olderClientCode(customer.id));
  const isTheirs =
    older !== null &&
    matchClient(clientKeys(mapped), [{ clientId: older.id, ...clientKeys(older) }], older.code) !== null;
  return isTheirs ? older : null;
}
