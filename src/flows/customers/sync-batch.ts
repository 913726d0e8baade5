import { olderClientCode } from '../../domain/customers/client.ts';
import { clientKeys } from '../../domain/customers/client-match.ts';
import type { ShopCustomer } from '../../domain/customers/customer.ts';
import { Problem, problem } from '../../domain/problem.ts';
import type { Shop } from '../../ports/shop.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { SyncRun } from '../../ports/stores/syncs.ts';
import { syncTexts } from '../../texts/it/sync.ts';
import type { Context } from '../context.ts';
import { type Batch, emptyStep, flush, type MappedCustomer } from './batch.ts';
import type { AddressBook } from './hold-back.ts';
import { hashClient, mapCustomer } from './map-customer.ts';
import { orderBuyer, orderOfTask } from './order-buyer.ts';
import { syncCustomer } from './sync-customer.ts';
import { SyncPause } from './sync-pause.ts';

/** Customers taken from the queue at once, and read from the shop at the same time. */
const BATCH = 25;
const CONCURRENT_READS = 5;
/** A customer at whom a platform failed this often in a row is told as failed, so that the others go on. */
const TRIES = 5;

/** A customer as read, or why it could not be. */
export interface BatchItem {
  taskId: string;
  read: { customer: ShopCustomer | null } | { error: unknown };
}

/**
 * Syncs the next customers of the run. What is done is stored at the latest when a call is made, so that a process
 * that is killed repeats no call and no count.
 *
 * @returns `done` when none is left, `stopped` when the run was ended meanwhile.
 * @throws SyncPause when the run must wait.
 */
export async function syncBatch(
  context: Context,
  run: SyncRun,
  shop: Shop,
  invoicing: AddressBook,
): Promise<'more' | 'done' | 'stopped'> {
  const { store } = context;
  const companyId = run.companyId ?? 0;
  const { uid: storeUid } = await findShop(context, run.shopId);
  const taskIds = await store.customers.nextTasks(run.id, BATCH);
  if (taskIds.length === 0) return 'done';
  const items = await readItems(shop, taskIds);
  const customers = items.flatMap(({ taskId, read }): MappedCustomer[] => {
    if ('error' in read || read.customer === null) return [];
    const { customer, mapped } = mapCustomer(read.customer, storeUid);
    return [{ taskId, customer, mapped, hash: hashClient(mapped) }];
  });
  const batch = await loadBatch(context, run, { companyId, storeUid }, customers);
  const byTask = new Map(customers.map((customer) => [customer.taskId, customer]));

  for (const { taskId, read } of items) {
    try {
      if ('error' in read) throw read.error;
      const customer = byTask.get(taskId);
      if (customer === undefined) {
        // Deleted in the shop: its client stays.
        batch.step.taskIds.push(taskId);
        batch.step.unchanged += 1;
      } else if (!(await syncCustomer(context, batch, customer, invoicing))) {
        return 'stopped';
      }
    } catch (error) {
      const name = byTask.get(taskId)?.mapped.name ?? taskId;
      if (!(await failCustomer(context, batch, taskId, name, error))) throw error;
    }
  }
  return (await flush(context, batch)) ? 'more' : 'stopped';
}

async function readItems(shop: Shop, taskIds: readonly string[]): Promise<BatchItem[]> {
  const items: BatchItem[] = [];
  const read = async (taskId: string): Promise<BatchItem> => {
    try {
      return { taskId, read: { customer: await readTask(shop, taskId) } };
    } catch (error) {
      return { taskId, read: { error } };
    }
  };
  for (let at = 0; at < taskIds.length; at += CONCURRENT_READS) {
    items.push(...(await Promise.all(taskIds.slice(at, at + CONCURRENT_READS).map(read))));
    const last = items.at(-1)?.read;
    // The shop is not there: the others need not be asked.
    if (last !== undefined && 'error' in last) break;
  }
  return items;
}

/** A customer of the shop, or the buyer of an order who may have no row in its list. */
async function readTask(shop: Shop, taskId: string): Promise<ShopCustomer | null> {
  const orderId = orderOfTask(taskId);
  if (orderId === null) return shop.readCustomer(taskId);
  const order = await shop.readOrder(orderId).catch((error: unknown) => {
    // The order's own failure tells it; its buyer comes with the next one.
    if (error instanceof Problem && error.code === 'shop-order-unreadable') return null;
    throw error;
  });
  if (order === null || orderBuyer(order).guestId === null) return null;
  return { id: taskId, isGuest: true, party: order.billing, code: null, updatedAt: null, notes: null };
}

async function findShop({ store }: Context, shopId: string): Promise<InstalledShop> {
  const shop = await store.shops.find(shopId);
  if (shop === null) throw problem('shop-not-installed', 'mend', {});
  return shop;
}

async function loadBatch(
  { store }: Context,
  run: SyncRun,
  { companyId, storeUid }: Pick<Batch, 'companyId' | 'storeUid'>,
  customers: readonly MappedCustomer[],
): Promise<Batch> {
  const ids = customers.map(({ customer }) => customer.id);
  const links = await store.customers.links(run.shopId, companyId, ids);
  const changed = customers.filter(({ customer, hash }) => links.get(customer.id)?.hash !== hash);
  const linked = changed.flatMap(({ customer }) => links.get(customer.id)?.clientId ?? []);
  const [{ settings }, clients, candidates] = await Promise.all([
    store.settings.read(run.shopId),
    store.customers.clients(run.shopId, companyId, linked),
    store.customers.candidates(
      run.shopId,
      companyId,
      changed.map(({ customer, mapped }) => ({
        ...clientKeys(mapped),
        olderCode: olderClientCode(customer.id),
      })),
    ),
  ]);
  return {
    run,
    companyId,
    storeUid,
    overwrite: settings.customers.overwrite,
    links,
    clients,
    candidates,
    failures: run.attempts,
    step: emptyStep(),
  };
}

/**
 * A customer that cannot be synced. One that Fatture in Cloud refused, or at whom a platform fails again and again, is
 * listed with its reason; any other failure is the run's: what was done is stored and the run pauses.
 *
 * @returns whether the customer is done with.
 */
async function failCustomer(
  context: Context,
  batch: Batch,
  taskId: string,
  name: string,
  error: unknown,
): Promise<boolean> {
  const { store, log } = context;
  if (store.isAway(error)) throw error;
  const problem = error instanceof Problem ? error : null;
  const failures = batch.step.taskIds.length > 0 ? 0 : batch.failures;
  const transient = problem === null || problem.outcome === 'retry' || problem.outcome === 'uncertain';
  const refused = problem?.code === 'client-refused';
  if (!refused && !(transient && failures >= TRIES)) {
    if (batch.step.taskIds.length > 0) await flush(context, batch);
    throw new SyncPause(error);
  }
  // Not the customer's fault: the next run tries again.
  if (!refused) await store.customers.releaseTask(batch.run.shopId, taskId);
  if (problem === null) log.error({ shopId: batch.run.shopId, err: error }, 'customer not synced');
  const detail = problem === null ? syncTexts.internal : syncTexts.refused(problem.detail, problem.fix);
  batch.step.taskIds.push(taskId);
  batch.step.failed += 1;
  batch.step.errors.push({ customer: name, detail });
  return true;
}
