import type { ActKind, DocumentAct } from '../../domain/aftercare/acts.ts';
import type { DeliveryEventType } from '../../domain/delivery.ts';
import type { ProblemText } from '../../domain/problem.ts';
import type { ClaimedAct, DocumentActs } from '../../ports/stores/aftercare/aftercare.ts';
import { packedSql, SENT_AT } from '../delivery/packed-sent.ts';
import { json } from '../delivery/rows.ts';
import { textValue, wakeSql } from '../delivery/wake.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { soldFrom } from '../receipts/sold.ts';

interface ActRow {
  shopId: string;
  deliveryId: string;
  orderId: string;
  companyId: number;
  documentId: number;
  act: string;
  data: unknown;
  actAt: Date | null;
  failed: boolean;
  problem: unknown;
  priority: number;
  attempts: number;
  firstTriedAt: Date | null;
}

const columns = Prisma.raw(`
  a.shop_id::text as "shopId", a.delivery_id::text as "deliveryId", a.order_id as "orderId",
  a.company_id as "companyId", a.document_id::float8 as "documentId", a.act, a.data,
  nullif(a.act_at, 'infinity') as "actAt", a.act_at is null as failed, a.problem, a.priority, a.attempts,
  a.first_tried_at as "firstTriedAt"`);

const toAct = (row: ActRow): DocumentAct => ({
  shopId: row.shopId,
  deliveryId: row.deliveryId,
  orderId: row.orderId,
  companyId: row.companyId,
  documentId: row.documentId,
  act: row.act as ActKind,
  data: row.data as DocumentAct['data'],
  actAt: row.actAt,
  failed: row.failed,
  problem: (row.problem as ProblemText | null) ?? null,
});

