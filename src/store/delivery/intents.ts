import { randomUUID } from 'node:crypto';
import type { DeliveryIntents } from '../../ports/stores/deliveries.ts';
import { currentTrail } from '../../trail.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { doubtSql } from './doubt.ts';
import { columns, type DeliveryRow, json, toDelivery } from './rows.ts';
import { textValue, wakeSql } from './wake.ts';

export function createDeliveryIntents(query: Query): DeliveryIntents {
  return {
    async accept({ shopId, orderId, origin, kind, asked, requeue }) {
      const told = asked === undefined ? Prisma.sql`null::jsonb` : json(asked);
      const priority = origin === 'manual' ? 0 : 1;
      // What a person took back goes on a person's word alone.
      const again = requeue
        ? Prisma.sql`('failed', 'skipped', 'waiting')`
        : Prisma.sql`(case when deliveries.withdrawn_at is null then 'skipped' else '' end)`;
      const trail = currentTrail();
      const rows = await query.rows<DeliveryRow>(Prisma.sql`
        with before as (
          select id, state from deliveries where shop_id = ${shopId}::uuid and order_id = ${orderId} for update),
        made as (
          insert into deliveries (shop_id, order_id, state, origin, kind, priority, asked, request_id, requested_at,
            creating_since, updated_at)
          values (${shopId}::uuid, ${orderId}, 'queued', ${origin}, ${kind}, ${priority}, ${told},
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
            asked = coalesce(excluded.asked, deliveries.asked),
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

    async acceptAgain(seen, reason, asked) {
      const rows = await query.rows<DeliveryRow>(Prisma.sql`
        with made as (
          update deliveries set state = 'queued', origin = 'manual', priority = 0, generation = generation + 1,
            problem = null, next_try_at = null, creating_since = null, document_id = null, document_number = null,
            document_url = null, first_tried_at = null, replaces = null, changed = null, changed_at = null, updated_at = now()
            ${asked === undefined ? Prisma.empty : Prisma.sql`, asked = ${json(asked)}`}
          where id = ${seen.id}::uuid and shop_id = ${seen.shopId}::uuid and state = ${seen.state}
            and state in ('sent', 'failed') and document_id is not distinct from ${seen.document?.id ?? null}::bigint
          returning *),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select id, ${reason === 'asked' ? 'requeued' : 'document-deleted'}, '{"origin":"manual"}'::jsonb from made),
        woken as (select ${wakeSql(textValue(seen.shopId))} from made)
        select ${columns}, (select count(*)::int from woken) as woken from made`);
      return rows[0] === undefined ? null : toDelivery(rows[0]);
    },

    async acceptInvoice(seen, asked) {
      const { document } = seen;
      if (document === null) return null;
      const replaces = { ...document, companyId: seen.companyId };
      const rows = await query.rows<DeliveryRow>(Prisma.sql`
        with made as (
          update deliveries d set state = 'queued', origin = 'manual', priority = 0, generation = generation + 1,
            kind = 'invoice', asked = ${json(asked)}, replaces = ${json(replaces)}, problem = null, next_try_at = null,
            creating_since = null, document_id = null, document_number = null, document_url = null,
            first_tried_at = null, changed = null, changed_at = null, updated_at = now()
          where id = ${seen.id}::uuid and shop_id = ${seen.shopId}::uuid and state = 'sent' and kind = 'order'
            and document_id = ${document.id}::bigint
            and not exists (select 1 from document_acts a where a.delivery_id = d.id and a.document_id = d.document_id
              and a.act <> 'pay' and a.act_at is not null)
          returning *),
        dropped as (
          delete from document_acts a using made
          where a.delivery_id = made.id and a.document_id = ${document.id}::bigint),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select id, 'invoice-asked', ${json({ number: document.number })} from made),
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

    async requeueUnderSpellings(fingerprint) {
      const rows = await query.rows<{ count: number }>(Prisma.sql`
        with made as (
          update deliveries set state = 'queued', problem = null, next_try_at = null, first_tried_at = null,
            updated_at = now()
          where state = 'failed' and problem->'values'->>'spellings' <> ${fingerprint} returning id, shop_id),
        event as (
          insert into delivery_events (delivery_id, type, data) select id, 'requeued', '{}'::jsonb from made),
        woken as (
          select ${wakeSql(Prisma.sql`shops.id`)} from (select distinct shop_id::text as id from made) shops)
        select (select count(*)::int from made) as count, (select count(*)::int from woken) as woken`);
      return rows[0]?.count ?? 0;
    },
  };
}
