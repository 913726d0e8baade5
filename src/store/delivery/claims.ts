import type { BeginNew, DeliveryClaims } from '../../ports/stores/deliveries.ts';
import { newTasksSql } from '../customers/customers-sql.ts';
import { Prisma } from '../generated/client.ts';
import { ORDER_FIELDS, orderRecord, saveOrdersSql } from '../orders/save-order.ts';
import type { Query } from '../postgres/query.ts';
import { type CallRow, type TakeCallSql, toGrant } from '../quota/take-call.ts';
import { doubtSql } from './doubt.ts';
import { handSql } from './hand.ts';
import { packSent } from './packed-sent.ts';
import { dueHintsSql } from './rest.ts';
import { type ClaimedRow, columns, doubtColumns, toClaimed } from './rows.ts';

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
    where id = (${pick}) and state in ('queued', 'waiting') and (select assure_known_database()) returning *),
  event as (
    insert into delivery_events (delivery_id, type, data)
    select id, 'started', jsonb_build_object('attempt', attempts) from taken)`;

export function createDeliveryClaims(query: Query, takeCallSql: TakeCallSql): DeliveryClaims {
  /**
   * The parts of the taking statement that note create calls down as well, of the orders whose document is built: as
   * `beginCreate` does, by what was read a moment before.
   */
  const begunSql = (shopId: string, companyId: number, { hand, priority }: BeginNew, now: Date) => {
    const { here, asTaken, manualWaits } = handSql(shopId, companyId, hand);
    return {
      parts: Prisma.sql`
        begun as materialized (
          select t.id, t.shop_id, t.company_id, t.kind, w.place, w.sent from taken t join wanted w using (order_id)
          where w.sent is not null and w.doubt is null and (select ${here} and ${asTaken} and not ${manualWaits})),
        kept as (
          insert into sent_documents (delivery_id, shop_id, content) select id, shop_id, sent from begun),
        calls as materialized (
          select b.id::text as "calledId", call.* from (select * from begun order by place) b
          cross join lateral ${takeCallSql(Prisma.sql`b.company_id`, priority, now)} call),`,
      events: Prisma.sql`
          union all select id, 'creating', jsonb_build_object('kind', kind), 3 from begun`,
      answer: Prisma.sql`calls.* from taken left join calls on calls."calledId" = taken.id::text`,
    };
  };

  return {
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
      const rows = await query.rows<(ClaimedRow | { id: null }) & HintRow>(Prisma.sql`
        with ${takenSql(due, now)},
        hint as (
          select order_id as hint_order_id, attempts as hint_attempts, received_at as hint_received_at,
            request_id as hint_request_id
          from (${dueHintsSql(Prisma.sql`${shopId}::uuid`, Prisma.sql`${now}::timestamptz`, Prisma.sql`${limit}::int`)}) due where not exists (select 1 from taken) order by received_at limit ${limit}::int)
        select ${columns}, ${doubtColumns}, hint_order_id as "hintOrderId", hint_attempts as "hintAttempts",
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

    async takeNew(shopId, intents, { companyId, now, tasks = new Map(), lookBy, begin = null }) {
      if (intents.length === 0) return new Map();
      const wanted = intents.map(({ order, readAt, kind, hint }, place) => {
        const sent = begin?.sent.get(order.id);
        return {
          ...orderRecord(order, readAt),
          kind,
          company_id: companyId,
          request_id: hint.requestId,
          requested_at: hint.receivedAt,
          hint_id: hint.orderId,
          place,
          sent: sent === undefined ? null : packSent(sent),
        };
      });
      const begun = companyId === null || begin === null ? null : begunSql(shopId, companyId, begin, now);
      // Each is noted as if its create call had begun: that it has then need not be waited for, call by call.
      type Row = ClaimedRow & { doubt: Date | null } & (
          | (CallRow & { calledId: string })
          | { calledId: null }
        );
      const rows = await query.rows<Row>(Prisma.sql`
        with wanted as materialized (
          select w.*, ${doubtSql(shopId, Prisma.sql`w.order_id`, Prisma.sql`w.placed_at`)} as doubt
          from json_to_recordset(${JSON.stringify(wanted)}::json) as w (${ORDER_FIELDS},
            kind text, company_id int, request_id text, requested_at timestamptz, hint_id text, place int, sent json)
          where (select assure_known_database())),
        taken as (
          insert into deliveries (shop_id, order_id, state, origin, kind, priority, attempts, first_tried_at,
            request_id, requested_at, creating_since, creating_kind, company_id, updated_at)
          select ${shopId}::uuid, w.order_id, 'sending', 'automatic', w.kind, 1, 1, ${now}, w.request_id,
            w.requested_at, coalesce(w.doubt, clock_timestamp()), case when w.doubt is null then w.kind end,
            case when w.doubt is null then w.company_id end, now()
          from wanted w order by w.order_id
          on conflict (shop_id, order_id) do nothing
          returning *),
        ${begun === null ? Prisma.empty : begun.parts}
        event as (
          insert into delivery_events (delivery_id, type, data)
          select id, type, data from (
            select id, type, data, n from taken, (values (1, 'accepted', '{"origin":"automatic"}'::jsonb), (2, 'started', '{"attempt":1}')) e (n, type, data)
            ${begun === null ? Prisma.empty : begun.events}) events
          order by id, n),
        forgotten as (
          delete from order_hints h using wanted w, taken t
          where h.shop_id = ${shopId}::uuid and h.order_id = w.hint_id and h.received_at <= w.requested_at
            and t.order_id = w.order_id),
        ${tasks.size === 0 ? Prisma.empty : newTasksSql(shopId, tasks)}
        looked_at_by as (
          update shops set reconcile_at = ${lookBy ?? null}::timestamptz
          where id = ${shopId}::uuid and reconcile_at > ${lookBy ?? null}::timestamptz),
        stored as (${saveOrdersSql(
          shopId,
          Prisma.sql`(select w.*, t.state from wanted w join taken t using (order_id))`,
          Prisma.sql`o.state`,
        )})
        select ${columns}, ${doubtColumns}, (select w.doubt from wanted w where w.order_id = taken.order_id) as doubt,
          ${begun === null ? Prisma.sql`null as "calledId" from taken` : begun.answer}`);
      return new Map(
        rows.map(({ doubt, ...row }) => [
          row.orderId,
          {
            delivery: toClaimed({ ...row, creatingSince: doubt }, now),
            grant: row.calledId === null ? null : toGrant(row),
          },
        ]),
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
      const rows = await query.rows<ClaimedRow>(Prisma.sql`
        with ${takenSql(due, now)} select ${columns}, ${doubtColumns} from taken`);
      return rows[0] === undefined ? null : toClaimed(rows[0], now);
    },
  };
}
