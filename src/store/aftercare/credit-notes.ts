import type { DeliveryEventType } from '../../domain/delivery.ts';
import type { EInvoiceState } from '../../domain/e-invoice.ts';
import type { ClaimedCreditNote, CreditNotes } from '../../ports/stores/aftercare/aftercare.ts';
import { doubtSql } from '../delivery/doubt.ts';
import { json } from '../delivery/rows.ts';
import { textValue, wakeSql } from '../delivery/wake.ts';
import { newEInvoicesSql } from '../e-invoice/new-e-invoices.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { type CallRow, type TakeCallSql, toGrant } from '../quota/take-call.ts';
import { type CreditNoteRow, columns, toCreditNote, withEInvoice } from './credit-note-rows.ts';

type ClaimedRow = CreditNoteRow & {
  attempts: number;
  firstTriedAt: Date | null;
  doubtSince: Date | null;
  doubtAgeMs: number | null;
  invoiceWay: { state: EInvoiceState; sentAt: string | null } | null;
};

export function createCreditNotes(query: Query, takeCallSql: TakeCallSql): CreditNotes {
  const held = ({ id, shopId, attempts }: ClaimedCreditNote) =>
    Prisma.sql`id = ${id}::uuid and shop_id = ${shopId}::uuid and attempts = ${attempts}`;

  async function change(
    note: ClaimedCreditNote,
    set: Prisma.Sql,
    type: DeliveryEventType,
    data: Record<string, unknown>,
  ): Promise<void> {
    await query.execute(Prisma.sql`
      with changed as (
        update credit_notes set ${set}, updated_at = now() where ${held(note)} and state <> 'sent' returning delivery_id)
      insert into delivery_events (delivery_id, type, data) select delivery_id, ${type}, ${json(data)} from changed`);
  }

  return {
    async findCreditNotes(shopId, orderIds) {
      if (orderIds.length === 0) return new Map();
      const rows = await query.rows<CreditNoteRow>(Prisma.sql`
        select ${columns}, ${withEInvoice} from unnest(${[...orderIds]}::text[]) wanted (order_id)
          join deliveries d on d.shop_id = ${shopId}::uuid and d.order_id = wanted.order_id
          join credit_notes c on c.delivery_id = d.id and c.invoice_id = d.document_id and c.company_id = d.company_id
        order by c.place`);
      const byOrder = new Map<string, ReturnType<typeof toCreditNote>[]>();
      for (const row of rows)
        byOrder.set(row.orderId, [...(byOrder.get(row.orderId) ?? []), toCreditNote(row)]);
      return byOrder;
    },

    async lastPlace(shopId, orderId) {
      const rows = await query.rows<{ place: number }>(Prisma.sql`
        select coalesce(max(c.place), 0)::int as place from deliveries d join credit_notes c on c.delivery_id = d.id
        where d.shop_id = ${shopId}::uuid and d.order_id = ${orderId}`);
      return rows[0]?.place ?? 0;
    },

    async findCreditNote(shopId, id) {
      const rows = await query.rows<CreditNoteRow>(Prisma.sql`
        select ${columns}, ${withEInvoice} from credit_notes c
        where c.id = ${id}::uuid and c.shop_id = ${shopId}::uuid`);
      return rows[0] === undefined ? null : toCreditNote(rows[0]);
    },

    async requestCreditNote({
      shopId,
      deliveryId,
      orderId,
      companyId,
      place,
      invoice,
      request,
      pieces,
      grossCents,
      now,
    }) {
      // The delivery's row is taken first: what was read of its credit notes holds, or the place is no longer free.
      const rows = await query.rows<CreditNoteRow>(Prisma.sql`
        with mine as (
          select id from deliveries where id = ${deliveryId}::uuid and shop_id = ${shopId}::uuid and state = 'sent'
            and document_id = ${invoice.id}::bigint for update),
        made as (
          insert into credit_notes as c (shop_id, delivery_id, order_id, company_id, place, invoice_id, invoice_number,
            invoice_date, request, pieces, gross_cents, state, act_at, creating_since, updated_at)
          select ${shopId}::uuid, mine.id, ${orderId}, ${companyId}::int, ${place}::int, ${invoice.id}::bigint,
            ${invoice.number}, ${invoice.date}::date, ${request}, ${json(pieces)}, ${grossCents}::bigint, 'queued', ${now},
            ${doubtSql(shopId, Prisma.sql`${orderId}`)}, now()
          from mine
          on conflict (delivery_id, place) do nothing returning *),
        looked as (
          update credit_notes set act_at = ${now}, state = 'queued', first_tried_at = null, updated_at = now()
          where delivery_id = (select delivery_id from made) and state = 'failed' and creating_since is not null),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select delivery_id, 'credit-note-asked', jsonb_build_object('cents', gross_cents) from made),
        woken as (select ${wakeSql(textValue(shopId))} where exists (select 1 from made))
        select ${columns}, null::jsonb as "eInvoice", (select count(*)::int from woken) as woken from made c`);
      return rows[0] === undefined ? null : toCreditNote(rows[0]);
    },

    async nextCreditNote(shopId, now) {
      const rows = await query.rows<ClaimedRow>(Prisma.sql`
        update credit_notes c set attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, ${now}),
          updated_at = now()
        where c.id = (select id from credit_notes
          where shop_id = ${shopId}::uuid and act_at <= ${now} and state <> 'sent' order by act_at, place limit 1)
        returning ${columns}, null::jsonb as "eInvoice", c.attempts, c.first_tried_at as "firstTriedAt",
          c.creating_since as "doubtSince",
          (extract(epoch from clock_timestamp() - c.creating_since) * 1000)::float8 as "doubtAgeMs",
          (select jsonb_build_object('state', e.state, 'sentAt', e.sent_at) from e_invoices e
            where e.shop_id = c.shop_id and e.company_id = c.company_id and e.document_id = c.invoice_id) as "invoiceWay"`);
      const row = rows[0];
      if (row === undefined) return null;
      const { attempts, firstTriedAt, doubtSince, doubtAgeMs, invoiceWay } = row;
      return {
        ...toCreditNote(row),
        attempts,
        firstTriedAt: firstTriedAt ?? now,
        creating: doubtSince === null ? null : { since: doubtSince, ageMs: doubtAgeMs ?? 0 },
        invoiceWay: invoiceWay && {
          state: invoiceWay.state,
          sentAt: invoiceWay.sentAt === null ? null : new Date(invoiceWay.sentAt),
        },
      };
    },

    async beginCreditNote(note, { priority, now }) {
      const rows = await query.rows<CallRow & { here: boolean; mine: boolean }>(Prisma.sql`
        with mine as (
          select id, delivery_id, company_id, exists (
            select 1 from connections k where k.shop_id = c.shop_id and k.company_id = c.company_id) as here
          from credit_notes c where ${held(note)} and (select assure_known_database()) for update),
        call as (
          select call.* from mine cross join lateral ${takeCallSql(Prisma.sql`mine.company_id`, priority, now)} call
          where mine.here),
        begun as (
          update credit_notes c set state = 'sending', creating_since = clock_timestamp(), updated_at = now()
          from mine, call where c.id = mine.id and call.blocked is null returning c.delivery_id),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select delivery_id, 'credit-note-creating', '{}'::jsonb from begun)
        select exists (select 1 from mine) as mine, exists (select 1 from mine where here) as here, call.*
        from (select 1) one left join call on true`);
      const row = rows[0];
      if (row === undefined) throw new Error('credit note not begun');
      if (!row.mine) return 'lost';
      return row.here ? toGrant(row) : 'moved';
    },

    async creditNoteMade(note, { document, how, problem, eInvoice }) {
      const next = eInvoice && {
        date: eInvoice.date,
        due_by: eInvoice.dueBy,
        send_at: eInvoice.sendAt,
        wants_copy: eInvoice.wantsCopy,
      };
      // Whoever learns it notes it, even without its claim.
      await query.execute(Prisma.sql`
        with made as (
          update credit_notes c set state = 'sent', act_at = null, creating_since = null,
            problem = ${problem === null ? Prisma.sql`null` : json(problem)}, document_id = ${document.id}::bigint,
            document_number = ${document.number}, document_url = ${document.url}, updated_at = now()
          where c.id = ${note.id}::uuid and c.shop_id = ${note.shopId}::uuid and c.state <> 'sent'
          returning c.delivery_id as id, c.shop_id, c.order_id, c.company_id, c.document_id,
            c.document_number as number, ${json(next)} as e_invoice, c.id as credit_note_id),
        e_invoice as (${newEInvoicesSql(Prisma.sql`made`, true)})
        insert into delivery_events (delivery_id, type, data)
        select id, ${how === 'made' ? 'credit-note-made' : 'credit-note-adopted'}, jsonb_build_object('number', number)
        from made`);
    },

    async creditNoteHeld(note, problem, until) {
      await query.execute(Prisma.sql`
        with before as (select id, problem->>'code' as code from credit_notes where ${held(note)} for update),
        held as (
          update credit_notes c set state = 'waiting', act_at = ${until}, problem = ${json(problem)},
            first_tried_at = null, updated_at = now()
          from before where c.id = before.id and c.state <> 'sent' returning c.delivery_id, before.code)
        insert into delivery_events (delivery_id, type, data)
        select delivery_id, 'credit-note-waiting', ${json({ ...problem })} from held
        where code is distinct from ${problem.code}`);
    },

    creditNoteLater: (note, { problem, at, notTried, uncertain }) =>
      change(
        note,
        Prisma.sql`state = 'waiting', act_at = coalesce(${at}::timestamptz, 'infinity'), problem = ${json(problem)}
          ${uncertain ? Prisma.empty : Prisma.sql`, creating_since = null`}
          ${notTried ? Prisma.sql`, first_tried_at = null` : Prisma.empty}`,
        uncertain ? 'credit-note-uncertain' : 'credit-note-waiting',
        { ...problem, nextTryAt: at?.toISOString() ?? null },
      ),

    async notSetOff({ deliveryId, shopId, invoice }, problem) {
      await query.execute(Prisma.sql`
        insert into delivery_events (delivery_id, type, data)
        select id, 'payment-not-set-off', ${json({ ...problem, number: invoice.number })} from deliveries
        where id = ${deliveryId}::uuid and shop_id = ${shopId}::uuid`);
    },

    creditNoteFailed: (note, problem, uncertain) =>
      change(
        note,
        Prisma.sql`state = 'failed', act_at = null, problem = ${json(problem)}
          ${uncertain ? Prisma.empty : Prisma.sql`, creating_since = null`}`,
        'credit-note-failed',
        { ...problem },
      ),
  };
}
