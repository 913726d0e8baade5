import type { OAuthStore, SignInResult } from '../flows/store.ts';
import type { PrismaClient } from './generated/client.ts';
import { hashToken, type Sealer } from './seal.ts';

const resultBind = (id: string) => `oauth_attempts.result:${id}`;

/** Dates come back from the seal as text. */
function reviveResult(result: SignInResult): SignInResult {
  return {
    ...result,
    tokens: { ...result.tokens, accessExpiresAt: new Date(result.tokens.accessExpiresAt) },
  };
}

export function createOAuthStore(prisma: PrismaClient, sealer: Sealer): OAuthStore {
  const select = { id: true, shopId: true, sessionId: true } as const;

  return {
    async createWithTicket({ shopId, sessionId, ticket, expiresAt }) {
      await prisma.oAuthAttempt.create({
        data: { shopId, sessionId, ticketHash: hashToken(ticket), expiresAt },
      });
    },

    async takeTicket(ticket, now) {
      const ticketHash = hashToken(ticket);
      const { count } = await prisma.oAuthAttempt.updateMany({
        where: { ticketHash, ticketUsedAt: null, expiresAt: { gt: now } },
        data: { ticketUsedAt: now },
      });
      return count === 0 ? null : prisma.oAuthAttempt.findUnique({ where: { ticketHash }, select });
    },

    async create({ shopId, sessionId, expiresAt }) {
      return prisma.oAuthAttempt.create({ data: { shopId, sessionId, expiresAt }, select });
    },

    async setState(id, state, expiresAt) {
      await prisma.oAuthAttempt.update({ where: { id }, data: { stateHash: hashToken(state), expiresAt } });
    },

    async takeState(state, now) {
      const stateHash = hashToken(state);
      const { count } = await prisma.oAuthAttempt.updateMany({
        where: { stateHash, stateUsedAt: null, expiresAt: { gt: now } },
        data: { stateUsedAt: now },
      });
      return count === 0 ? null : prisma.oAuthAttempt.findUnique({ where: { stateHash }, select });
    },

    async keepResult(id, completionCode, result, expiresAt) {
      await prisma.oAuthAttempt.update({
        where: { id },
        data: {
          completionHash: hashToken(completionCode),
          sealedResult: sealer.seal(result, resultBind(id)),
          expiresAt,
        },
      });
    },

    async takeResult(completionCode, sessionId, now) {
      const completionHash = hashToken(completionCode);
      const row = await prisma.oAuthAttempt.findFirst({
        where: { completionHash, sessionId, completedAt: null, expiresAt: { gt: now } },
      });
      if (row?.sealedResult == null) return null;
      const { count } = await prisma.oAuthAttempt.updateMany({
        where: { id: row.id, completedAt: null },
        data: { completedAt: now, sealedResult: null },
      });
      if (count === 0) return null;
      return reviveResult(sealer.open<SignInResult>(row.sealedResult, resultBind(row.id)));
    },

    async deleteExpired(now) {
      return (await prisma.oAuthAttempt.deleteMany({ where: { expiresAt: { lt: now } } })).count;
    },
  };
}
