import type { ProblemText } from '../../domain/problem.ts';
import type { HeldData, PersonalDataStore, Place, Pruned } from '../../ports/stores/personal-data.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';

/** Orders a statement, so that no lock lasts. */
const BATCH = 200;

/**
 * A stored problem that may quote a customer: one whose sentences hold values, or of which only sentences are known.
 * Amounts of money and numbers of documents are not the customer's.
 */
const quotes = (column: Prisma.Sql) => Prisma.sql`(
  ${column}->>'code' not in ('details-removed', 'total-differs', 'total-would-differ', 'credit-awaits-sdi')
  and coalesce(${column}->'values', '{"?":0}') <> '{}')`;

export function createPersonalDataRemoval(prisma: PrismaClient): Omit<PersonalDataStore, 'find'> {
  /** Its trigger empties what is the customer's; `search_text` is named so that the index of searches follows. */
  const emptyOrders = (shopId: string, orderIds: readonly string[], now: Date) => prisma.$executeRaw`
    update orders set data_removed_at = ${now}, search_text = '', customer = ''
    where shop_id = ${shopId}::uuid and order_id = any(${[...orderIds]}::text[])`;

  /** The problem's code stays where its sentences quote nobody; what happened when stays in any case. */
  async function emptyDeliveries(ids: readonly string[], details: ProblemText, now: Date): Promise<void> {
    const told = JSON.stringify(details);
    await prisma.$executeRaw`
      update delivery_events set data = ${told}::jsonb || jsonb_strip_nulls(jsonb_build_object(
        'nextTryAt', data->'nextTryAt', 'act', data->'act', 'of', data->'of', 'number', data->'number'))
      where delivery_id = any(${[...ids]}::uuid[]) and type in ('failed', 'waiting', 'uncertain', 'e-invoice-failed', 'e-invoice-waiting',
          'e-invoice-uncertain', 'e-invoice-status', 'e-invoice-copy-failed', 'act-waiting', 'act-failed',
          'invoice-given-up', 'credit-note-waiting', 'credit-note-uncertain', 'credit-note-failed', 'payment-not-set-off')
        and ${quotes(Prisma.sql`data`)}`;
    await prisma.$executeRaw`
      update deliveries set data_removed_at = ${now},
        problem = case when ${quotes(Prisma.sql`problem`)} then ${told}::jsonb else problem end
      where id = any(${[...ids]}::uuid[])`;
    for (const table of ['e_invoices', 'credit_notes', 'document_acts']) {
      await prisma.$executeRaw`
        update ${Prisma.raw(table)} set problem = ${told}::jsonb
        where delivery_id = any(${[...ids]}::uuid[]) and problem is not null and ${quotes(Prisma.sql`problem`)}`;
    }
  }

  return {
    async eraseOrders(shopId, orderIds, details, now) {
      for (let at = 0; at < orderIds.length; at += BATCH) {
        const ids = orderIds.slice(at, at + BATCH);
        const deliveries = await prisma.delivery.findMany({
          where: { shopId, orderId: { in: ids } },
          select: { id: true },
        });
        await emptyDeliveries(
          deliveries.map(({ id }) => id),
          details,
          now,
        );
        await emptyOrders(shopId, ids, now);
      }
    },

    async eraseCustomers(shopId, held, now) {
      await prisma.$transaction(eraseCustomersSql(shopId, held, now).map((sql) => prisma.$executeRaw(sql)));
    },

    async listShops() {
      const rows = await prisma.shop.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
      return rows.map(({ id }) => id);
    },

    async pruneOrders(shopId, { cutoff, after, limit, now }) {
      const rows = await prisma.$queryRaw<Place[]>`
        select placed_at as at, order_id as id from orders
        where shop_id = ${shopId}::uuid and placed_at < ${cutoff} and data_removed_at is null ${later('placed_at', 'order_id', 'text', after)}
        order by placed_at, order_id limit ${limit}`;
      if (rows.length > 0)
        await emptyOrders(
          shopId,
          rows.map(({ id }) => id),
          now,
        );
      return part(rows, limit);
    },

    // Those that still wait for their turn quote nobody for good: they end some day, and are found then.
    async pruneDeliveries(shopId, { cutoff, after, limit, now, details }) {
      const rows = await prisma.$queryRaw<Place[]>`
        select updated_at as at, id::text as id from deliveries
        where shop_id = ${shopId}::uuid and updated_at < ${cutoff} and state in ('sent', 'failed', 'skipped')
          and (data_removed_at is null or data_removed_at < updated_at) ${later('updated_at', 'id', 'uuid', after)}
        order by updated_at, id limit ${limit}`;
      if (rows.length > 0)
        await emptyDeliveries(
          rows.map(({ id }) => id),
          details,
          now,
        );
      return part(rows, limit);
    },

    async pruneCustomers(shopId, cutoff) {
      const [reports, hints, links, clients] = await prisma.$transaction([
        prisma.$executeRaw`update sync_runs set errors = '[]'
          where shop_id = ${shopId}::uuid and coalesce(finished, started) < ${cutoff} and errors <> '[]'`,
        prisma.$executeRaw`delete from order_hints where shop_id = ${shopId}::uuid and received_at < ${cutoff}`,
        prisma.$executeRaw(pruneLinksSql(shopId, cutoff)),
        prisma.$executeRaw(pruneClientsSql(shopId, cutoff)),
      ]);
      return reports + hints + links + clients;
    },
  };
}

