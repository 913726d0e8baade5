import { problem } from '../../domain/problem.ts';
import type { ShopKeys } from '../../ports/shop.ts';
import type { InstalledShop, ShopStore } from '../../ports/stores/connection/shops.ts';
import type { PrismaClient } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { hashToken, type Sealer } from '../sealing/seal.ts';
import { binds } from '../sealing/sealed-columns.ts';
import { createReconciling } from './reconciling.ts';

type ShopRow = InstalledShop & { sealedKeys: Uint8Array };

function toShop(row: ShopRow): InstalledShop {
  const { id, instance, uid, name, url, installedAt, setupEndsAt, claimedAt, webhooksAt } = row;
  return { id, instance, uid, name, url, installedAt, setupEndsAt, claimedAt, webhooksAt };
}

export function createShopStore(prisma: PrismaClient, query: Query, sealer: Sealer): ShopStore {
  return {
    async find(id) {
      const row = await prisma.shop.findUnique({ where: { id } });
      return row === null ? null : toShop(row);
    },

    async findByInstance(instance) {
      const row = await prisma.shop.findUnique({ where: { instance } });
      return row === null ? null : toShop(row);
    },

    async findByName(name) {
      const row =
        (await prisma.shop.findUnique({ where: { instance: name } })) ??
        (await prisma.shop.findFirst({ where: { uid: name }, orderBy: { installedAt: 'desc' } }));
      return row === null ? null : toShop(row);
    },

    async readKeys(id) {
      const row = await prisma.shop.findUniqueOrThrow({ where: { id } });
      return sealer.open<ShopKeys>(row.sealedKeys, binds.shopKeys(row.instance));
    },

    async readAccess(id) {
      const row = await prisma.shop.findUnique({ where: { id } });
      if (row === null) throw problem('shop-not-installed', 'mend', {});
      const { keysRefusedAt, keysTriedNextAt } = row;
      const keys = sealer.open<ShopKeys>(row.sealedKeys, binds.shopKeys(row.instance));
      return { keys, keysRefusedAt, keysTriedNextAt };
    },

    async markKeysRefused(id, refusal) {
      await prisma.shop.updateMany({
        where: { id, ...(refusal === null ? {} : { keysRefusedAt: null }) },
        data: { keysRefusedAt: refusal?.since ?? null, keysTriedNextAt: refusal?.triedNextAt ?? null },
      });
    },

    async takeKeysTry(id, due, next) {
      const { count } = await prisma.shop.updateMany({
        where: { id, keysTriedNextAt: due },
        data: { keysTriedNextAt: next },
      });
      return count > 0;
    },

    async install({ instance, uid, name, url, keys, webhookToken, now, setupEndsAt }) {
      const stored = {
        uid,
        name,
        url,
        sealedKeys: sealer.seal(keys, binds.shopKeys(instance)),
        webhookTokenHash: hashToken(webhookToken),
        webhooksAt: null,
        installedAt: now,
        setupEndsAt,
        claimedAt: null,
        keysRefusedAt: null,
        keysTriedNextAt: null,
      };
      return prisma.$transaction(async (tx) => {
        // Installs of one instance or of one store come one after the other, and see what the one before stored.
        for (const name of [`install:${instance}`, `install-store:${uid}`].sort()) {
          await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
        }
        const holder = await tx.shop.findUnique({ where: { instance }, include: { connection: true } });
        if (holder !== null && holder.uid !== uid) {
          if (holder.connection?.companyId != null) return null;
          // Never connected to a company: the newest install wins, and all of the former goes.
          await tx.shop.delete({ where: { id: holder.id } });
        }
        const known =
          holder?.uid === uid
            ? holder
            : await tx.shop.findFirst({ where: { uid }, orderBy: { installedAt: 'desc' } });
        if (known === null) return toShop(await tx.shop.create({ data: { instance, ...stored } }));
        // The sequence of all locks (shop, session, attempt): a browser that claims at this moment comes before or after.
        const shop = toShop(await tx.shop.update({ where: { id: known.id }, data: { instance, ...stored } }));
        await tx.session.updateMany({ where: { shopId: known.id, endedAt: null }, data: { endedAt: now } });
        await tx.oAuthAttempt.deleteMany({ where: { shopId: known.id } });
        return shop;
      });
    },

    async markWebhooksRegistered(id, at) {
      await prisma.shop.update({ where: { id }, data: { webhooksAt: at } });
    },

    async markWebhookSeen(id, at) {
      const { count } = await prisma.shop.updateMany({
        where: { id, webhookSeenAt: null },
        data: { webhookSeenAt: at },
      });
      return count > 0;
    },

    async renewWebhookToken(id, token) {
      await prisma.shop.update({ where: { id }, data: { webhookTokenHash: hashToken(token) } });
    },

    async listRefusedSince(before) {
      const rows = await prisma.shop.findMany({
        where: { keysRefusedAt: { lt: before } },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },

    async erase(id) {
      await prisma.shop.deleteMany({ where: { id } });
    },

    ...createReconciling(query, sealer),
  };
}
