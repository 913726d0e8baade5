import type { OpenedLane, WakeStore } from '../../ports/queue.ts';
import { currentTrail } from '../../trail.ts';
import { Prisma } from '../generated/client.ts';
import type { Locks } from '../postgres/lock.ts';
import type { Query } from '../postgres/query.ts';
import type { Sealer } from '../sealing/seal.ts';
import { binds } from '../sealing/sealed-columns.ts';
import { type RestJson, restSql, toRest } from './rest.ts';

/** First key of the advisory lock that says which process works off a shop; the second is the shop's hash. */
const LANE_LOCK = 0x6c616e65;

/**
 * SQL that wakes a shop's worker; part of the transaction or statement that makes the work.
 * A wake for now and one for later have different keys, so that neither can put the other off.
 */
export function wakeSql(shopId: Prisma.Sql, at?: Date): Prisma.Sql {
  return at === undefined
    ? Prisma.sql`graphile_worker.add_job('shop', json_build_object('shopId', ${shopId}), job_key => 'shop:' || ${shopId})`
    : Prisma.sql`graphile_worker.add_job('shop', json_build_object('shopId', ${shopId}), run_at => ${at}::timestamptz, job_key => 'shop:' || ${shopId} || ':later')`;
}

/** A shop id given as a value, for `wakeSql`. */
export const textValue = (value: string) => Prisma.sql`${value}::text`;

/** What the statement that takes a lane reads: the shop with its keys, and what is due. */
const OPEN_LANE = `
  select json_build_object('id', s.id, 'instance', s.instance, 'uid', s.uid, 'name', s.name, 'url', s.url,
    'installedAt', s.installed_at, 'setupEndsAt', s.setup_ends_at, 'claimedAt', s.claimed_at,
    'webhooksAt', s.webhooks_at, 'sealedKeys', encode(s.sealed_keys, 'base64'),
    'keysRefusedAt', s.keys_refused_at, 'keysTriedNextAt', s.keys_tried_next_at,
    'orphans', exists (select 1 from deliveries where shop_id = s.id and state = 'sending')
      or exists (select 1 from e_invoices where shop_id = s.id and copy_state = 'sending'),
    'rest', ${restSql(Prisma.raw('s.id'), Prisma.raw('$5::timestamptz'), Prisma.raw('$6::int')).text})
  from shops s where s.id = $2::uuid`;

interface LaneJson {
  id: string;
  instance: string;
  uid: string;
  name: string;
  url: string;
  installedAt: string;
  setupEndsAt: string;
  claimedAt: string | null;
  webhooksAt: string | null;
  sealedKeys: string;
  keysRefusedAt: string | null;
  keysTriedNextAt: string | null;
  orphans: boolean;
  rest: RestJson;
}

const toDate = (text: string | null) => (text === null ? null : new Date(text));

function toOpenedLane(sealer: Sealer, told: LaneJson): OpenedLane {
  const { id, instance, uid, name, url, orphans, rest } = told;
  return {
    shop: {
      id,
      instance,
      uid,
      name,
      url,
      installedAt: new Date(told.installedAt),
      setupEndsAt: new Date(told.setupEndsAt),
      claimedAt: toDate(told.claimedAt),
      webhooksAt: toDate(told.webhooksAt),
    },
    access: {
      keys: sealer.open(Buffer.from(told.sealedKeys, 'base64'), binds.shopKeys(instance)),
      keysRefusedAt: toDate(told.keysRefusedAt),
      keysTriedNextAt: toDate(told.keysTriedNextAt),
    },
    orphans,
    rest: toRest(id, rest),
  };
}

export function createWakeStore(query: Query, locks: Locks, sealer: Sealer): WakeStore {
  return {
    async wakeShop(shopId, at) {
      await query.execute(Prisma.sql`select 1 as ok from ${wakeSql(textValue(shopId), at)}`);
    },

    async wakeShops(shopIds) {
      if (shopIds.length === 0) return;
      const ids = Prisma.sql`(select id from unnest(${[...shopIds]}::text[]) as id order by id) shops`;
      await query.execute(Prisma.sql`select ${wakeSql(Prisma.sql`shops.id`)} from ${ids}`);
    },

    async enqueue(task, payload, { key, runAt, priority }) {
      const requestId = currentTrail()?.requestId;
      const told = JSON.stringify({ ...payload, ...(requestId === undefined ? {} : { requestId }) });
      await query.execute(Prisma.sql`select 1 as ok from graphile_worker.add_job(${task}, ${told}::json,
        job_key => ${key}, run_at => ${runAt ?? null}::timestamptz, priority => ${priority ?? null}::int)`);
    },

    async forgetDead(before) {
      await query.execute(Prisma.sql`select count(*)::int as n from graphile_worker.complete_jobs(array(
        select id from graphile_worker.jobs
        where locked_at is null and attempts >= max_attempts and updated_at < ${before}))`);
    },

    async listDueShops(now) {
      const rows = await query.rows<{ id: string }>(Prisma.sql`
        with due as (
          select shop_id from order_hints where next_try_at is null or next_try_at <= ${now}
          union select shop_id from deliveries where state in ('queued', 'sending')
          union select shop_id from deliveries where state = 'waiting' and next_try_at <= ${now}
          union select shop_id from e_invoices where act is not null and act_at <= ${now}
          union select shop_id from document_acts where act_at <= ${now}
          union select shop_id from credit_notes where act_at <= ${now} and state <> 'sent')
        select s.id::text as id from due join shops s on s.id = due.shop_id
        where s.keys_tried_next_at is null or s.keys_tried_next_at <= ${now}`);
      return rows.map((row) => row.id);
    },

    async rest(shopId, now, limit) {
      const value = restSql(
        Prisma.sql`${shopId}::uuid`,
        Prisma.sql`${now}::timestamptz`,
        Prisma.sql`${limit}::int`,
      );
      const [row] = await query.rows<{ rest: RestJson }>(Prisma.sql`select ${value} as rest`);
      if (row === undefined) throw new Error('not looked');
      return toRest(shopId, row.rest);
    },

    withShopLane: (shopId, { now, limit }, work) =>
      locks.withLock(
        LANE_LOCK,
        shopId,
        (lost, told) => work(lost, told === null ? null : toOpenedLane(sealer, told as LaneJson)),
        { text: OPEN_LANE, values: [now, limit] },
      ),
  };
}
