import { setTimeout as sleep } from 'node:timers/promises';
import type { TokenPair } from '../../ports/authorization.ts';
import type { ConnectionStore } from '../../ports/stores/connection/connections.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { Locks } from '../postgres/lock.ts';
import type { Sealer } from '../sealing/seal.ts';
import { binds } from '../sealing/sealed-columns.ts';

/** First key of the advisory lock of whoever refreshes a shop's tokens ("tokn"). */
const REFRESH_LOCK = 0x746f6b6e;
/** While another process refreshes, its outcome is looked for this often. */
const LOOK_EVERY_MS = 100;
/** A pair that the database does not take is offered again this often, and for so long. */
const KEEP_EVERY_MS = 500;
const KEEP_FOR_MS = 10 * 60_000;

export function openTokens(sealer: Sealer, shopId: string, sealed: Uint8Array): TokenPair {
  const tokens = sealer.open<TokenPair>(sealed, binds.tokens(shopId));
  return { ...tokens, accessExpiresAt: new Date(tokens.accessExpiresAt) };
}

/** Refreshes a shop's tokens, one call at a time in all processes; those of one process share its outcome. */
export function createTokenRefresh(
  prisma: PrismaClient,
  sealer: Sealer,
  locks: Locks,
): ConnectionStore['refreshTokens'] {
  const running = new Map<string, Promise<TokenPair | null>>();

  async function read(shopId: string): Promise<{ sealed: Uint8Array<ArrayBuffer>; pair: TokenPair } | null> {
    const row = await prisma.connection.findUnique({ where: { shopId }, select: { sealedTokens: true } });
    if (row === null) return null;
    return { sealed: row.sealedTokens, pair: openTokens(sealer, shopId, row.sealedTokens) };
  }

  /** Stores the pair unless another one took the place of `stale`; answers the one that counts. */
  async function keep(shopId: string, stale: string, fresh: TokenPair): Promise<TokenPair | null> {
    for (;;) {
      const current = await read(shopId);
      if (current === null || current.pair.accessToken !== stale) return current?.pair ?? null;
      const { count } = await prisma.connection.updateMany({
        where: { shopId, sealedTokens: current.sealed },
        data: {
          sealedTokens: sealer.seal(fresh, binds.tokens(shopId)),
          accessExpiresAt: fresh.accessExpiresAt,
        },
      });
      // None: sealed anew with another secret meanwhile, or replaced.
      if (count > 0) return fresh;
    }
  }

  /**
   * Nobody else has the pair, and Fatture in Cloud takes the one before no more: with it a person's consent would be lost. A
   * database that is away is waited for.
   */
  async function keepAtLast(...args: Parameters<typeof keep>): Promise<TokenPair | null> {
    const deadline = performance.now() + KEEP_FOR_MS;
    for (;;) {
      try {
        return await keep(...args);
      } catch (error) {
        if (performance.now() >= deadline) throw error;
        await sleep(KEEP_EVERY_MS);
      }
    }
  }

  async function refreshOnce(
    shopId: string,
    stale: string,
    refresh: (tokens: TokenPair) => Promise<TokenPair>,
  ): Promise<TokenPair | null> {
    const current = await read(shopId);
    if (current === null || current.pair.accessToken !== stale) return current?.pair ?? null;
    try {
      return await keepAtLast(shopId, stale, await refresh(current.pair));
    } catch (error) {
      // A pair that was used up by somebody else is refused; theirs counts.
      const now = await read(shopId);
      if (now === null || now.pair.accessToken !== stale) return now?.pair ?? null;
      throw error;
    }
  }

  async function refreshLocked(...args: Parameters<typeof refreshOnce>): Promise<TokenPair | null> {
    const [shopId, stale] = args;
    for (;;) {
      let outcome: TokenPair | null = null;
      const held = await locks.withLock(REFRESH_LOCK, shopId, async () => {
        outcome = await refreshOnce(...args);
      });
      if (held) return outcome;
      const current = await read(shopId);
      if (current === null || current.pair.accessToken !== stale) return current?.pair ?? null;
      await sleep(LOOK_EVERY_MS);
    }
  }

  return (shopId, stale, refresh) => {
    const key = `${shopId} ${stale}`;
    const work = running.get(key) ?? refreshLocked(shopId, stale, refresh).finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };
}
