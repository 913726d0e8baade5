import type { ProblemText } from '../../domain/problem.ts';
import type { FicSubscriptionStore } from '../../ports/stores/e-invoices.ts';
import { currentTrail } from '../../trail.ts';
import { json } from '../delivery/rows.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { hashToken } from '../sealing/seal.ts';

export function createFicSubscriptionStore(query: Query): FicSubscriptionStore {
  const hash = (token: string) => Buffer.from(hashToken(token));
  return {
    async find(shopId) {
      const rows = await query.rows<{
        shopId: string;
        companyId: number;
        subscriptionId: string | null;
        verified: boolean;
        problem: ProblemText | null;
      }>(Prisma.sql`
        select shop_id::text as "shopId", company_id as "companyId", subscription_id as "subscriptionId", verified,
          problem
        from fic_subscriptions where shop_id = ${shopId}::uuid`);
      return rows[0] ?? null;
    },

    async findByToken(token) {
      const rows = await query.rows<{ shopId: string; companyId: number }>(Prisma.sql`
        select shop_id::text as "shopId", company_id as "companyId" from fic_subscriptions
        where token_hash = ${hash(token)}`);
      return rows[0] ?? null;
    },

    async expect(shopId, companyId, token) {
      await query.execute(Prisma.sql`
        insert into fic_subscriptions (shop_id, company_id, token_hash)
        values (${shopId}::uuid, ${companyId}, ${hash(token)})
        on conflict (shop_id) do update set company_id = excluded.company_id, token_hash = excluded.token_hash,
          subscription_id = null, verified = false, problem = null`);
    },

    async isOwn(shopId, token) {
      const rows = await query.rows(Prisma.sql`
        select 1 from fic_subscriptions where shop_id = ${shopId}::uuid and token_hash = ${hash(token)}`);
      return rows.length > 0;
    },

    async note(shopId, { subscriptionId, verified, problem, now }) {
      await query.execute(Prisma.sql`
        update fic_subscriptions set subscription_id = ${subscriptionId}, verified = ${verified}, looked_at = ${now},
          problem = ${problem === null ? Prisma.sql`null` : json(problem)}
        where shop_id = ${shopId}::uuid`);
    },

    async receive({ shopId, companyId }, { id, documentIds }, lookAt) {
      const payload = { shopId, ...(currentTrail()?.requestId && { requestId: currentTrail()?.requestId }) };
      // A second statement's part must not see the first one's row: a notification that came before has none to insert.
      const rows = await query.rows<{ kept: number }>(Prisma.sql`
        with kept as (
          insert into fic_notifications (shop_id, id) values (${shopId}::uuid, ${id})
          on conflict (shop_id, id) do nothing returning 1),
        due as (
          update e_invoices set next_look_at = least(coalesce(next_look_at, ${lookAt}), ${lookAt})
          where shop_id = ${shopId}::uuid and company_id = ${companyId}
            and document_id = any(${[...documentIds]}::bigint[]) and exists (select 1 from kept) returning 1),
        woken as (
          select graphile_worker.add_job('follow-e-invoices', ${JSON.stringify(payload)}::json,
            job_key => 'follow-e-invoices:' || ${shopId}::text || ':noticed', run_at => ${lookAt}::timestamptz)
          where exists (select 1 from due))
        select (select count(*)::int from kept) as kept, (select count(*)::int from due) as due,
          (select count(*)::int from woken) as woken`);
      return (rows[0]?.kept ?? 0) > 0 ? 'kept' : 'replayed';
    },

    async forgetBefore(instant) {
      await query.execute(Prisma.sql`delete from fic_notifications where received_at < ${instant}`);
    },
  };
}
