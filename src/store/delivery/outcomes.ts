import type { DeliveryEventType } from '../../domain/delivery.ts';
import type { ClaimedDelivery, DeliveryOutcomes } from '../../ports/stores/deliveries.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { type RestJson, restSql, toRest } from './rest.ts';
import { json } from './rows.ts';
import { sentSql } from './sent.ts';

export function createDeliveryOutcomes(query: Query): DeliveryOutcomes {
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
    async markSent(made, look) {
      if (made.length === 0) return null;
      if (look === undefined) {
        await query.execute(Prisma.sql`with ${sentSql(made)} select id from sent`);
        return null;
      }
      const { shopId, now, limit } = look;
      const rest = restSql(
        Prisma.sql`${shopId}::uuid`,
        Prisma.sql`${now}::timestamptz`,
        Prisma.sql`${limit}::int`,
      );
      // What the statement itself makes is not seen by its look.
      const [row] = await query.rows<{ rest: RestJson; isDue: boolean }>(Prisma.sql`
        with ${sentSql(made)}
        select ${rest} as rest, exists (
          select 1 from sent where replaces is not null or e_invoice->>'send_at' is not null) as "isDue"`);
      return row === undefined || row.isDue ? null : toRest(shopId, row.rest);
    },

    async markWaiting(delivery, { problem, nextTryAt, uncertain, answered, notTried }) {
      await change(
        delivery.id,
        held(delivery),
        Prisma.sql`state = 'waiting', problem = ${json(problem)}, next_try_at = ${nextTryAt}
          ${uncertain ? Prisma.empty : Prisma.sql`, creating_since = null`}
          ${answered ? Prisma.sql`, creating_answered = true` : Prisma.empty}
          ${notTried ? Prisma.sql`, first_tried_at = null` : Prisma.empty}`,
        uncertain ? 'uncertain' : 'waiting',
        { ...problem, nextTryAt: nextTryAt?.toISOString() ?? null },
      );
    },

    async markFailed(delivery, problem, uncertain = false) {
      const { replaces } = delivery;
      if (replaces !== null && !uncertain) {
        // No invoice was made: the document of type order is what there is.
        await change(
          delivery.id,
          held(delivery),
          Prisma.sql`state = 'sent', kind = 'order', asked = asked - 'kind', problem = ${json(problem)},
            document_id = ${replaces.id}::bigint, document_number = ${replaces.number}, document_url = ${replaces.url},
            company_id = ${replaces.companyId}::int, replaces = null, creating_since = null, next_try_at = null`,
          'invoice-given-up',
          { ...problem, number: replaces.number },
        );
        return;
      }
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
