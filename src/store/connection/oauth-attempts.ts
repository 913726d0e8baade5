import type { OAuthStore, SignInResult } from '../../ports/stores/connection/oauth.ts';
import type { PrismaClient } from '../generated/client.ts';
import { hashToken, type Sealer } from '../sealing/seal.ts';
import { binds } from '../sealing/sealed-columns.ts';

/** Dates come back from the seal as text. */
function reviveResult(result: SignInResult): SignInResult {
  return {
    ...result,
    // A result that an older release kept does not name the user.
    user: result.user ?? null,
    tokens: { ...result.tokens, accessExpiresAt: new Date(result.tokens.accessExpiresAt) },
  };
}

export function createOAuthStore(prisma: PrismaClient, sealer: Sealer): OAuthStore {
  const select = { id: true, shopId: true, sessionId: true } as const;
  /** What a browser began counts no more once its session has ended. */
  const session = { endedAt: null };

  return {
    async createWithTicket({ shopId, sessionId, ticket, expiresAt }) {
      await prisma.oAuthAttempt.create({
        data: { shopId, sessionId, ticketHash: hashToken(ticket), expiresAt },
      });
    },

    async takeTicket(ticket, now) {
      const ticketHash = hashToken(ticket);
      const { count } = await prisma.oAuthAttempt.updateMany({
        where: { ticketHash, ticketUsedAt: null, expiresAt: { gt: now }, session },
        data: { ticketUsedAt: now },
      });
      return count === 0 ? null : prisma.oAuthAttempt.findUnique({ where: { ticketHash }, select });
    },

    async create({ shopId, sessionId, expiresAt }) {
      return prisma.oAuthAttempt.create({ data: { shopId, sessionId, expiresAt }, select });
    },

    async setState(id, { state, codeVerifier, expiresAt }) {
      const sealedVerifier = sealer.seal(codeVerifier, binds.codeVerifier(id));
      const { count } = await prisma.oAuthAttempt.updateMany({
        where: { id },
        data: { stateHash: hashToken(state), sealedVerifier, expiresAt },
      });
      return count > 0;
    },

    async takeState(state, now) {
      const stateHash = hashToken(state);
      const { count } = await prisma.oAuthAttempt.updateMany({
        where: { stateHash, stateUsedAt: null, expiresAt: { gt: now }, session },
        data: { stateUsedAt: now },
      });
      if (count === 0) return null;
      const row = await prisma.oAuthAttempt.findUnique({
        where: { stateHash },
        select: { ...select, sealedVerifier: true },
      });
      if (row === null) return null;
      const { sealedVerifier, ...attempt } = row;
      if (sealedVerifier === null) return { ...attempt, codeVerifier: null };
      const codeVerifier = sealer.open<string>(sealedVerifier, binds.codeVerifier(row.id));
      await prisma.oAuthAttempt.updateMany({ where: { id: row.id }, data: { sealedVerifier: null } });
      return { ...attempt, codeVerifier };
    },

    async keepResult(id, completionCode, result, expiresAt) {
      const { count } = await prisma.oAuthAttempt.updateMany({
        where: { id, session },
        data: {
          completionHash: hashToken(completionCode),
          sealedResult: sealer.seal(result, binds.signInResult(id)),
          expiresAt,
        },
      });
      return count > 0;
    },

    async takeResult(completionCode, sessionId, now) {
      const completionHash = hashToken(completionCode);
      const row = await prisma.oAuthAttempt.findFirst({
        where: { completionHash, sessionId, completedAt: null, expiresAt: { gt: now }, session },
      });
      if (row?.sealedResult == null) return null;
      const { count } = await prisma.oAuthAttempt.updateMany({
        where: { id: row.id, completedAt: null },
        data: { completedAt: now, sealedResult: null },
      });
      if (count === 0) return null;
      const result = reviveResult(sealer.open<SignInResult>(row.sealedResult, binds.signInResult(row.id)));
      return { attempt: { id: row.id, shopId: row.shopId, sessionId: row.sessionId }, result };
    },

    async deleteExpired(now) {
      return (await prisma.oAuthAttempt.deleteMany({ where: { expiresAt: { lt: now } } })).count;
    },
  };
}
