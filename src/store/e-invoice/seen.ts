import type { SeenStatus } from '../../ports/stores/e-invoices.ts';
import { json } from '../delivery/rows.ts';
import { textValue, wakeSql } from '../delivery/wake.ts';
import { Prisma } from '../generated/client.ts';

/**
 * SQL that notes what a look found, with its event where the state is another one, and begins the buyer's copy the
 * first time that the SDI has it.
 *
 * @param which Chooses the e-invoice, by its columns.
 */
export function seenSql(shopId: string, which: Prisma.Sql, seen: SeenStatus): Prisma.Sql {
  const { state, status, date, dueBy, problem, nextLookAt, copies } = seen;
  const isUnsent = state === 'to-send';
  // A copy that is due stays due, unless the invoice came back.
  const keepsAct = isUnsent
    ? Prisma.sql`true`
    : Prisma.sql`(act = 'copy' and ${state === 'sent' || state === 'delivered' || state === 'not-delivered'})`;
  // Due without being the next act: a look that came late told of it on its way still, or the invoice came back.
  const copyIsDue = Prisma.sql`(${copies} and wants_copy
    and (copy_state is null or (copy_state = 'due' and act is distinct from 'copy')))`;
  return Prisma.sql`
    with before as (select id, state from e_invoices where ${which} for update),
    seen as (
      update e_invoices e set state = ${state}, status = ${status},
        date = coalesce(${date}::date, date),
        due_by = coalesce(${dueBy}::date,
          case when ${isUnsent} and ${date}::date is not null then ${date}::date + 12 else due_by end),
        problem = ${problem === null ? Prisma.sql`case when ${isUnsent} then problem end` : json(problem)},
        next_look_at = ${nextLookAt},
        sending_since = null,
        act = case when ${copyIsDue} then 'copy' when ${keepsAct} then act end,
        act_at = case when ${copyIsDue} then now() when ${keepsAct} then act_at end,
        copy_state = case when ${copyIsDue} then 'due' else copy_state end,
        correcting = ${isUnsent} and correcting,
        first_tried_at = case when ${isUnsent} then first_tried_at end,
        sent_at = case when ${isUnsent} then sent_at else coalesce(sent_at, now()) end,
        updated_at = now()
      from before where e.id = before.id
      returning e.delivery_id, e.act, before.state as was),
    event as (
      insert into delivery_events (delivery_id, type, data)
      select delivery_id, 'e-invoice-status', jsonb_build_object('state', ${state}::text) || ${json(problem ?? {})}
      from seen where was <> ${state}),
    woken as (select ${wakeSql(textValue(shopId))} from seen where act = 'copy')
    select (select count(*)::int from seen) as seen, (select count(*)::int from woken) as woken`;
}
