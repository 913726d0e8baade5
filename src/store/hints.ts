import type pg from 'pg';
import type { HintStore } from '../flows/store.ts';
import { currentTrail } from '../trail.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import type { Query } from './query.ts';
import { hashToken } from './seal.ts';
import { textValue, wakeSql } from './wake.ts';

const requestId = () => currentTrail()?.requestId ?? null;

/** Token's hash, order, request: the platform waits for this one statement alone. */
const RECEIVE = `
  with kept as (
    insert into order_hints (shop_id, order_id, received_at, request_id)
    select id, $2::text, clock_timestamp(), $3::text from shops where webhook_token_hash = $1::bytea
    on conflict (shop_id, order_id)
      do update set attempts = 0, next_try_at = null, request_id = excluded.request_id,
        received_at = greatest(clock_timestamp(), order_hints.received_at + interval '1 ms')
    returning shop_id::text as shop_id),
  woken as (
    select graphile_worker.add_job('shop', json_build_object('shopId', shop_id), job_key => 'shop:' || shop_id)
    from kept)
  select count(*)::int as woken from woken`;

export function createHintStore(prisma: PrismaClient, query: Query, hintPool: pg.Pool): HintStore {
  return {
    async receive(webhookToken, orderId) {
      const { rows } = await hintPool.query<{ woken: number }>({
        name: 'receive-hint',
        text: RECEIVE,
        values: [Buffer.from(hashToken(webhookToken)), orderId, requestId()],
      });
      return (rows[0]?.woken ?? 0) > 0;
    },

    async add(shopId, orderIds) {
      if (orderIds.length === 0) return;
      await query.execute(Prisma.sql`
        with kept as (
          insert into order_hints (shop_id, order_id, received_at, request_id)
          select ${shopId}::uuid, id, clock_timestamp(), ${requestId()} from unnest(${[...orderIds]}::text[]) as id
          on conflict (shop_id, order_id)
            do update set attempts = 0, next_try_at = null, request_id = excluded.request_id,
              received_at = greatest(clock_timestamp(), order_hints.received_at + interval '1 ms')
          returning 1),
        woken as (select ${wakeSql(textValue(shopId))} where exists (select 1 from kept))
        select count(*)::int as woken from woken`);
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
