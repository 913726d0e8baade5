import type { Company, TokenPair } from '../flows/ports.ts';
import type { Connection, ConnectionStore } from '../flows/store.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';
import type { Sealer } from './seal.ts';

const tokensBind = (shopId: string) => `connections.tokens:${shopId}`;
/** A refresh is one call; the row stays locked that long at most. */
const REFRESH_TIMEOUT_MS = 60_000;

export function createConnectionStore(prisma: PrismaClient, sealer: Sealer): ConnectionStore {
  const openTokens = (shopId: string, sealed: Uint8Array): TokenPair => {
    const tokens = sealer.open<TokenPair>(sealed, tokensBind(shopId));
    return { ...tokens, accessExpiresAt: new Date(tokens.accessExpiresAt) };
  };

  return {
    async find(shopId): Promise<Connection | null> {
      const row = await prisma.connection.findUnique({ where: { shopId } });
      if (row === null) return null;
      return {
        shopId,
        state: row.state as Connection['state'],
        company: row.companyId === null ? null : { id: row.companyId, name: row.companyName ?? '' },
        companies: row.companies as unknown as Company[],
        connectedAt: row.connectedAt,
        accessExpiresAt: row.accessExpiresAt,
        productsReadAt: row.productsReadAt,
        roundingDoubted: row.roundingDoubted,
      };
    },

    async save({ shopId, state, company, companies, tokens, now }) {
      const data = {
        state,
        companyId: company?.id ?? null,
        companyName: company?.name ?? null,
        companies: companies as unknown as Prisma.InputJsonValue,
        sealedTokens: sealer.seal(tokens, tokensBind(shopId)),
        accessExpiresAt: tokens.accessExpiresAt,
        connectedAt: now,
        productsReadAt: null,
      };
      await prisma.connection.upsert({ where: { shopId }, create: { shopId, ...data }, update: data });
    },

    async chooseCompany(shopId, company) {
      await prisma.connection.update({
        where: { shopId },
        data: { state: 'connected', companyId: company.id, companyName: company.name, productsReadAt: null },
      });
    },

    async readTokens(shopId) {
      const row = await prisma.connection.findUnique({ where: { shopId } });
      return row === null ? null : openTokens(shopId, row.sealedTokens);
    },

    async refreshTokens(shopId, staleAccessToken, refresh) {
      return prisma.$transaction(
        async (tx) => {
          // The lock makes other processes wait for this refresh instead of using the rotated pair up.
          const rows = await tx.$queryRaw<{ sealed: Uint8Array }[]>`
            select sealed_tokens as sealed from connections where shop_id = ${shopId}::uuid for update`;
          const sealed = rows[0]?.sealed;
          if (sealed === undefined) return null;
          const current = openTokens(shopId, sealed);
          if (current.accessToken !== staleAccessToken) return current;
          const fresh = await refresh(current);
          await tx.connection.update({
            where: { shopId },
            data: {
              sealedTokens: sealer.seal(fresh, tokensBind(shopId)),
              accessExpiresAt: fresh.accessExpiresAt,
            },
          });
          return fresh;
        },
        { timeout: REFRESH_TIMEOUT_MS, maxWait: REFRESH_TIMEOUT_MS },
      );
    },

    async markExpired({ shopId, connectedAt }) {
      await prisma.connection.updateMany({ where: { shopId, connectedAt }, data: { state: 'expired' } });
    },

    async markProductsRead(shopId, at) {
      await prisma.connection.updateMany({ where: { shopId }, data: { productsReadAt: at } });
    },

    async doubtRounding(companyId, model) {
      await prisma.connection.updateMany({ where: { companyId }, data: { roundingDoubted: model } });
    },

    async delete(shopId) {
      await prisma.connection.deleteMany({ where: { shopId } });
    },
  };
}
