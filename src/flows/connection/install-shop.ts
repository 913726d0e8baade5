import { Problem, problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { registerWebhooks } from './register-webhooks.ts';
import { goOn } from './removed-app.ts';

const WEBHOOKS_RETRY_MS = 60_000;

/**
 * The platform's Auth URL call. It proves nothing by itself: the keys are tried first, and an instance that is connected
 * to a company stays with the store that holds it. Only then anything is stored, the webhooks registered and the setup
 * window opened. The store is its `uid`: under a new instance it is renamed, so that nothing is sent by two.
 *
 * @throws Problem `install-keys-invalid` or `install-other-store` (mend): nothing changed. Others (retry): the shop
 *   could not be asked.
 */
export async function installShop(
  context: Context,
  install: { instance: string; key: string; exchange: string },
): Promise<void> {
  const { store, clock, log } = context;
  const keys = { key: install.key, exchange: install.exchange };
  const info = await context
    .connectShop(keys)
    .readStore()
    .catch((error: unknown) => {
      if (error instanceof Problem && error.outcome === 'mend') {
        throw problem('install-keys-invalid', 'mend', {}, { cause: error });
      }
      throw error;
    });

  // Where the platform tells whose keys these are, it must be who was named.
  if (info.instance !== null && info.instance !== install.instance) {
    log.warn({ instance: install.instance }, 'install refused: keys of another instance');
    throw problem('install-other-store', 'mend', {});
  }
  const now = clock.now();
  const webhookToken = context.randomToken();
  const shop = await store.shops.install({
    instance: install.instance,
    uid: info.uid,
    name: info.name ?? (URL.canParse(info.url) ? new URL(info.url).hostname : install.instance),
    url: info.url,
    keys,
    webhookToken,
    now,
    setupEndsAt: new Date(now.getTime() + context.setupWindowMs),
  });
  if (shop === null) {
    log.warn({ instance: install.instance }, 'install refused: keys of another store');
    throw problem('install-other-store', 'mend', {});
  }
  log.info({ shopId: shop.id, instance: shop.instance }, 'shop installed');
  await goOn(context, shop.id);
  await store.wake.enqueue(
    'inspect-shop',
    { shopId: shop.id },
    {
      key: `inspect-shop:${shop.id}`,
      runAt: new Date(now.getTime() + context.inspectAfterMs),
      priority: 10,
    },
  );
  // An install whose webhooks fail stands: the scheduler registers them, and reconciliation finds orders meanwhile.
  await registerWebhooks(context, shop.id, webhookToken).catch((error: unknown) => {
    log.warn({ shopId: shop.id, err: error }, 'webhooks could not be registered yet');
    return store.wake.enqueue(
      'register-webhooks',
      { shopId: shop.id },
      { key: `register-webhooks:${shop.id}`, runAt: new Date(now.getTime() + WEBHOOKS_RETRY_MS) },
    );
  });
}
