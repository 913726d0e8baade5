import type { OrderListFilter } from '../../ports/stores/orders.ts';
import { isCurrent } from '../e-invoice/rows.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { decodeCursor } from '../postgres/cursor.ts';

const DELIVERY_STATES = new Set(['queued', 'sending', 'sent', 'waiting', 'failed', 'skipped']);

/** A text is first looked for in this many of the newest orders: what many orders have is found there. */
const NEWEST = 2000;

/** All of these find their page in an index of `orders` (shop, filter, place). */
function statusFilter(status: string | undefined): Prisma.Sql[] {
  if (status === undefined || status === '') return [];
  if (status === 'none') return [Prisma.sql`o.delivery_state is null`];
  if (DELIVERY_STATES.has(status)) return [Prisma.sql`o.delivery_state = ${status}`];
  if (/^-?\d{1,9}$/.test(status)) return [Prisma.sql`o.status = ${Number(status)}`];
  return [Prisma.sql`false`];
}

/** By their invoices and credit notes, of which few are in a state that one looks for; of documents that deliveries still have. */
function eInvoiceFilter(shopId: string, state: OrderListFilter['eInvoice']): Prisma.Sql[] {
  if (state === undefined) return [];
  return [
    Prisma.sql`o.order_id in (
      select e.order_id from e_invoices e
      where e.shop_id = ${shopId}::uuid and e.state = ${state} and ${isCurrent})`,
  ];
}

/** Few orders change after they were sent. */
function changedFilter(shopId: string, changed: boolean | undefined): Prisma.Sql[] {
  if (changed !== true) return [];
  return [
    Prisma.sql`o.order_id in (
      select order_id from deliveries where shop_id = ${shopId}::uuid and changed_at is not null)`,
  ];
}

/** What chooses orders, but for the text. */
function conditions(shopId: string, filter: OrderListFilter): Prisma.Sql {
  const after = decodeCursor(filter.cursor);
  return Prisma.join(
    [
      Prisma.sql`o.shop_id = ${shopId}::uuid`,
      ...statusFilter(filter.status),
      ...eInvoiceFilter(shopId, filter.eInvoice),
      ...changedFilter(shopId, filter.changed),
      ...(filter.from === undefined ? [] : [Prisma.sql`o.placed_at >= ${filter.from}`]),
      ...(filter.to === undefined ? [] : [Prisma.sql`o.placed_at < ${filter.to}`]),
      ...(after === null
        ? []
        : [Prisma.sql`(o.placed_at, o.order_id) < (${after.at}::timestamptz, ${after.id}::text)`]),
    ],
    ' and ',
  );
}

/** Ids of the orders that a filter chooses, the newest first: one more than its limit where there are more. */
export async function findOrderIds(
  prisma: PrismaClient,
  shopId: string,
  filter: OrderListFilter,
): Promise<string[]> {
  const chosen = conditions(shopId, filter);
  const text = filter.text?.trim().toLowerCase();
  const rows = text
    ? ((await amongNewest(prisma, chosen, text, filter.limit)) ??
      (await byText(prisma, shopId, chosen, text, filter.limit)))
    : await prisma.$queryRaw<{ id: string }[]>`
        select o.order_id as id from orders o where ${chosen}
        order by o.placed_at desc, o.order_id desc limit ${filter.limit + 1}`;
  return rows.map((row) => row.id);
}

/** The page, where the newest orders fill it or are all there are; else null. */
async function amongNewest(prisma: PrismaClient, chosen: Prisma.Sql, text: string, limit: number) {
  const rows = await prisma.$queryRaw<{ id: string | null; looked: number }[]>`
    with newest as materialized (
      select o.order_id, o.placed_at, o.search_text from orders o where ${chosen}
      order by o.placed_at desc, o.order_id desc limit ${NEWEST})
    select n.order_id as id, all_of.looked
    from (select count(*)::int as looked from newest) all_of
    left join lateral (
      select order_id, placed_at from newest where position(${text} in search_text) > 0
      order by placed_at desc, order_id desc limit ${limit + 1}) n on true
    order by n.placed_at desc, n.order_id desc`;
  const found = rows.flatMap(({ id }) => (id === null ? [] : [{ id }]));
  const isAll = (rows[0]?.looked ?? 0) < NEWEST;
  return isAll || found.length > limit ? found : null;
}

/** Shorter texts have no trigram inside a word, only at its beginning. */
const SHORTEST_INSIDE = 3;

/** Patterns of `like`: the text anywhere, or where it is too short for the index, at the beginning of a word. */
function patterns(text: string): string[] {
  const escaped = text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  if (text.length >= SHORTEST_INSIDE) return [`%${escaped}%`];
  return [`${escaped}%`, `% ${escaped}%`, `%\n${escaped}%`];
}

/** By the index of searches, where the database has it. Few orders have the text, else the newest had it. */
async function byText(prisma: PrismaClient, shopId: string, chosen: Prisma.Sql, text: string, limit: number) {
  const likes = Prisma.join(
    patterns(text).map((pattern) => Prisma.sql`text like ${pattern}`),
    ' or ',
  );
  return prisma.$queryRaw<{ id: string }[]>`
    with found as materialized (
      select order_id from order_search where shop_id = ${shopId}::uuid and (${likes}))
    select o.order_id as id from found join orders o using (order_id) where ${chosen}
    order by o.placed_at desc, o.order_id desc limit ${limit + 1}`;
}
