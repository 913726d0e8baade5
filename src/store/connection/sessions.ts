import { randomUUID } from 'node:crypto';
import type { PlatformUser } from '../../ports/authorization.ts';
import type { Session, SessionStore, SignInOrigin } from '../../ports/stores/connection/sessions.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';

/** A session is noted as seen this often at most, so that reading it seldom writes. */
const SEEN_EVERY_MS = 5 * 60 * 1000;
/** Sign-ins kept of a shop. */
const SIGN_INS_KEPT = 200;
const USER_AGENT_LENGTH = 300;

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

const toOrigin = (origin: string | null): SignInOrigin => (origin === 'claim' ? 'claim' : 'sign-in');
const toUser = (row: { userName: string | null; userEmail: string | null }): PlatformUser | null =>
  row.userName === null && row.userEmail === null ? null : { name: row.userName, email: row.userEmail };
const cut = (userAgent: string | null) => userAgent?.slice(0, USER_AGENT_LENGTH) ?? null;

/** Takes back a transaction that found its session ended. */
class Ended extends Error {}

/** Locks are taken in one sequence everywhere: shop, session, attempt, connection. */
async function lockShop(tx: Prisma.TransactionClient, shopId: string): Promise<void> {
  await tx.$queryRaw`select 1 as locked from shops where id = ${shopId}::uuid for key share`;
}

/** Makes an open session hold the shop, under `newId` from now on, and records it. */
async function signIn(
  tx: Prisma.TransactionClient,
  session: Session,
  how: { newId: string; origin: SignInOrigin; user: PlatformUser | null; now: Date },
): Promise<void> {
  const { id, shopId } = session;
  const user = { userName: how.user?.name ?? null, userEmail: how.user?.email ?? null };
  const [row] = await tx.session.updateManyAndReturn({
    where: { id, shopId, endedAt: null },
    data: { id: how.newId, level: 'full', origin: how.origin, signedInAt: how.now, ...user },
    select: { userAgent: true, address: true },
  });
  if (row === undefined) throw new Ended();
  await tx.signIn.create({
    data: { shopId, sessionId: how.newId, at: how.now, origin: how.origin, ...user, ...row },
  });
  await tx.$executeRaw`
    delete from sign_ins where shop_id = ${shopId}::uuid and id not in (
      select id from sign_ins where shop_id = ${shopId}::uuid order by at desc, id desc limit ${SIGN_INS_KEPT})`;
}

export function createSessionStore(prisma: PrismaClient): SessionStore {
  const unlessEnded = <R, E>(work: Promise<R>, ended: E): Promise<R | E> =>
    work.catch((error: unknown) => {
      if (error instanceof Ended) return ended;
      throw error;
    });

  /** Ends sessions, and with them what they began: a sign-in that is not completed holds tokens. */
  const end = (where: Prisma.SessionWhereInput & { shopId: string }, now: Date) =>
    prisma.$transaction(async (tx) => {
      const ended = await tx.session.updateManyAndReturn({
        where: { ...where, endedAt: null },
        data: { endedAt: now },
        select: { id: true, level: true, expiresAt: true },
      });
      await tx.oAuthAttempt.deleteMany({ where: { sessionId: { in: ended.map(({ id }) => id) } } });
      return ended.filter(({ level, expiresAt }) => level === 'full' && expiresAt > now).length;
    });

  async function seen(row: SessionRow & { lastSeenAt: Date }, now: Date): Promise<Session> {
    if (now.getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS) {
      await prisma.session.updateMany({ where: { id: row.id }, data: { lastSeenAt: now } });
    }
    return toSession(row);
  }

  return {
    async create({ shopId, expiresAt, userAgent, address }) {
      return toSession(
        await prisma.session.create({
          data: { shopId, level: 'guest', expiresAt, userAgent: cut(userAgent), address },
        }),
      );
    },

    async find(id, now) {
      const row = await prisma.session.findFirst({ where: { id, endedAt: null, expiresAt: { gt: now } } });
      return row === null ? null : seen(row, now);
    },

    async findOf(instance, ids, now) {
      if (ids.length === 0) return null;
      const rows = await prisma.session.findMany({
        where: { id: { in: [...ids] }, endedAt: null, expiresAt: { gt: now }, shop: { instance } },
      });
      const row = rows.sort((one, other) => ids.indexOf(other.id) - ids.indexOf(one.id))[0];
      return row === undefined ? null : seen(row, now);
    },

    async extend(id, expiresAt, now, { userAgent, address }) {
      const { count } = await prisma.session.updateMany({
        where: { id, endedAt: null },
        data: { expiresAt, lastSeenAt: now, userAgent: cut(userAgent), address },
      });
      return count > 0;
    },

    async claim({ shopId, expiresAt, userAgent, address }, now) {
      return prisma.$transaction(async (tx) => {
        // The one statement that decides who was first.
        const { count } = await tx.shop.updateMany({
          where: { id: shopId, claimedAt: null, setupEndsAt: { gt: now } },
          data: { claimedAt: now },
        });
        if (count === 0) return null;
        const data = { shopId, level: 'guest', expiresAt, userAgent: cut(userAgent), address };
        const session = toSession(await tx.session.create({ data }));
        await signIn(tx, session, { newId: session.id, origin: 'claim', user: null, now });
        return { ...session, level: 'full' as const };
      });
    },

    promote(session, { companyId, user, now }) {
      const work = prisma.$transaction(async (tx) => {
        await lockShop(tx, session.shopId);
        const connected = await tx.connection.count({ where: { shopId: session.shopId, companyId } });
        if (connected === 0) return null;
        const newId = randomUUID();
        await signIn(tx, session, { newId, origin: 'sign-in', user, now });
        return { ...session, id: newId, level: 'full' as const };
      });
      return unlessEnded(work, null);
    },

    async noteUser({ id, shopId }, user) {
      const data = { userName: user.name, userEmail: user.email };
      await prisma.$transaction([
        prisma.session.updateMany({ where: { id, shopId }, data }),
        prisma.signIn.updateMany({ where: { sessionId: id, shopId, userName: null, userEmail: null }, data }),
      ]);
    },

    async listOpen(shopId, now) {
      const rows = await prisma.session.findMany({
        where: { shopId, level: 'full', endedAt: null, expiresAt: { gt: now } },
        orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
      });
      return rows.map((row) => ({
        id: row.id,
        origin: toOrigin(row.origin),
        user: toUser(row),
        signedInAt: row.signedInAt ?? row.createdAt,
        lastSeenAt: row.lastSeenAt,
        expiresAt: row.expiresAt,
        userAgent: row.userAgent,
        address: row.address,
      }));
    },

    async listSignIns(shopId, limit) {
      const rows = await prisma.signIn.findMany({
        where: { shopId },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      return rows.map((row) => ({
        at: row.at,
        origin: toOrigin(row.origin),
        user: toUser(row),
        userAgent: row.userAgent,
        address: row.address,
      }));
    },

    async end(shopId, id, now) {
      return (await end({ shopId, id, level: 'full', expiresAt: { gt: now } }, now)) > 0;
    },

    endOthers: (shopId, keepId, now) => end({ shopId, id: { not: keepId } }, now),

    async deleteExpired(now, signInsSince) {
      if (signInsSince !== null) await prisma.signIn.deleteMany({ where: { at: { lt: signInsSince } } });
      return (await prisma.session.deleteMany({ where: { expiresAt: { lt: now } } })).count;
    },
  };
}
