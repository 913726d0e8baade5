import { problem } from '../../domain/problem.ts';
import { syncTexts } from '../../texts/it/sync.ts';
import type { Context } from '../context.ts';

/** What a new authorization may have mended; requeued after it. */
const MENDED_BY_AUTHORIZATION = [
  'not-connected',
  'company-not-chosen',
  'fic-unauthorized',
  'fic-permission',
  'fic-licence-expired',
  'fic-not-found',
] as const;

/**
 * Chooses the company among those that the authorization gave access to.
 *
 * @throws Problem `not-connected` or `company-unknown`.
 */
export async function chooseCompany(context: Context, shopId: string, companyId: number): Promise<void> {
  const connection = await context.store.connections.find(shopId);
  if (connection === null) throw problem('not-connected', 'reauthorize', {});
  const company = connection.companies.find((candidate) => candidate.id === companyId);
  if (company === undefined) throw problem('company-unknown', 'mend', {});
  if (connection.company?.id !== company.id || connection.state === 'choose-company') {
    await context.store.connections.chooseCompany(shopId, company);
    await endSync(context, shopId);
  }
  await wakeAfterConnecting(context, shopId);
}

/** A customer sync that runs belongs to the company that was left; that company's links stay for when it returns. */
async function endSync(context: Context, shopId: string): Promise<void> {
  const error = { customer: '', detail: syncTexts.companyChanged };
  await context.store.syncs.end(shopId, { state: 'cancelled', now: context.clock.now(), error });
}

/** Orders that waited for a connection leave by themselves. */
export async function wakeAfterConnecting(context: Context, shopId: string): Promise<void> {
  await context.store.deliveries.requeue(shopId, {
    problemCodes: MENDED_BY_AUTHORIZATION,
    states: ['waiting', 'failed'],
  });
  await context.store.eInvoices.wakeWaiting(shopId, context.clock.now());
  await context.store.aftercare.wakeWaiting(shopId, context.clock.now());
  await context.store.wake.wakeShop(shopId);
  await context.store.shops.reconcileBy(shopId, context.clock.now());
  await context.store.wake.enqueue('subscribe', { shopId }, { key: `subscribe:${shopId}`, priority: 10 });
}

/** Disconnects; the tokens are forgotten at once. Sent documents and settings stay. */
export async function disconnect(context: Context, shopId: string): Promise<void> {
  await context.store.connections.delete(shopId);
  context.log.info({ shopId }, 'disconnected from Fatture in Cloud');
}
