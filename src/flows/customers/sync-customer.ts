import type { ClientPatch, InvoicingClient } from '../../domain/customers/client.ts';
import { clientKeys, matchClient } from '../../domain/customers/client-match.ts';
import { planPatch } from '../../domain/customers/client-merge.ts';
import { Problem, problem } from '../../domain/problem.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { CustomerLink } from '../../ports/stores/customers.ts';
import { syncTexts } from '../../texts/it/sync.ts';
import type { Context } from '../context.ts';
import { type Batch, flush, type MappedCustomer } from './batch.ts';
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
  invoicing: Invoicing,
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
  invoicing: Invoicing,
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
  invoicing: Invoicing,
): Promise<boolean> {
  const { store, clock } = context;
  const { shopId } = batch.run;
  if (link?.creatingSince != null) {
    const made = await lookBefore(context, link.creatingSince, item, invoicing);
    if (made !== null) {
      learn(batch, made);
      linkTo(batch, item, made.id);
      settled(batch, item, 'created');
      return flush(context, batch);
    }
  }
  if (linkMatch(batch, item)) return true;
  await lookForNewClients(context, batch.run, invoicing);
  batch.candidates = await store.customers
    .candidates(shopId, batch.companyId, [clientKeys(item.mapped)])
    .then((found) => [...found, ...batch.candidates]);
  if (linkMatch(batch, item)) return true;

  // Cancelled meanwhile: no further call.
  if (!(await flush(context, batch))) return false;
  await store.customers.beginCreate(
    shopId,
    batch.companyId,
    { customerId: item.customer.id, readId: item.taskId },
    clock.now(),
  );
  let client: InvoicingClient;
  try {
    client = await invoicing.createClient(item.mapped);
  } catch (error) {
    // The port's word: every outcome but `uncertain` says that nothing was made.
    if (error instanceof Problem && error.outcome !== 'uncertain') {
      await store.customers.clearCreate(shopId, batch.companyId, item.customer.id);
    }
    throw error;
  }
  learn(batch, client);
  linkTo(batch, item, client.id);
  settled(batch, item, 'created');
  return flush(context, batch);
}

/** Links without a call: the merchant's own client is left as it is. */
function linkMatch(batch: Batch, item: MappedCustomer): boolean {
  const clientId = matchClient(clientKeys(item.mapped), batch.candidates);
  if (clientId === null) return false;
  linkTo(batch, item, clientId);
  batch.step.linked += 1;
  return settled(batch, item, 'unchanged');
}

/** The client that an earlier create call may have made. The other side may still be at it: then later. */
async function lookBefore(
  { clock, retry }: Context,
  since: Date,
  item: MappedCustomer,
  invoicing: Invoicing,
): Promise<InvoicingClient | null> {
  const lookAt = new Date(since.getTime() + retry.uncertainMs);
  if (clock.now() < lookAt) throw problem('fic-uncertain', 'uncertain', {}, { retryAt: lookAt });
  return item.mapped.code === null ? null : invoicing.findClientByCode(item.mapped.code);
}
