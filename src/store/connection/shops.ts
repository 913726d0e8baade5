import type { ShopKeys } from '../../ports/shop.ts';
import type { InstalledShop, ShopStore } from '../../ports/stores/shops.ts';
import type { PrismaClient } from '../generated/client.ts';
import { hashToken, type Sealer } from '../sealing/seal.ts';
import { binds } from '../sealing/sealed-columns.ts';

type ShopRow = InstalledShop & { sealedKeys: Uint8Array };

function toShop(row: ShopRow): InstalledShop {
  const { id, instance, uid, name, url, installedAt, setupEndsAt, claimedAt, webhooksAt } = row;
  return { id, instance, uid, name, url, installedAt, setupEndsAt, claimedAt, webhooksAt };
}

export function createShopStore(prisma: PrismaClient, sealer: Sealer): ShopStore {
  return {
    async find(id) {
      const row = await prisma.shop.findUnique({ where: { id } });
      return row === null ? null : toShop(row);
    },

    async findByInstance(instance) {
      const row = await prisma.shop.findUnique({ where: { instance } });
      return row === null ? null : toShop(row);
    },

    async readKeys(id) {
      const row = await prisma.shop.findUniqueOrThrow({ where: { id } });
      return sealer.open<ShopKeys>(row.sealedKeys, binds.shopKeys(row.instance));
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
      };
      return prisma.$transaction(async (tx) => {
        // Two installs of one instance at once: the second waits here and then sees the first one's uid.
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`install:${instance}`}, 0))`;
        const known = await tx.shop.findUnique({ where: { instance } });
        if (known !== null && known.uid !== uid) return null;
        if (known === null) return toShop(await tx.shop.create({ data: { instance, ...stored } }));
        // The sequence of all locks (shop, session, attempt): a browser that claims at this moment comes before or after.
        const shop = toShop(await tx.shop.update({ where: { id: known.id }, data: stored }));
        await tx.session.updateMany({ where: { shopId: known.id, endedAt: null }, data: { endedAt: now } });
        await tx.oAuthAttempt.deleteMany({ where: { shopId: known.id } });
        return shop;
      });
    },

    async markWebhooksRegistered(id, at) {
      await prisma.shop.update({ where: { id }, data: { webhooksAt: at } });
    },

    async renewWebhookToken(id, token) {
      await prisma.shop.update({ where: { id }, data: { webhookTokenHash: hashToken(token) } });
    },

    async listConnected() {
      const rows = await prisma.connection.findMany({
        where: { companyId: { not: null } },
        select: { shopId: true },
      });
      return rows.map((row) => row.shopId);
    },

    async ordersSeen(id) {
      const row = await prisma.shop.findUnique({
        where: { id },
        select: { ordersSeenUntil: true, ordersSpanMs: true },
      });
      return { seenUntil: row?.ordersSeenUntil ?? null, spanMs: row?.ordersSpanMs ?? null };
    },

    async markOrdersSeen(id, until) {
      await prisma.shop.update({ where: { id }, data: { ordersSeenUntil: until } });
    },

    async limitOrdersSpan(id, spanMs) {
      await prisma.shop.update({ where: { id }, data: { ordersSpanMs: spanMs } });
    },
  };
}