export function createDocumentActs(query: Query): DocumentActs {
  /** The fence: only the last one who took it notes what became of it. */
  const held = ({ deliveryId, documentId, shopId, attempts }: ClaimedAct) =>
    Prisma.sql`delivery_id = ${deliveryId}::uuid and document_id = ${documentId}::bigint
      and shop_id = ${shopId}::uuid and attempts = ${attempts}`;

  /** The act ends with its event, and with what else is to be noted of the delivery in the same statement. */
  async function end(
    act: ClaimedAct,
    type: DeliveryEventType | null,
    data: Record<string, unknown> = {},
    more: Prisma.Sql = Prisma.empty,
  ): Promise<void> {
    await query.execute(Prisma.sql`
      with done as (
        delete from document_acts where ${held(act)} returning delivery_id, document_id, shop_id)
      ${more}
      insert into delivery_events (delivery_id, type, data)
      select delivery_id, ${type ?? ''}, ${json(data)} from done where ${type !== null}`);
  }

  const sentDelivery = Prisma.sql`d.id = done.delivery_id and d.document_id = done.document_id and d.state = 'sent'`;

  return {
    async request({ shopId, deliveryId, orderId, companyId, documentId, act, data, origin }, now) {
      const priority = origin === 'manual' ? 0 : 1;
      // What a person wants goes before what would be done by itself; a withdrawal is not called back once it is due.
      const rows = await query.rows<{ count: number }>(Prisma.sql`
        with mine as (
          select id from deliveries where id = ${deliveryId}::uuid and shop_id = ${shopId}::uuid
            and state = 'sent' and document_id = ${documentId}::bigint for update),
        asked as (
          insert into document_acts as a (delivery_id, document_id, shop_id, order_id, company_id, act, priority, data, act_at)
          select id, ${documentId}::bigint, ${shopId}::uuid, ${orderId}, ${companyId}::int, ${act}, ${priority}::int,
            ${json(data)}, ${now} from mine
          on conflict (delivery_id, document_id) do update set act = excluded.act, data = excluded.data,
            priority = least(a.priority, excluded.priority), attempts = a.attempts + 1, act_at = excluded.act_at,
            first_tried_at = null, problem = null
          where a.act = excluded.act or a.act_at is null or (a.act in ('pay', 'update') and excluded.priority = 0)
          returning a.delivery_id),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select delivery_id, 'act-asked', ${json({ act, origin })} from asked),
        woken as (select ${wakeSql(textValue(shopId))} where exists (select 1 from asked))
        select (select count(*)::int from asked) as count, (select count(*)::int from woken) as woken`);
      return (rows[0]?.count ?? 0) > 0;
    },

    async findActs(shopId, orderIds) {
      if (orderIds.length === 0) return new Map();
      const rows = await query.rows<ActRow>(Prisma.sql`
        select ${columns} from unnest(${[...orderIds]}::text[]) wanted (order_id)
          join deliveries d on d.shop_id = ${shopId}::uuid and d.order_id = wanted.order_id
          join document_acts a on a.delivery_id = d.id and a.document_id = d.document_id`);
      return new Map(rows.map((row) => [row.orderId, toAct(row)]));
    },

    async nextAct(shopId, now) {
      const rows = await query.rows<ActRow>(Prisma.sql`
        update document_acts a set attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, ${now})
        where (a.delivery_id, a.document_id) = (
          select delivery_id, document_id from document_acts
          where shop_id = ${shopId}::uuid and act_at <= ${now} order by priority, act_at limit 1)
        returning ${columns}`);
      const row = rows[0];
      if (row === undefined) return null;
      return {
        ...toAct(row),
        origin: row.priority === 0 ? 'manual' : 'automatic',
        attempts: row.attempts,
        firstTriedAt: row.firstTriedAt ?? now,
      };
    },

    async actLater(act, { problem, at, notTried }) {
      await query.execute(Prisma.sql`
        with later as (
          update document_acts set act_at = coalesce(${at}::timestamptz, 'infinity'), problem = ${json(problem)}
            ${notTried ? Prisma.sql`, first_tried_at = null` : Prisma.empty}
          where ${held(act)} returning delivery_id)
        insert into delivery_events (delivery_id, type, data)
        select delivery_id, 'act-waiting', ${json({ ...problem, act: act.act, nextTryAt: at?.toISOString() ?? null })} from later`);
    },

    async actFailed(act, problem) {
      await query.execute(Prisma.sql`
        with failed as (
          update document_acts set act_at = null, problem = ${json(problem)} where ${held(act)} returning delivery_id)
        insert into delivery_events (delivery_id, type, data)
        select delivery_id, 'act-failed', ${json({ ...problem, act: act.act })} from failed`);
    },

    actWithdrawn: (act, values) =>
      end(
        act,
        'withdrawn',
        values,
        Prisma.sql`, back as (
          update deliveries d set state = 'skipped', document_id = null, document_number = null, document_url = null,
            problem = null, changed = null, changed_at = null, withdrawn_at = now(), replaces = null, generation = d.generation + 1,
            creating_since = null, next_try_at = null, first_tried_at = null, updated_at = now()
          from done where ${sentDelivery})`,
      ),

    async actUpdated(act, sent, problem) {
      await query.execute(Prisma.sql`
        with done as (
          delete from document_acts where ${held(act)} returning delivery_id, document_id, shop_id),
        sent as (
          update deliveries d set changed = null, changed_at = null,
            problem = ${problem === null ? Prisma.sql`null` : json(problem)}, updated_at = now()
          from done where ${sentDelivery}
          returning d.id, d.shop_id, d.order_id, d.kind, d.document_number as number, ${packedSql(sent)} as sent),
        rewritten as (
          insert into sent_documents (delivery_id, shop_id, content) select id, shop_id, sent from sent
          on conflict (delivery_id) do update set content = excluded.content),
        ${soldFrom(Prisma.sql`select s.sent as content`)}
        insert into delivery_events (delivery_id, type, data)
        select id, 'updated', jsonb_build_object('number', number) from sent`);
    },

    actPaid: (act, day) =>
      end(
        act,
        'payment-marked',
        { day },
        Prisma.sql`, told as (
          update sent_documents s set content =
            jsonb_set(jsonb_set(s.content::jsonb, '{${SENT_AT.paidDate}}', to_jsonb(${day}::text)),
              '{${SENT_AT.paid}}', 'true')::json
          from done where s.delivery_id = done.delivery_id)`,
      ),

    actCleared: (act, how) => end(act, 'order-replaced', { how }),
    actDropped: (act) => end(act, null),
  };
}
