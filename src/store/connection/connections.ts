import type { Company, TokenPair } from '../../ports/authorization.ts';
import type { Connection, ConnectionStore } from '../../ports/stores/connections.ts';
import type { Connection as ConnectionRow, Prisma, PrismaClient } from '../generated/client.ts';
import type { Sealer } from '../sealing/seal.ts';
import { binds } from '../sealing/sealed-columns.ts';
import { moveSettings } from '../settings/company-settings.ts';

/** A refresh is one call; the row stays locked that long at most. */
const REFRESH_TIMEOUT_MS = 60_000;

/** What of its row a connection is made from. */
export type ConnectionColumns = Omit<ConnectionRow, 'updatedAt' | 'sealedTokens' | 'companies'> & {
  companies: unknown;
};

export function toConnection(row: ConnectionColumns): Connection {
  return {
    shopId: row.shopId,
    state: row.state as Connection['state'],
    company: row.companyId === null ? null : { id: row.companyId, name: row.companyName ?? '' },
    companies: row.companies as Company[],
    connectedAt: row.connectedAt,
    accessExpiresAt: row.accessExpiresAt,
    productsReadAt: row.productsReadAt,
    roundingModel: row.roundingModel,
    stampDutyAdded: row.stampDutyAdded,
  };
}

export function openTokens(sealer: Sealer, shopId: string, sealed: Uint8Array): TokenPair {
  const tokens = sealer.open<TokenPair>(sealed, binds.tokens(shopId));
  return { ...tokens, accessExpiresAt: new Date(tokens.accessExpiresAt) };
}

export function createConnectionStore(prisma: PrismaClient, sealer: Sealer): ConnectionStore {
  return {
    async find(shopId) {
      const row = await prisma.connection.findUnique({ where: { shopId } });
      return row === null ? null : toConnection(row);
    },

    async open(shopId) {
      const row = await prisma.connection.findUnique({ where: { shopId } });
      if (row === null) return null;
      return { connection: toConnection(row), tokens: openTokens(sealer, shopId, row.sealedTokens) };
    },

    async save({ attempt, state, company, companies, tokens, now }) {
      const { shopId } = attempt;
      const data = {
        state,
        companyId: company?.id ?? null,
        companyName: company?.name ?? null,
        companies: companies as unknown as Prisma.InputJsonValue,
        sealedTokens: sealer.seal(tokens, binds.tokens(shopId)),
        accessExpiresAt: tokens.accessExpiresAt,
        connectedAt: now,
        productsReadAt: null,
        roundingModel: null,
        stampDutyAdded: null,
      };
      return prisma.$transaction(async (tx) => {
        // The sequence of all locks: shop, session, attempt, connection.
        await tx.$queryRaw`select 1 as locked from shops where id = ${shopId}::uuid for key share`;
        const held = await tx.$queryRaw<unknown[]>`
          select 1 as held from oauth_attempts a join sessions s on s.id = a.session_id
          where a.id = ${attempt.id}::uuid and a.shop_id = ${shopId}::uuid and s.ended_at is null for update of a`;
        if (held.length === 0) return false;
        if (company !== null) await moveSettings(tx, shopId, company.id);
        await tx.connection.upsert({ where: { shopId }, create: { shopId, ...data }, update: data });
        return true;
      });
    },

    async chooseCompany(shopId, company) {
      await prisma.$transaction(async (tx) => {
        // Of two who choose at once the second moves what the first has moved. None where it was disconnected meanwhile.
        const rows = await tx.$queryRaw<unknown[]>`
          select 1 as found from connections where shop_id = ${shopId}::uuid for update`;
        if (rows.length === 0) return;
        await moveSettings(tx, shopId, company.id);
        await tx.connection.update({
          where: { shopId },
          data: {
            state: 'connected',
            companyId: company.id,
            companyName: company.name,
            productsReadAt: null,
            roundingModel: null,
            stampDutyAdded: null,
          },
        });
      });
    },

    async refreshTokens(shopId, staleAccessToken, refresh) {
      return prisma.$transaction(
        async (tx) => {
          // The lock makes other processes wait for this refresh instead of using the rotated pair up.
          const rows = await tx.$queryRaw<{ sealed: Uint8Array }[]>`
            select sealed_tokens as sealed from connections where shop_id = ${shopId}::uuid for update`;
          const sealed = rows[0]?.sealed;
          if (sealed === undefined) return null;
          const current = openTokens(sealer, shopId, sealed);
          if (current.accessToken !== staleAccessToken) return current;
          const fresh = await refresh(current);
          await tx.connection.update({
            where: { shopId },
            data: {
              sealedTokens: sealer.seal(fresh, binds.tokens(shopId)),
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

    async learn(companyId, known) {
      await prisma.connection.updateMany({ where: { companyId }, data: known });
    },

    async delete(shopId) {
      // The attempts first: one that is being completed either is done, and its connection goes too, or finds itself gone.
      await prisma.$transaction(
        async (tx) => {
          await tx.oAuthAttempt.deleteMany({ where: { shopId } });
          await tx.connection.deleteMany({ where: { shopId } });
        },
        { timeout: REFRESH_TIMEOUT_MS, maxWait: REFRESH_TIMEOUT_MS },
      );
    },
  };
}
