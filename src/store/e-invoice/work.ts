import type { Asked, DeliveryEventType } from '../../domain/delivery.ts';
import type { ClaimedEInvoice, EInvoiceWork } from '../../ports/stores/e-invoices.ts';
import { packedSql } from '../delivery/packed-sent.ts';
import { json } from '../delivery/rows.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { type CallRow, type TakeCallSql, toGrant } from '../quota/take-call.ts';
import { columns, type EInvoiceRow, isCurrent, saidOfSql, toEInvoice } from './rows.ts';
import { seenSql } from './seen.ts';

type ClaimedRow = EInvoiceRow & {
  act: 'send' | 'copy';
  priority: number;
  correcting: boolean;
  attempts: number;
  generation: number;
  asked: Asked | null;
  firstTriedAt: Date | null;
  sendingSince: Date | null;
};

/** A look that tells of an invoice that came back, or is on its way still, takes the act away while the e-mail's call lasts. */
const copyIsInHand = Prisma.sql`(act = 'copy' or copy_state = 'sending')`;
/** Another act, such as a person's, stays. */
const copyIsNoActAnyMore = Prisma.sql`act = case when act = 'copy' then null else act end,
  act_at = case when act = 'copy' then null else act_at end`;

export function createEInvoiceWork(query: Query, takeCallSql: TakeCallSql): EInvoiceWork {
  /** The fence: only the last one who took it notes what became of it. */
  const held = ({ id, shopId, attempts }: ClaimedEInvoice) =>
    Prisma.sql`id = ${id}::uuid and shop_id = ${shopId}::uuid and attempts = ${attempts}`;

  /** One change and its event, in one statement; false where the claim is lost. */
  async function change(
    claimed: ClaimedEInvoice,
    set: Prisma.Sql,
    type: DeliveryEventType,
    data: Record<string, unknown> = {},
    when: Prisma.Sql = Prisma.sql`true`,
  ): Promise<boolean> {
    const changed = await query.execute(Prisma.sql`
      with changed as (
        update e_invoices set ${set}, updated_at = now() where ${held(claimed)} and ${when}
        returning delivery_id, credit_note_id)
      insert into delivery_events (delivery_id, type, data)
      select delivery_id, ${type}, ${saidOfSql} || ${json(data)} from changed`);
    return changed > 0;
  }

  return {
    async releaseOrphans(shopId) {
      await query.execute(Prisma.sql`
        with lost as (
          update e_invoices set copy_state = 'unknown', ${copyIsNoActAnyMore}, updated_at = now()
          where shop_id = ${shopId}::uuid and copy_state = 'sending' returning delivery_id, credit_note_id)
        insert into delivery_events (delivery_id, type, data)
        select delivery_id, 'e-invoice-copy-unknown', ${saidOfSql} from lost`);
    },

    async next(shopId, now) {
      const rows = await query.rows<ClaimedRow>(Prisma.sql`
        update e_invoices e set attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, ${now})
        where e.id = (
          select e.id from e_invoices e
          where e.shop_id = ${shopId}::uuid and e.act_at <= ${now} and e.act is not null and ${isCurrent}
          order by e.priority, e.act_at limit 1)
        returning ${columns}, priority, correcting, attempts, first_tried_at as "firstTriedAt",
          (select d.generation from deliveries d where d.id = e.delivery_id) as generation,
          (select d.asked from deliveries d where d.id = e.delivery_id) as asked,
          coalesce(sending_since, (select i.restored_at from installation i where i.restored_at >= e.created_at))
            as "sendingSince"`);
      const row = rows[0];
      if (row === undefined) return null;
      return {
        ...toEInvoice(row),
        act: row.act,
        origin: row.priority === 0 ? 'manual' : 'automatic',
        correcting: row.correcting,
        attempts: row.attempts,
        generation: row.generation,
        asked: row.asked,
        firstTriedAt: row.firstTriedAt ?? now,
        sendingSince: row.sendingSince,
      };
    },

    async beginSend(claimed, { priority, now }) {
      const rows = await query.rows<CallRow & { here: boolean; mine: boolean }>(Prisma.sql`
        with mine as (
          select id, delivery_id, company_id, exists (
            select 1 from connections c where c.shop_id = e.shop_id and c.company_id = e.company_id) as here
          from e_invoices e where ${held(claimed)} and (select assure_known_database()) for update),
        call as (
          select call.* from mine cross join lateral ${takeCallSql(Prisma.sql`mine.company_id`, priority, now)} call
          where mine.here),
        begun as (
          update e_invoices e set state = 'sending', sending_since = ${now}, updated_at = now()
          from mine, call where e.id = mine.id and call.blocked is null
          returning e.delivery_id, e.credit_note_id),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select delivery_id, 'e-invoice-sending', ${saidOfSql} from begun)
        select exists (select 1 from mine) as mine, exists (select 1 from mine where here) as here, call.*
        from (select 1) one left join call on true`);
      const row = rows[0];
      if (row === undefined) throw new Error('send not begun');
      if (!row.mine) return 'lost';
      return row.here ? toGrant(row) : 'moved';
    },

    async markSent(claimed, { now, nextLookAt }) {
      // A look may have found what became of it before its own answer came.
      await change(
        claimed,
        Prisma.sql`state = case when state = 'sending' then 'in-transit' else state end, act = null, act_at = null,
          sending_since = null, correcting = false, problem = null, sent_at = ${now}, next_look_at = ${nextLookAt}`,
        'e-invoice-sent',
        {},
        Prisma.sql`sending_since is not null`,
      );
    },

    async markWaiting(claimed, { problem, at, uncertain, notTried }) {
      await change(
        claimed,
        Prisma.sql`act = 'send', act_at = coalesce(${at}::timestamptz, 'infinity'), problem = ${json(problem)}
          ${uncertain ? Prisma.empty : Prisma.sql`, sending_since = null, state = case when state = 'sending' then 'to-send' else state end`}
          ${notTried ? Prisma.sql`, first_tried_at = null` : Prisma.empty}`,
        uncertain ? 'e-invoice-uncertain' : 'e-invoice-waiting',
        { ...problem, nextTryAt: at?.toISOString() ?? null },
      );
    },

    async markFailed(claimed, problem, uncertain = false) {
      await change(
        claimed,
        Prisma.sql`act = null, act_at = null, problem = ${json(problem)}
          ${uncertain ? Prisma.empty : Prisma.sql`, sending_since = null, state = case when state = 'sending' then 'to-send' else state end`}`,
        'e-invoice-failed',
        { ...problem },
      );
    },

    async markCorrected(claimed, sent) {
      await query.execute(Prisma.sql`
        with corrected as (
          update e_invoices set correcting = false, updated_at = now() where ${held(claimed)}
          returning delivery_id, shop_id, credit_note_id),
        rewritten as (
          insert into sent_documents (delivery_id, shop_id, content)
          select delivery_id, shop_id, ${sent === null ? Prisma.sql`null::json` : packedSql(sent)} from corrected where ${sent !== null}
          on conflict (delivery_id) do update set content = excluded.content)
        insert into delivery_events (delivery_id, type, data)
        select delivery_id, 'e-invoice-corrected', ${saidOfSql} || ${json({ number: claimed.number })} from corrected`);
    },

    async markSeen(claimed, seen) {
      await query.execute(seenSql(claimed.shopId, held(claimed), seen));
    },

    beginCopy: async (claimed) =>
      (await query.execute(Prisma.sql`
        update e_invoices e set copy_state = 'sending', updated_at = now()
        where ${held(claimed)} and act = 'copy' and copy_state = 'due'`)) > 0,

    async endCopy(claimed, how, { problem, at } = {}) {
      if (how === 'not-now') {
        await query.execute(Prisma.sql`
          update e_invoices set copy_state = 'due',
            act_at = case when act = 'copy' then coalesce(${at ?? null}::timestamptz, 'infinity') else act_at end,
            updated_at = now()
          where ${held(claimed)} and ${copyIsInHand}`);
        return;
      }
      await change(
        claimed,
        Prisma.sql`copy_state = ${how}, ${copyIsNoActAnyMore}`,
        `e-invoice-copy-${how}`,
        { ...problem },
        copyIsInHand,
      );
    },

    async postponeAll(shopId, until, problem) {
      await query.execute(Prisma.sql`
        update e_invoices set act_at = coalesce(${until}::timestamptz, 'infinity'),
          problem = case when act = 'send' then ${json(problem)} else problem end, updated_at = now()
        where shop_id = ${shopId}::uuid and act is not null and act_at <= coalesce(${until}::timestamptz, 'infinity')
          and act_at <= now()`);
    },

    async wakeWaiting(shopId, now) {
      await query.execute(Prisma.sql`
        update e_invoices set act_at = ${now}, problem = null, first_tried_at = null, updated_at = now()
        where shop_id = ${shopId}::uuid and act is not null and act_at = 'infinity'`);
    },
  };
}
