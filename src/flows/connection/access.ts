import { Problem, problem } from '../../domain/problem.ts';
import type { Company, TokenPair } from '../../ports/authorization.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { CallPriority } from '../../ports/quota.ts';
import type { Shop } from '../../ports/shop.ts';
import type { Connection } from '../../ports/stores/connections.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import type { Context } from '../context.ts';
import { watchKeys } from './removed-app.ts';

/** Refreshed this long before it expires, so that no call in hand meets the end of its token. */
const REFRESH_AHEAD_MS = 10 * 60 * 1000;

/**
 * The shop's Connect API with its stored keys.
 *
 * @throws Problem `shop-keys-refused` (mend) with `retryAt`: they are refused, and not due for a try yet.
 */
export async function openShop(context: Context, shopId: string): Promise<Shop> {
  const { keys, ...refusal } = await context.store.shops.readAccess(shopId);
  return watchKeys(context, shopId, refusal, context.connectShop(keys));
}

/**
 * Runs `work` with the connected company of a shop. Tokens are refreshed before they expire, by one process only;
 * a 401 is answered by one refresh and one more try, and then by the state `expired`.
 *
 * @param known Where the connection was just read.
 * @throws Problem `not-connected` or `company-not-chosen` (reauthorize), and what `work` throws.
 */
export async function withCompany<T>(
  context: Context,
  shopId: string,
  priority: CallPriority,
  work: (invoicing: Invoicing, company: Company, connection: Connection) => Promise<T>,
  known?: Setup,
): Promise<T> {
  const { store, clock, connectInvoicing } = context;
  const opened = known === undefined ? await store.connections.open(shopId) : known.opened;
  if (opened === null) throw problem('not-connected', 'reauthorize', {});
  const { connection } = opened;
  if (connection.company === null) throw problem('company-not-chosen', 'reauthorize', {});
  if (connection.state === 'expired') throw problem('fic-unauthorized', 'reauthorize', {});
  const { company } = connection;
  let { tokens } = opened;
  const run = (accessToken: string) =>
    work(connectInvoicing({ companyId: company.id, accessToken, priority }), company, connection);

  if (tokens.accessExpiresAt.getTime() - clock.now().getTime() < REFRESH_AHEAD_MS) {
    tokens = await refreshTokens(context, connection, tokens);
  }
  try {
    return await run(tokens.accessToken);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    const fresh = await refreshTokens(context, connection, tokens);
    try {
      return await run(fresh.accessToken);
    } catch (again) {
      if (isUnauthorized(again)) await expire(context, connection);
      throw again;
    }
  }
}

const isUnauthorized = (error: unknown) => error instanceof Problem && error.outcome === 'reauthorize';

async function refreshTokens(context: Context, connection: Connection, stale: TokenPair): Promise<TokenPair> {
  try {
    const fresh = await context.store.connections.refreshTokens(
      connection.shopId,
      stale.accessToken,
      (current) => context.authorization.refresh(current.refreshToken),
    );
    if (fresh === null) throw problem('not-connected', 'reauthorize', {});
    return fresh;
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    await expire(context, connection);
    throw problem('fic-unauthorized', 'reauthorize', {}, { cause: error });
  }
}

async function expire(context: Context, connection: Connection): Promise<void> {
  const { shopId } = connection;
  context.log.warn({ shopId }, 'Fatture in Cloud refused the tokens: connection expired');
  await context.store.connections.markExpired(connection);
}
