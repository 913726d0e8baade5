import { Prisma } from '../generated/client.ts';

/** The shop's clock may be ahead of the database's by less than this. */
const CLOCKS_DIFFER = Prisma.raw(`interval '1 hour'`);

/**
 * SQL of a new delivery's `creating_since`: null, unless the database was restored from a copy and the order was placed
 * before that (or is not known). It then may have a document that the copy knows nothing of, in any company and of any
 * kind, and is looked for before it is made.
 *
 * @param placedAt Where the order was just read and need not be stored yet.
 */
export function doubtSql(
  shopId: string,
  orderId: Prisma.Sql,
  placedAt: Prisma.Sql = Prisma.sql`null`,
): Prisma.Sql {
  return Prisma.sql`(
    select i.restored_at from installation i
      left join orders o on o.shop_id = ${shopId}::uuid and o.order_id = ${orderId}
    where i.restored_at is not null
      and coalesce(${placedAt}::timestamptz, o.placed_at, '-infinity') <= i.restored_at + ${CLOCKS_DIFFER})`;
}
