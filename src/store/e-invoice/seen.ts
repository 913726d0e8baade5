import type { SeenStatus } from '../../ports/stores/e-invoices.ts';
import { json } from '../delivery/rows.ts';
import { textValue, wakeSql } from '../delivery/wake.ts';
import { Prisma } from '../generated/client.ts';
import { saidOfSql } from './rows.ts';

/**
 * SQL that notes what a look found, with its event where the state is another one, and begins the buyer's copy the
 * first time that the SDI has it. What waited for the SDI's word on an invoice is woken.
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
      returning e.shop_id, e.company_id, e.document_id, e.delivery_id, e.credit_note_id, e.act, before.state as was),
    event as (
      insert into delivery_events (delivery_id, type, data)
      select delivery_id, 'e-invoice-status', ${saidOfSql} || jsonb_build_object('state', ${state}::text) || ${json(problem ?? {})}
      from seen where was <> ${state}),
    credited as (
      update credit_notes c set act_at = now(), updated_at = now() from seen
      where c.shop_id = seen.shop_id and c.company_id = seen.company_id and c.invoice_id = seen.document_id
        and c.state = 'waiting' and c.problem->>'code' = 'credit-awaits-sdi' and seen.was <> ${state} returning c.id),
    woken as (
      select ${wakeSql(textValue(shopId))}
      where exists (select 1 from seen where act = 'copy') or exists (select 1 from credited))
    select (select count(*)::int from seen) as seen, (select count(*)::int from woken) as woken`;
}
