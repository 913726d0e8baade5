import type { QuotaGrant } from '../../ports/quota.ts';
import type { CreateCalls } from '../../ports/stores/deliveries.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { type CallRow, type TakeCallSql, toGrant } from '../quota/take-call.ts';
import { handSql } from './hand.ts';
import { packSent } from './packed-sent.ts';
import { sentSql } from './sent.ts';

/** A create call that begins this long after its order was taken is noted durably by itself. */
const NOTED_AS_TAKEN_MS = 2500;

export function createCreateCalls(query: Query, takeCallSql: TakeCallSql): CreateCalls {
  return {
    async beginCreate(shopId, creates, { companyId, priority, now, before = [], hand }) {
      const { here, asTaken, manualWaits } = handSql(shopId, companyId, hand);
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
          select ${here} as here, ${asTaken} as as_taken, ${manualWaits} as manual_waits where (select assure_known_database())),
        begun as (
          update deliveries d
          set creating_since = clock_timestamp(), creating_answered = false, creating_kind = w.kind, kind = w.kind, company_id = ${companyId}
          from unnest(${creates.map(({ delivery }) => delivery.id)}::uuid[],
            ${creates.map(({ delivery }) => delivery.attempts)}::int[],
            ${creates.map(({ kind }) => kind)}::text[]) with ordinality as w (id, attempt, kind, place)
          where d.id = w.id and d.state = 'sending' and d.attempts = w.attempt
            and exists (select 1 from look where here and as_taken and not manual_waits)
          returning d.id, d.shop_id, d.company_id, w.kind, w.place),
        kept as (
          insert into sent_documents (delivery_id, shop_id, content)
          select b.id, b.shop_id, c.content from begun b
          join unnest(${creates.map(({ sent }) => JSON.stringify(packSent(sent)))}::json[]) with ordinality as c (content, place)
            on c.place = b.place
          on conflict (delivery_id) do update set content = excluded.content),
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
  };
}
