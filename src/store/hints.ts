import type { HintStore } from '../flows/store.ts';
import { currentTrail } from '../trail.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { hashToken } from './seal.ts';
import { textValue, wakeSql } from './wake.ts';

const requestId = () => currentTrail()?.requestId ?? null;

export function createHintStore(prisma: PrismaClient): HintStore {
  return {
    async receive(webhookToken, orderId) {
      const rows = await prisma.$queryRaw<{ woken: number }[]>`
        with kept as (
          insert into order_hints (shop_id, order_id, received_at, request_id)
          select id, ${orderId}, clock_timestamp(), ${requestId()} from shops where webhook_token_hash = ${hashToken(webhookToken)}
          on conflict (shop_id, order_id)
            do update set attempts = 0, next_try_at = null, request_id = excluded.request_id,
              received_at = greatest(clock_timestamp(), order_hints.received_at + interval '1 ms')
          returning shop_id::text as shop_id),
        woken as (select ${wakeSql(Prisma.sql`shop_id`)} from kept)
        select count(*)::int as woken from woken`;
      return (rows[0]?.woken ?? 0) > 0;
    },

    async add(shopId, orderIds) {
      if (orderIds.length === 0) return;
      await prisma.$queryRaw`
        with kept as (
          insert into order_hints (shop_id, order_id, received_at, request_id)
          select ${shopId}::uuid, id, clock_timestamp(), ${requestId()} from unnest(${[...orderIds]}::text[]) as id
          on conflict (shop_id, order_id)
            do update set attempts = 0, next_try_at = null, request_id = excluded.request_id,
              received_at = greatest(clock_timestamp(), order_hints.received_at + interval '1 ms')
          returning 1),
        woken as (select ${wakeSql(textValue(shopId))} where exists (select 1 from kept))
        select count(*)::int as woken from woken`;
    },

    async next(shopId, now) {
      const row = await prisma.orderHint.findFirst({
        where: { shopId, OR: [{ nextTryAt: null }, { nextTryAt: { lte: now } }] },
        orderBy: { receivedAt: 'asc' },
      });
      return row === null
        ? null
        : {
            shopId,
            orderId: row.orderId,
            attempts: row.attempts,
            receivedAt: row.receivedAt,
            requestId: row.requestId,
          };
    },

    async done(hint) {
      await prisma.orderHint.deleteMany({
        where: { shopId: hint.shopId, orderId: hint.orderId, receivedAt: { lte: hint.receivedAt } },
      });
    },

    async postpone(hint, nextTryAt) {
      await prisma.orderHint.updateMany({
        where: { shopId: hint.shopId, orderId: hint.orderId, receivedAt: { lte: hint.receivedAt } },
        data: { nextTryAt, attempts: { increment: 1 } },
      });
    },
  };
}
