import { defaultSettings } from '../../domain/settings.ts';
import type { Round, RoundStore } from '../../ports/rounds.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';

/** Shops of one statement. */
const SLICE = 500;
/** A shop that sells nothing is inspected this seldom. */
const INSPECTED_EVERY = Prisma.raw(`interval '7 days'`);
/** Invoices of processes that know nothing of e-invoices are taken over for so long. */
const ADOPTED_FOR = Prisma.raw(`interval '30 days'`);

const saved = (section: string, field: string, otherwise: boolean) => Prisma.sql`coalesce((
  select (o.value->>${field})::boolean from settings o where o.shop_id = s.id and o.section = ${section}), ${otherwise})`;

const connected = (and: Prisma.Sql = Prisma.empty) => Prisma.sql`
  exists (select 1 from connections c where c.shop_id = s.id and c.company_id is not null ${and})`;

/** Keys that are refused are not asked before their time. */
const open = (now: Date) => Prisma.sql`(s.keys_tried_next_at is null or s.keys_tried_next_at <= ${now})`;

/** Which shops have something to do. `s`: the shop. */
const wants: Record<Round, (now: Date) => Prisma.Sql> = {
  'customer-sync-start': (now) =>
    Prisma.sql`${connected()} and ${open(now)} and ${saved('customers', 'enabled', defaultSettings.customers.enabled)}`,
  'refresh-products': (now) =>
    Prisma.sql`${connected()} and ${open(now)} and ${saved('products', 'updateStock', defaultSettings.products.updateStock)}`,
  subscribe: (now) => Prisma.sql`${connected()} and ${open(now)}`,
  // What has not sold since it was read in full would be read as it was.
  'inspect-shop': (now) => Prisma.sql`not exists (
    select 1 from shop_inspections i
    where i.shop_id = s.id and i.unread = 0 and i.looked_at > ${now}::timestamptz - ${INSPECTED_EVERY}
      and not exists (select 1 from orders o where o.shop_id = s.id and o.placed_at > i.looked_at))`,
  'heal-connection': () => connected(Prisma.sql`and c.state = 'expired'`),
  'record-takings': () => Prisma.sql`${connected(Prisma.sql`and c.state = 'connected'`)} and exists (
    select 1 from settings o where o.shop_id = s.id and o.section = 'receipts' and o.value->>'mode' = 'daily')`,
  'follow-e-invoices': (now) => Prisma.sql`${connected()} and ${open(now)} and exists (
    select 1 from deliveries d
    where d.shop_id = s.id and d.state = 'sent' and d.updated_at >= ${now}::timestamptz - ${ADOPTED_FOR}
      and d.kind = 'invoice' and d.document_id is not null and d.company_id is not null
      and not exists (select 1 from e_invoices e where e.shop_id = d.shop_id and e.company_id = d.company_id
        and e.document_id = d.document_id))`,
};

/** Lower numbers go first; orders have 0. */
const PRIORITY: Record<Round, number> = {
  'customer-sync-start': 10,
  'refresh-products': 10,
  subscribe: 10,
  'inspect-shop': 10,
  'heal-connection': 10,
  'record-takings': 8,
  'follow-e-invoices': 6,
};

/** Adds the job of each of `chosen` (`id`) at its own moment, as `spreadMs` has it: the first 32 bits of the id's SHA-256. */
const addSql = (round: Round, { from, overMs }: { from: Date; overMs: number }) => Prisma.sql`
  select graphile_worker.add_job(${round}, json_build_object('shopId', id::text), job_key => ${`${round}:`} || id::text,
    priority => ${PRIORITY[round]}::int,
    run_at => ${from}::timestamptz + floor(${overMs}::float8
      * ('x' || left(encode(sha256(id::text::bytea), 'hex'), 8))::bit(32)::bigint / 4294967296) * interval '1 ms')
  from chosen`;

export function createRoundStore(query: Query): RoundStore {
  return {
    async enqueue(round, span) {
      let count = 0;
      for (let after: string | null = null; ; ) {
        const rows: { last: string | null; added: number }[] = await query.rows(Prisma.sql`
          with slice as materialized (
            select * from shops where ${after}::uuid is null or id > ${after}::uuid order by id limit ${SLICE}::int),
          chosen as materialized (select s.id from slice s where ${wants[round](span.from)}),
          added as materialized (${addSql(round, span)})
          select (select id::text from slice order by id desc limit 1) as last, (select count(*)::int from added) as added`);
        count += rows[0]?.added ?? 0;
        after = rows[0]?.last ?? null;
        if (after === null) return count;
      }
    },

    async enqueueDueEInvoices(span) {
      const rows = await query.rows<{ added: number }>(Prisma.sql`
        with chosen as materialized (
          select s.id from (select distinct shop_id from e_invoices where next_look_at <= ${span.from}) due
          join shops s on s.id = due.shop_id where ${connected()} and ${open(span.from)}),
        added as materialized (${addSql('follow-e-invoices', span)})
        select count(*)::int as added from added`);
      return rows[0]?.added ?? 0;
    },
  };
}
