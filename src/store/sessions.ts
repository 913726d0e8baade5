import type { Session, SessionStore } from '../flows/store.ts';
import type { PrismaClient } from './generated/client.ts';

interface SessionRow {
  id: string;
  shopId: string;
  level: string;
  expiresAt: Date;
}

const toSession = (row: SessionRow): Session => ({
  id: row.id,
  shopId: row.shopId,
  level: row.level === 'full' ? 'full' : 'guest',
  expiresAt: row.expiresAt,
});

export function createSessionStore(prisma: PrismaClient): SessionStore {
  return {
    async create({ shopId, expiresAt, userAgent }) {
      return toSession(
        await prisma.session.create({
          data: { shopId, level: 'guest', expiresAt, userAgent: userAgent?.slice(0, 300) ?? null },
        }),
      );
    },

    async find(id, now) {
      const row = await prisma.session.findFirst({ where: { id, endedAt: null, expiresAt: { gt: now } } });
      return row === null ? null : toSession(row);
    },

    async extend(id, expiresAt, now) {
      await prisma.session.updateMany({
        where: { id, endedAt: null },
        data: { expiresAt, lastSeenAt: now },
      });
    },

    async claim(session, now) {
      return prisma.$transaction(async (tx) => {
        // The one statement that decides who was first.
        const { count } = await tx.shop.updateMany({
          where: { id: session.shopId, claimedAt: null, setupEndsAt: { gt: now } },
          data: { claimedAt: now },
        });
        if (count === 0) return false;
        await tx.session.update({ where: { id: session.id }, data: { level: 'full', origin: 'claim' } });
        return true;
      });
    },

    async promote(session) {
      await prisma.session.updateMany({
        where: { id: session.id, shopId: session.shopId, level: 'guest', endedAt: null },
        data: { level: 'full', origin: 'sign-in' },
      });
    },

    async deleteExpired(now) {
      return (await prisma.session.deleteMany({ where: { expiresAt: { lt: now } } })).count;
    },
  };
}
