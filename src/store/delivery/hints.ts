import type pg from 'pg';
import type { HintStore } from '../../ports/stores/hints.ts';
import { currentTrail } from '../../trail.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { isDatabaseAway } from '../postgres/database.ts';
import type { Query } from '../postgres/query.ts';
import { tryAgain } from '../postgres/try-again.ts';
import { hashToken, type Sealer } from '../sealing/seal.ts';
import { binds } from '../sealing/sealed-columns.ts';
import { textValue, wakeSql } from './wake.ts';

const requestId = () => currentTrail()?.requestId ?? null;

/**
 * Tokens' hashes, orders, requests, and whether each is to be followed by a job; answers those whose token is a shop's, by
 * their places. Who follows them at once is woken without the queue: the hint stands in the tables.
 */
const RECEIVE = `
  with known as (
    select g.place, g.by_job, s.id as shop_id, g.order_id, g.request_id, s.instance, s.sealed_keys,
      s.webhook_seen_at is not null as is_seen
    from unnest($1::bytea[], $2::text[], $3::text[], $4::boolean[]) with ordinality
      as g (hash, order_id, request_id, by_job, place)
    join shops s on s.webhook_token_hash = g.hash),
  kept as (
    insert into order_hints (shop_id, order_id, received_at, request_id)
    select distinct on (shop_id, order_id) shop_id, order_id, clock_timestamp(), request_id
    from known order by shop_id, order_id, place desc
    on conflict (shop_id, order_id)
      do update set attempts = 0, next_try_at = null, request_id = excluded.request_id,
        received_at = greatest(clock_timestamp(), order_hints.received_at + interval '1 ms')
    returning 1),
  woken as (
    select graphile_worker.add_job('shop', json_build_object('shopId', shop_id), job_key => 'shop:' || shop_id)
    from (select distinct shop_id::text as shop_id from known where by_job order by 1) shops)
  select place::int, shop_id::text as "shopId", instance, sealed_keys as "sealedKeys", is_seen as "isSeen",
    (select count(*)::int from woken) as woken, (select count(*)::int from kept) as kept
  from known`;

interface ReceivedRow {
  place: number;
  shopId: string;
  instance: string;
  sealedKeys: Buffer;
  isSeen: boolean;
}

/** Statements for webhooks at once; what comes meanwhile goes together in the next one. */
const RECEIVING_AT_ONCE = 1;
const RECEIVED_TOGETHER = 200;

interface Received {
  tokenHash: Buffer;
  orderId: string;
  requestId: string | null;
  byJob: boolean;
  done(row: ReceivedRow | undefined): void;
  failed(error: unknown): void;
}

/**
 * The platform waits for one statement, or for the end of another and one: with many webhooks the database makes few
 * large commits instead of many small ones. Rows and jobs are taken in one sequence, so that no two wait for each other.
 */
function createReceiver(pool: pg.Pool): (hint: Received) => void {
  const waiting: Received[] = [];
  let running = 0;

  async function keep(together: readonly Received[]) {
    const { rows } = await tryAgain(() =>
      pool.query<ReceivedRow>({
        name: 'receive-hints',
        text: RECEIVE,
        values: [
          together.map((one) => one.tokenHash),
          together.map((one) => one.orderId),
          together.map((one) => one.requestId),
          together.map((one) => one.byJob),
        ],
      }),
    );
    const known = new Map(rows.map((row) => [row.place, row]));
    for (const [index, one] of together.entries()) one.done(known.get(index + 1));
  }

  /** What the database refuses of some is asked for shop by shop, then one by one: a refusal is its own hint's alone. */
  async function receive(together: readonly Received[]): Promise<void> {
    try {
      await keep(together);
    } catch (error) {
      const parts = isDatabaseAway(error) ? [together] : apart(together);
      if (parts.length > 1) for (const part of parts) await receive(part);
      else for (const one of together) one.failed(error);
    }
  }

  function next() {
    while (running < RECEIVING_AT_ONCE && waiting.length > 0) {
      running += 1;
      void receive(waiting.splice(0, RECEIVED_TOGETHER)).then(() => {
        running -= 1;
        next();
      });
    }
  }

  return (hint) => {
    waiting.push(hint);
    next();
  };
}

/** By shop; those of one shop one by one. */
function apart(together: readonly Received[]): (readonly Received[])[] {
  const byShop = new Map<string, Received[]>();
  for (const one of together) {
    const shop = one.tokenHash.toString('hex');
    byShop.set(shop, [...(byShop.get(shop) ?? []), one]);
  }
  return byShop.size > 1 ? [...byShop.values()] : together.map((one) => [one]);
}

export function createHintStore(
  prisma: PrismaClient,
  query: Query,
  hintPool: pg.Pool,
  sealer: Sealer,
): HintStore {
  const receive = createReceiver(hintPool);
  return {
    receive: (webhookToken, orderId, byJob) =>
      new Promise((answer, failed) => {
        const tokenHash = Buffer.from(hashToken(webhookToken));
        const done = (row: ReceivedRow | undefined) =>
          answer(
            row === undefined
              ? null
              : {
                  shopId: row.shopId,
                  isSeen: row.isSeen,
                  readKeys: () => sealer.open(row.sealedKeys, binds.shopKeys(row.instance)),
                },
          );
        receive({ tokenHash, orderId, requestId: requestId(), byJob, done, failed });
      }),

    async add(shopId, orderIds) {
      if (orderIds.length === 0) return;
      // Each order once, in the sequence in which webhooks take them.
      const add = Prisma.sql`
        with kept as (
          insert into order_hints (shop_id, order_id, received_at, request_id)
          select ${shopId}::uuid, id, clock_timestamp(), ${requestId()}
          from (select distinct id from unnest(${[...orderIds]}::text[]) as id order by id) ids
          on conflict (shop_id, order_id)
            do update set attempts = 0, next_try_at = null, request_id = excluded.request_id,
              received_at = greatest(clock_timestamp(), order_hints.received_at + interval '1 ms')
          returning 1),
        woken as (select ${wakeSql(textValue(shopId))} where exists (select 1 from kept))
        select count(*)::int as woken from woken`;
      await tryAgain(() => query.execute(add));
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
