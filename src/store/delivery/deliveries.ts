import { randomUUID } from 'node:crypto';
import type { Delivery, DeliveryEventType, DeliveryState, DocumentKind } from '../../domain/delivery.ts';
import type { ProblemText } from '../../domain/problem.ts';
import type { ClaimedDelivery, DeliveryStore, MadeDocument } from '../../ports/deliveries.ts';
import type { QuotaGrant } from '../../ports/quota.ts';
import type { Setup } from '../../ports/setups.ts';
import { currentTrail } from '../../trail.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { ORDER_FIELDS, orderRecord, saveOrdersSql } from '../orders/save-order.ts';
import { decodeCursor, encodeCursor, isUuid } from '../postgres/cursor.ts';
import type { Query } from '../postgres/query.ts';
import { type CallRow, type TakeCallSql, toGrant } from '../quota/quota.ts';
import { doubtSql } from './doubt.ts';
import { textValue, wakeSql } from './wake.ts';

interface DeliveryRow {
  id: string;
  shopId: string;
  orderId: string;
  state: string;
  origin: string;
  kind: string;
  attempts: number;
  nextTryAt: Date | null;
  problem: unknown;
  creatingSince: Date | null;
  creatingKind: string | null;
  companyId: number | null;
  documentId: number | null;
  documentNumber: string | null;
  documentUrl: string | null;
  generation: number;
  firstTriedAt: Date | null;
  requestId: string | null;
  requestedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Columns of `deliveries` under the names of `DeliveryRow`, for raw queries. */
const columns = Prisma.raw(`
  id::text as id, shop_id::text as "shopId", order_id as "orderId", state, origin, kind, attempts,
  next_try_at as "nextTryAt", problem, creating_since as "creatingSince", creating_kind as "creatingKind",
  company_id as "companyId", document_id as "documentId", document_number as "documentNumber",
  document_url as "documentUrl", generation, first_tried_at as "firstTriedAt",
  request_id as "requestId", requested_at as "requestedAt",
  created_at as "createdAt", updated_at as "updatedAt"`);

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    shopId: row.shopId,
    orderId: row.orderId,
    state: row.state as DeliveryState,
    origin: row.origin as Delivery['origin'],
    kind: row.kind as DocumentKind,
    document:
      row.documentId === null
        ? null
        : { id: row.documentId, number: row.documentNumber ?? '', url: row.documentUrl ?? '' },
    companyId: row.companyId,
    attempts: row.attempts,
    nextTryAt: row.nextTryAt,
    problem: (row.problem as ProblemText | null) ?? null,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** A hint beside a delivery's columns. */
interface HintRow {
  hintOrderId: string | null;
  hintAttempts: number;
  hintReceivedAt: Date;
  hintRequestId: string | null;
}

/** The parts of a statement that take the delivery which `pick` selects, and note it. `pick` names the shop. */
const takenSql = (pick: Prisma.Sql, now: Date) => Prisma.sql`
  taken as (
    update deliveries set state = 'sending', attempts = attempts + 1, next_try_at = null,
      first_tried_at = coalesce(first_tried_at, ${now}), updated_at = now()
    where id = (${pick}) and state in ('queued', 'waiting') returning *),
  event as (
    insert into delivery_events (delivery_id, type, data)
    select id, 'started', jsonb_build_object('attempt', attempts) from taken)`;

function toClaimed(row: DeliveryRow, now: Date): ClaimedDelivery {
  return {
    ...toDelivery(row),
    generation: row.generation,
    creating:
      row.creatingSince === null
        ? null
        : {
            since: row.creatingSince,
            kind: row.creatingKind as DocumentKind | null,
            companyId: row.companyId,
          },
    firstTriedAt: row.firstTriedAt ?? now,
    requestId: row.requestId,
    requestedAt: row.requestedAt,
  };
}

const json = (value: unknown) => Prisma.sql`${JSON.stringify(value)}::jsonb`;

/** The parts of a statement that say of deliveries that they are sent. Whoever learns it does, even without its claim. */
const sentSql = (made: readonly MadeDocument[]) => {
  const rows = made.map(({ delivery, document, how, problem }) => ({
    id: delivery.id,
    how,
    problem,
    kind: document.kind ?? null,
    document_id: document.id,
    number: document.number,
    url: document.url,
  }));
  return Prisma.sql`
  sent as (
    update deliveries d set state = 'sent', problem = m.problem, next_try_at = null, creating_since = null,
      kind = coalesce(m.kind, d.creating_kind, d.kind), document_id = m.document_id, document_number = m.number,
      document_url = m.url, updated_at = now()
    from json_to_recordset(${JSON.stringify(rows)}::json) as m (id uuid, how text, problem jsonb, kind text,
      document_id int, number text, url text)
    where d.id = m.id and d.state <> 'sent' returning d.id, m.how, m.number),
  sent_event as (
    insert into delivery_events (delivery_id, type, data)
    select id, how, jsonb_build_object('number', number) from sent)`;
};

/** A create call that begins this long after its order was taken is noted durably by itself. */
const NOTED_AS_TAKEN_MS = 2500;

/** Whether all is as it was when the hand was taken, and whether one sent by hand waits. */
const handSql = (shopId: string, { settingsVersion, opened }: Setup) => ({
  asTaken: Prisma.sql`(
    select coalesce(sum(version), 0) from settings where shop_id = ${shopId}::uuid) = ${settingsVersion}::int
    and exists (select 1 from connections where shop_id = ${shopId}::uuid
      and rounding_doubted is not distinct from ${opened?.connection.roundingDoubted ?? null}::text)`,
  manualWaits: Prisma.sql`exists (
    select 1 from deliveries where shop_id = ${shopId}::uuid and state = 'queued' and priority = 0)`,
});

export function createDeliveryStore(
  prisma: PrismaClient,
  query: Query,
  takeCallSql: TakeCallSql,
): DeliveryStore {
  /**
   * One change of a delivery and its event, in one statement. `when` is the fence: a worker that lost its claim (its
   * database connection broke, another took over) changes nothing. False then.
   */
  async function change(
    id: string,
    when: Prisma.Sql,
    set: Prisma.Sql,
    type: DeliveryEventType,
    data: Record<string, unknown> = {},
  ): Promise<boolean> {
    const changed = await query.execute(Prisma.sql`
      with changed as (
        update deliveries set ${set}, updated_at = now() where id = ${id}::uuid and ${when} returning id)
      insert into delivery_events (delivery_id, type, data) select id, ${type}, ${json(data)} from changed`);
    return changed > 0;
  }

  const held = ({ attempts }: ClaimedDelivery) => Prisma.sql`state = 'sending' and attempts = ${attempts}`;

  return {
    async find(shopId, orderId) {
      const row = await prisma.delivery.findUnique({ where: { shopId_orderId: { shopId, orderId } } });
      return row === null ? null : toDelivery(row);
    },

    async events(shopId, orderId) {
      const rows = await prisma.deliveryEvent.findMany({
        where: { delivery: { shopId, orderId } },
        orderBy: { id: 'asc' },
      });
      return rows.map((row) => ({
        at: row.at,
        type: row.type as DeliveryEventType,
        values: row.data as Record<string, unknown>,
      }));
    },

    async findSettled(shopId, orderIds) {
      const rows = await prisma.delivery.findMany({
        where: { shopId, orderId: { in: [...orderIds] }, state: { notIn: ['failed', 'skipped'] } },
        select: { orderId: true },
      });
      return new Set(rows.map((row) => row.orderId));
    },

    async list(shopId, { state, cursor, limit }) {
      const place = decodeCursor(cursor);
      const after = place !== null && isUuid(place.id) ? place : null;
      const rows = await prisma.delivery.findMany({
        where: {
          shopId,
          ...(state === undefined ? {} : { state }),
          ...(after === null
            ? {}
            : { OR: [{ updatedAt: { lt: after.at } }, { updatedAt: after.at, id: { lt: after.id } }] }),
        },
        orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
        take: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        deliveries: page.map(toDelivery),
        nextCursor:
          rows.length > limit && last !== undefined
            ? encodeCursor({ at: last.updatedAt, id: last.id })
            : null,
      };
    },

    async accept({ shopId, orderId, origin, kind, requeue }) {
      const priority = origin === 'manual' ? 0 : 1;
      const again = requeue ? Prisma.sql`('failed', 'skipped', 'waiting')` : Prisma.sql`('skipped')`;
      const trail = currentTrail();
      const rows = await query.rows<DeliveryRow>(Prisma.sql`
        with before as (
          select id, state from deliveries where shop_id = ${shopId}::uuid and order_id = ${orderId} for update),
        made as (
          insert into deliveries (shop_id, order_id, state, origin, kind, priority, request_id, requested_at,
            creating_since, updated_at)
          values (${shopId}::uuid, ${orderId}, 'queued', ${origin}, ${kind}, ${priority},
            ${trail?.requestId ?? null}, ${trail?.receivedAt ?? null},
            ${doubtSql(shopId, Prisma.sql`${orderId}`)}, now())
          on conflict (shop_id, order_id) do update set
            state = case when deliveries.state in ${again} then 'queued' else deliveries.state end,
            next_try_at = case when deliveries.state in ${again} then null else deliveries.next_try_at end,
            problem = case when deliveries.state in ${again} then null else deliveries.problem end,
            kind = case when deliveries.state in ('sent', 'sending') then deliveries.kind else ${kind} end,
            origin = case when deliveries.state in ${again} or (${origin} = 'manual' and deliveries.state <> 'sent')
              then ${origin} else deliveries.origin end,
            priority = least(deliveries.priority, ${priority}),
            request_id = coalesce(excluded.request_id, deliveries.request_id),
            requested_at = coalesce(excluded.requested_at, deliveries.requested_at),
            updated_at = now()
          returning *),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select made.id, case when before.id is null then 'accepted' else 'requeued' end,
                 jsonb_build_object('origin', ${origin}::text)
          from made left join before on before.id = made.id
          where before.id is null or (before.state <> 'queued' and made.state = 'queued')),
        woken as (select ${wakeSql(textValue(shopId))} from made where made.state = 'queued')
        select ${columns}, (select count(*)::int from woken) as woken from made`);
      const row = rows[0];
      if (row === undefined) throw new Error('delivery not stored');
      return toDelivery(row);
    },

    async acceptMany(shopId, orders, now) {
      if (orders.length === 0) return 0;
      const batchId = randomUUID();
      // Rows are taken in one order, so that two requests at once do not wait for each other.
      const rows = await query.rows<{ queued: number }>(Prisma.sql`
        with wanted as (
          select * from unnest(${orders.map(({ orderId }) => orderId)}::text[],
            ${orders.map(({ kind }) => kind)}::text[]) as w (order_id, kind) order by order_id),
        made as (
          insert into deliveries (shop_id, order_id, state, origin, kind, priority, batch_id, request_id,
            creating_since, updated_at)
          select ${shopId}::uuid, w.order_id, 'queued', 'manual', w.kind, 0, ${batchId}::uuid,
            ${currentTrail()?.requestId ?? null}::text, ${doubtSql(shopId, Prisma.sql`w.order_id`)}, now() from wanted w
          on conflict (shop_id, order_id) do update set
            state = 'queued', next_try_at = null, problem = null, priority = 0, kind = excluded.kind,
            origin = case when deliveries.state = 'skipped' then 'manual' else deliveries.origin end,
            batch_id = excluded.batch_id, request_id = excluded.request_id, requested_at = null,
            updated_at = now()
          where deliveries.state not in ('sent', 'sending')
          returning id),
        batch as (
          insert into send_batches (id, shop_id, started_at, total)
          values (${batchId}::uuid, ${shopId}::uuid, ${now}, (select count(*) from made))),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select id, 'accepted', '{"origin":"manual"}'::jsonb from made),
        woken as (select ${wakeSql(textValue(shopId))} where exists (select 1 from made))
        select (select count(*)::int from made) as queued, (select count(*)::int from woken) as woken`);
      return rows[0]?.queued ?? 0;
    },

    async latestBatch(shopId) {
      const batch = await prisma.sendBatch.findFirst({ where: { shopId }, orderBy: { startedAt: 'desc' } });
      if (batch === null) return null;
      const rows = await prisma.delivery.groupBy({
        by: ['state'],
        where: { batchId: batch.id },
        _count: true,
        _min: { nextTryAt: true },
      });
      const states = { queued: 0, sending: 0, sent: 0, waiting: 0, failed: 0, skipped: 0 };
      for (const row of rows) states[row.state as DeliveryState] = row._count;
      const nextTryAt = rows.find((row) => row.state === 'waiting')?._min.nextTryAt ?? null;
      return { ...batch, states, nextTryAt };
    },

    async cancelBatch(shopId, batchId, reason, now) {
      const mine = Prisma.sql`shop_id = ${shopId}::uuid and batch_id = ${batchId}::uuid
        and state in ('queued', 'waiting')`;
      const rows = await query.rows<{ id: string }>(Prisma.sql`
        with stopped as (
          update deliveries set state = 'skipped', next_try_at = null, problem = null, updated_at = now()
          where ${mine} and origin = 'manual' and creating_since is null returning id),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select id, 'skipped', ${json({ reason })} from stopped),
        left_alone as (
          update deliveries set batch_id = null, priority = 1, updated_at = now()
          where ${mine} and origin = 'automatic' returning id)
        update send_batches
        set cancelled_at = coalesce(cancelled_at, ${now}), total = total - (select count(*) from left_alone)
        where id = ${batchId}::uuid and shop_id = ${shopId}::uuid returning id::text as id`);
      return rows.length > 0;
    },

    async acceptAgain(seen, reason) {
      const rows = await query.rows<DeliveryRow>(Prisma.sql`
        with made as (
          update deliveries set state = 'queued', origin = 'manual', priority = 0, generation = generation + 1,
            problem = null, next_try_at = null, creating_since = null, document_id = null, document_number = null,
            document_url = null, first_tried_at = null, updated_at = now()
          where id = ${seen.id}::uuid and shop_id = ${seen.shopId}::uuid and state = ${seen.state}
            and state in ('sent', 'failed') and document_id is not distinct from ${seen.document?.id ?? null}::int
          returning *),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select id, ${reason === 'asked' ? 'requeued' : 'document-deleted'}, '{"origin":"manual"}'::jsonb from made),
        woken as (select ${wakeSql(textValue(seen.shopId))} from made)
        select ${columns}, (select count(*)::int from woken) as woken from made`);
      return rows[0] === undefined ? null : toDelivery(rows[0]);
    },

    async requeue(shopId, { orderIds, problemCodes, states }) {
      if (states.length === 0 || orderIds?.length === 0 || problemCodes?.length === 0) return 0;
      const only = [
        Prisma.sql`shop_id = ${shopId}::uuid`,
        Prisma.sql`state = any(${[...states]})`,
        ...(orderIds === undefined ? [] : [Prisma.sql`order_id = any(${orderIds})`]),
        ...(problemCodes === undefined ? [] : [Prisma.sql`problem->>'code' = any(${[...problemCodes]})`]),
      ];
      const rows = await query.rows<{ count: number }>(Prisma.sql`
        with made as (
          update deliveries set state = 'queued', problem = null, next_try_at = null, first_tried_at = null,
            updated_at = now()
          where ${Prisma.join(only, ' and ')} returning id),
        event as (
          insert into delivery_events (delivery_id, type, data) select id, 'requeued', '{}'::jsonb from made),
        woken as (select ${wakeSql(textValue(shopId))} where exists (select 1 from made))
        select (select count(*)::int from made) as count, (select count(*)::int from woken) as woken`);
      return rows[0]?.count ?? 0;
    },

    async releaseOrphans(shopId) {
      return query.execute(Prisma.sql`
        update deliveries set state = 'queued', updated_at = now()
        where shop_id = ${shopId}::uuid and state = 'sending'`);
    },

    async next(shopId, now, limit) {
      const due = Prisma.sql`select id from (
          (select id, priority, created_at from deliveries
           where shop_id = ${shopId}::uuid and state = 'queued'
           order by priority, created_at limit 1)
          union all
          (select id, priority, created_at from deliveries
           where shop_id = ${shopId}::uuid and state = 'waiting' and next_try_at <= ${now}
           order by priority, created_at limit 1)
        ) due order by priority, created_at limit 1`;
      // Each half of the hints finds its first row in the index of (shop, next try, arrival), however many wait.
      const rows = await query.rows<(DeliveryRow | { id: null }) & HintRow>(Prisma.sql`
        with ${takenSql(due, now)},
        hint as (
          select order_id as hint_order_id, attempts as hint_attempts, received_at as hint_received_at,
            request_id as hint_request_id
          from (
            (select * from order_hints where shop_id = ${shopId}::uuid and next_try_at is null
             order by received_at limit ${limit}::int)
            union all
            (select * from order_hints where shop_id = ${shopId}::uuid and next_try_at <= ${now}
             order by next_try_at limit ${limit}::int)
          ) due where not exists (select 1 from taken) order by received_at limit ${limit}::int)
        select ${columns}, hint_order_id as "hintOrderId", hint_attempts as "hintAttempts",
          hint_received_at as "hintReceivedAt", hint_request_id as "hintRequestId"
        from (select 1) one left join taken on true left join hint on true`);
      const [first] = rows;
      if (first !== undefined && first.id !== null) return { delivery: toClaimed(first, now) };
      const hints = rows.flatMap(({ hintOrderId: orderId, hintAttempts, hintReceivedAt, hintRequestId }) =>
        orderId === null
          ? []
          : [
              {
                shopId,
                orderId,
                attempts: hintAttempts,
                receivedAt: hintReceivedAt,
                requestId: hintRequestId,
              },
            ],
      );
      return hints.length === 0 ? null : { hints };
    },

    async takeNew(shopId, companyId, intents, now) {
      if (intents.length === 0) return new Map();
      const wanted = intents.map(({ order, readAt, kind, hint }) => ({
        ...orderRecord(order, readAt),
        kind,
        company_id: companyId,
        request_id: hint.requestId,
        requested_at: hint.receivedAt,
        hint_id: hint.orderId,
      }));
      // Each is noted as if its create call had begun: that it has then need not be waited for, call by call.
      const rows = await query.rows<DeliveryRow & { doubt: Date | null }>(Prisma.sql`
        with wanted as materialized (
          select w.*, ${doubtSql(shopId, Prisma.sql`w.order_id`, Prisma.sql`w.placed_at`)} as doubt
          from json_to_recordset(${JSON.stringify(wanted)}::json) as w (${ORDER_FIELDS},
            kind text, company_id int, request_id text, requested_at timestamptz, hint_id text)),
        taken as (
          insert into deliveries (shop_id, order_id, state, origin, kind, priority, attempts, first_tried_at,
            request_id, requested_at, creating_since, creating_kind, company_id, updated_at)
          select ${shopId}::uuid, w.order_id, 'sending', 'automatic', w.kind, 1, 1, ${now}, w.request_id,
            w.requested_at, coalesce(w.doubt, ${now}), case when w.doubt is null then w.kind end,
            case when w.doubt is null then w.company_id end, now()
          from wanted w order by w.order_id
          on conflict (shop_id, order_id) do nothing
          returning *),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select id, type, data::jsonb
          from taken, (values (1, 'accepted', '{"origin":"automatic"}'), (2, 'started', '{"attempt":1}')) e (n, type, data)
          order by id, n),
        forgotten as (
          delete from order_hints h using wanted w, taken t
          where h.shop_id = ${shopId}::uuid and h.order_id = w.hint_id and h.received_at <= w.requested_at
            and t.order_id = w.order_id),
        stored as (${saveOrdersSql(
          shopId,
          Prisma.sql`(select w.*, t.state from wanted w join taken t using (order_id))`,
          Prisma.sql`o.state`,
        )})
        select ${columns}, (select w.doubt from wanted w where w.order_id = taken.order_id) as doubt from taken`);
      return new Map(
        rows.map(({ doubt, ...row }) => [row.orderId, toClaimed({ ...row, creatingSince: doubt }, now)]),
      );
    },

    async giveBack(deliveries) {
      if (deliveries.length === 0) return;
      await query.execute(Prisma.sql`
        with mine as (
          select * from unnest(${deliveries.map(({ id }) => id)}::uuid[],
            ${deliveries.map(({ attempts }) => attempts)}::int[],
            ${deliveries.map(({ creating }) => creating?.since ?? null)}::timestamptz[]) as m (id, attempt, doubt)),
        returned as (
          update deliveries d
          set state = 'queued', attempts = d.attempts - 1, first_tried_at = null, creating_since = m.doubt,
            updated_at = now()
          from mine m where d.id = m.id and d.state = 'sending' and d.attempts = m.attempt
          returning d.id, m.attempt)
        delete from delivery_events e using returned r
        where e.delivery_id = r.id and e.type = 'started' and (e.data->>'attempt')::int = r.attempt`);
    },

    async claim(shopId, orderId, now) {
      const due = Prisma.sql`select id from deliveries
          where shop_id = ${shopId}::uuid and order_id = ${orderId}
            and (state = 'queued' or (state = 'waiting' and next_try_at <= ${now}))`;
      const rows = await query.rows<DeliveryRow>(Prisma.sql`
        with ${takenSql(due, now)} select ${columns} from taken`);
      return rows[0] === undefined ? null : toClaimed(rows[0], now);
    },

    async beginCreate(shopId, creates, { companyId, priority, now, before = [], hand }) {
      const { asTaken, manualWaits } =
        hand === undefined
          ? { asTaken: Prisma.sql`true`, manualWaits: Prisma.sql`false` }
          : handSql(shopId, hand);
      // Lost in a crash of the database, it leaves what was noted durably as the hand was taken.
      const isNoted = creates.every(
        ({ delivery }) => now.getTime() - delivery.firstTriedAt.getTime() <= NOTED_AS_TAKEN_MS,
      );
      const unwaited =
        hand !== undefined && isNoted
          ? Prisma.sql`, set_config('synchronous_commit', 'off', true)`
          : Prisma.empty;
      type Row = { here: boolean; asTaken: boolean; manualWaits: boolean } & (
        | (CallRow & { id: string })
        | { id: null }
      );
      // `updated_at` stays: without a change in an index the row's new version costs a fraction.
      const rows = await query.rows<Row>(Prisma.sql`
        with ${before.length === 0 ? Prisma.empty : Prisma.sql`${sentSql(before)},`}
        look as (
          select exists (select 1 from connections where shop_id = ${shopId}::uuid and company_id = ${companyId}) as here,
            ${asTaken} as as_taken, ${manualWaits} as manual_waits),
        begun as (
          update deliveries d
          set creating_since = ${now}, creating_kind = w.kind, kind = w.kind, company_id = ${companyId}
          from unnest(${creates.map(({ delivery }) => delivery.id)}::uuid[],
            ${creates.map(({ delivery }) => delivery.attempts)}::int[],
            ${creates.map(({ kind }) => kind)}::text[]) with ordinality as w (id, attempt, kind, place)
          where d.id = w.id and d.state = 'sending' and d.attempts = w.attempt
            and exists (select 1 from look where here and as_taken and not manual_waits)
          returning d.id, d.company_id, w.kind, w.place),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select id, 'creating', jsonb_build_object('kind', kind) from begun)
        select look.here, look.as_taken as "asTaken", look.manual_waits as "manualWaits", taken.* ${unwaited}
        from look left join (
          select b.id::text as id, call.* from (select * from begun order by place) b
          cross join lateral ${takeCallSql(Prisma.sql`b.company_id`, priority, now)} call) taken on true`);
      const begun = new Map<string, QuotaGrant>();
      for (const row of rows) if (row.id !== null) begun.set(row.id, toGrant(row));
      const [first] = rows;
      if (first === undefined) throw new Error('create not begun');
      if (!first.here) return hand === undefined ? 'moved' : 'changed';
      if (!first.asTaken) return 'changed';
      return first.manualWaits ? 'first' : begun;
    },

    async markSent(made) {
      if (made.length > 0) await query.execute(Prisma.sql`with ${sentSql(made)} select id from sent`);
    },

    async markWaiting(delivery, { problem, nextTryAt, uncertain, notTried }) {
      await change(
        delivery.id,
        held(delivery),
        Prisma.sql`state = 'waiting', problem = ${json(problem)}, next_try_at = ${nextTryAt}
          ${uncertain ? Prisma.empty : Prisma.sql`, creating_since = null`}
          ${notTried ? Prisma.sql`, first_tried_at = null` : Prisma.empty}`,
        uncertain ? 'uncertain' : 'waiting',
        { ...problem, nextTryAt: nextTryAt?.toISOString() ?? null },
      );
    },

    async markFailed(delivery, problem, uncertain = false) {
      await change(
        delivery.id,
        held(delivery),
        Prisma.sql`state = 'failed', problem = ${json(problem)}, next_try_at = null
          ${uncertain ? Prisma.empty : Prisma.sql`, creating_since = null`}`,
        'failed',
        { ...problem },
      );
    },

    async markSkipped(delivery, reason, looked = false) {
      await change(
        delivery.id,
        Prisma.sql`state in ('sending', 'failed') and (${looked} or creating_since is null)`,
        Prisma.sql`state = 'skipped', next_try_at = null, creating_since = null`,
        'skipped',
        { reason },
      );
    },

    async postponeAll(shopId, until, problem, origin) {
      const priority = origin === 'manual' ? 0 : 1;
      await query.execute(Prisma.sql`
        update deliveries set state = 'waiting', next_try_at = ${until}, problem = ${json(problem)}, updated_at = now()
        where shop_id = ${shopId}::uuid and state = 'queued' and priority >= ${priority}`);
    },
  };
}
