import type { Company } from '../../ports/authorization.ts';
import type { Connection, ConnectionStore } from '../../ports/stores/connection/connections.ts';
import type { Connection as ConnectionRow, Prisma, PrismaClient } from '../generated/client.ts';
import type { Locks } from '../postgres/lock.ts';
import type { Sealer } from '../sealing/seal.ts';
import { binds } from '../sealing/sealed-columns.ts';
import { moveSettings } from '../settings/company-settings.ts';
import { createTokenRefresh, openTokens } from './refresh-tokens.ts';

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
    refusedSince: row.refusedSince,
  };
}

export function createConnectionStore(prisma: PrismaClient, sealer: Sealer, locks: Locks): ConnectionStore {
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
        refusedSince: null,
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

    refreshTokens: createTokenRefresh(prisma, sealer, locks),

    async markExpired({ shopId, connectedAt }) {
      await prisma.connection.updateMany({ where: { shopId, connectedAt }, data: { state: 'expired' } });
    },

    async noteRefused({ shopId, connectedAt }, now) {
      await prisma.connection.updateMany({
        where: { shopId, connectedAt, refusedSince: null },
        data: { refusedSince: now },
      });
      const row = await prisma.connection.findUnique({ where: { shopId }, select: { refusedSince: true } });
      return row?.refusedSince ?? now;
    },

    async noteAccepted({ shopId, connectedAt }) {
      await prisma.connection.updateMany({ where: { shopId, connectedAt }, data: { refusedSince: null } });
      return this.noteRenewed({ shopId, connectedAt });
    },

    async noteRenewed({ shopId, connectedAt }) {
      const healed = await prisma.connection.updateMany({
        where: { shopId, connectedAt, state: 'expired', companyId: { not: null } },
        data: { state: 'connected' },
      });
      return healed.count > 0;
    },

    async markProductsRead(shopId, at) {
      await prisma.connection.updateMany({ where: { shopId }, data: { productsReadAt: at } });
    },

    async learn(companyId, known) {
      await prisma.connection.updateMany({ where: { companyId }, data: known });
    },

    async delete(shopId) {
      // The attempts first: one that is being completed either is done, and its connection goes too, or finds itself gone.
      await prisma.$transaction([
        prisma.oAuthAttempt.deleteMany({ where: { shopId } }),
        prisma.connection.deleteMany({ where: { shopId } }),
      ]);
    },
  };
}