const later = (at: string, id: string, type: string, after: Place | null) =>
  after === null
    ? Prisma.empty
    : Prisma.sql`and (${Prisma.raw(at)}, ${Prisma.raw(id)}) > (${after.at}::timestamptz, ${after.id}::${Prisma.raw(type)})`;

function part(rows: readonly Place[], limit: number): Pruned {
  return { removed: rows.length, next: rows.length < limit ? null : (rows.at(-1) ?? null) };
}

/** Where the shop gives a customer no id, the e-mail address is what it is read by. */
const withoutAddress = Prisma.sql`read_id = case when position('@' in read_id) > 0 then null else read_id end`;

function eraseCustomersSql(shopId: string, held: HeldData, now: Date): Prisma.Sql[] {
  const customers = JSON.stringify(
    held.customers.map(({ companyId, customerId }) => ({ companyId, customerId })),
  );
  const clients = JSON.stringify(held.clients.map(({ companyId, clientId }) => ({ companyId, clientId })));
  const errors = JSON.stringify(held.syncErrors.map(({ customer, detail }) => ({ customer, detail })));
  const mine = Prisma.sql`shop_id = ${shopId}::uuid`;
  return [
    Prisma.sql`
      update customer_links set erased_at = ${now}, ${withoutAddress}, updated_at = now()
      where ${mine} and (company_id, customer_id) in (
        select "companyId", "customerId" from jsonb_to_recordset(${customers}::jsonb) as r("companyId" int, "customerId" text))`,
    Prisma.sql`
      delete from known_clients where ${mine} and (company_id, client_id) in (
        select "companyId", "clientId" from jsonb_to_recordset(${clients}::jsonb) as r("companyId" int, "clientId" bigint))`,
    Prisma.sql`
      update customer_watermarks set full_at = null, reading_run_id = null, clients_page = 1, clients_seen_at = null
      where ${mine}`,
    Prisma.sql`update sync_runs set phase = 'clients' where ${mine} and state in ('running', 'waiting')`,
    Prisma.sql`
      update sync_runs r set errors = coalesce((
        select jsonb_agg(e order by n) from jsonb_array_elements(r.errors) with ordinality as t(e, n)
        where not jsonb_build_object('customer', e->'customer', 'detail', e->'detail') = any(
          select jsonb_array_elements(${errors}::jsonb))), '[]')
      where ${mine} and r.errors <> '[]'`,
  ];
}

/** A shop works with a company's customers while its sync is on and it is connected to it; the data then are fresh. */
const inUse = (shopId: string) => Prisma.sql`
  exists (select 1 from settings s join connections c on c.shop_id = s.shop_id
          where s.shop_id = ${shopId}::uuid and s.section = 'customers' and (s.value->>'enabled')::boolean
            and c.company_id = t.company_id)`;

/** What was mapped of customers that no sync looked at: only which fields changed since cannot be told any more. */
const pruneLinksSql = (shopId: string, cutoff: Date) => Prisma.sql`
  update customer_links t set base = null, problem = null, refused_hash = null, ${withoutAddress}
  where shop_id = ${shopId}::uuid and updated_at < ${cutoff} and (base is not null or problem is not null)
    and not ${inUse(shopId)}`;

/** Clients of companies that are not synced any more. They are read anew before a customer of theirs is looked at. */
const pruneClientsSql = (shopId: string, cutoff: Date) => Prisma.sql`
  with gone as (
    delete from known_clients t where shop_id = ${shopId}::uuid and seen_at < ${cutoff} and not ${inUse(shopId)}
    returning company_id)
  update customer_watermarks set full_at = null, reading_run_id = null, clients_page = 1, clients_seen_at = null
  where shop_id = ${shopId}::uuid and company_id in (select company_id from gone)`;
