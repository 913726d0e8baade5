import { Problem, problem } from '../../domain/problem.ts';
import type { Company, TokenPair } from '../../ports/authorization.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { CallPriority } from '../../ports/quota.ts';
import type { Shop } from '../../ports/shop.ts';
import type { Connection } from '../../ports/stores/connection/connections.ts';
import type { ShopAccess } from '../../ports/stores/connection/shops.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import type { Context } from '../context.ts';
import { wakeAfterConnecting } from './connect-company.ts';
import { watchKeys } from './removed-app.ts';

/** Refreshed this long before it expires, so that no call in hand meets the end of its token. */
const REFRESH_AHEAD_MS = 10 * 60 * 1000;
/** Tokens that are refused for so long, whatever the words, are taken for refused. */
const REFUSED_FOR_MS = 30 * 60 * 1000;

/**
 * The shop's Connect API with its stored keys.
 *
 * @param known Where they were just read.
 * @throws Problem `shop-keys-refused` (mend) with `retryAt`: they are refused, and not due for a try yet.
 */
export async function openShop(context: Context, shopId: string, known?: ShopAccess): Promise<Shop> {
  const { keys, ...refusal } = known ?? (await context.store.shops.readAccess(shopId));
  return watchKeys(context, shopId, refusal, context.connectShop(keys));
}

/**
 * Runs `work` with the connected company of a shop. Tokens are refreshed before they expire, by one process only;
 * a 401 is answered by one refresh and one more try, and then taken for a passing failure: `expired` a connection becomes
 * where its refresh token is refused for good, or nothing was accepted for half an hour.
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

  const accepted = async (working: Promise<T>) => {
    const result = await working;
    if (connection.refusedSince !== null) await store.connections.noteAccepted(connection);
    return result;
  };

  if (tokens.accessExpiresAt.getTime() - clock.now().getTime() < REFRESH_AHEAD_MS) {
    tokens = await refreshTokens(context, connection, tokens);
  }
  try {
    return await accepted(run(tokens.accessToken));
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    const fresh = await refreshTokens(context, connection, tokens);
    try {
      return await accepted(run(fresh.accessToken));
    } catch (again) {
      if (isUnauthorized(again)) throw await refusedFor(context, connection, again);
      throw again;
    }
  }
}

const isUnauthorized = (error: unknown) => error instanceof Problem && error.outcome === 'reauthorize';

async function refreshTokens(context: Context, connection: Connection, stale: TokenPair): Promise<TokenPair> {
  const { store, authorization } = context;
  const { shopId } = connection;
  let isOurs = false;
  try {
    const fresh = await store.connections.refreshTokens(shopId, stale.accessToken, async (current) => {
      const pair = await authorization.refresh(current.refreshToken);
      isOurs = true;
      return pair;
    });
    if (fresh === null) throw problem('not-connected', 'reauthorize', {});
    // While the database did not take them another process may have tried those of before, and have heard that they ended.
    if (isOurs && (await store.connections.noteRenewed(connection)))
      await wakeAfterConnecting(context, shopId);
    return fresh;
  } catch (error) {
    // Something answered, though not with the word that ends it.
    if (error instanceof Problem && error.code === 'fic-answer-unreadable') {
      throw await refusedFor(context, connection, error);
    }
    if (!isUnauthorized(error)) throw error;
    await expire(context, connection);
    throw problem('fic-unauthorized', 'reauthorize', {}, { cause: error });
  }
}

/** What a refusal comes to that may pass: another try, or after half an hour of them the end of the connection. */
async function refusedFor(context: Context, connection: Connection, cause: unknown): Promise<Problem> {
  const now = context.clock.now();
  const since = await context.store.connections.noteRefused(connection, now);
  if (now.getTime() - since.getTime() < REFUSED_FOR_MS)
    return problem('fic-unreachable', 'retry', {}, { cause });
  await expire(context, connection);
  return problem('fic-unauthorized', 'reauthorize', {}, { cause });
}

async function expire(context: Context, connection: Connection): Promise<void> {
  const { shopId } = connection;
  context.log.warn({ shopId }, 'Fatture in Cloud refused the tokens: connection expired');
  await context.store.connections.markExpired(connection);
}
