import type { DaySum } from '../../domain/receipts/register.ts';
import type { SaleRow, SaleStore } from '../../ports/stores/sales.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';

/** A sale counts: it was paid, no invoice was made of it, and it was not taken back on the same day. */
const SOLD = Prisma.sql`(ended is null or (ended <> 'invoiced' and ended_on > day))`;
/** It was given back on a later day. */
const REFUNDED = Prisma.sql`(ended is not null and ended <> 'invoiced' and ended_on > day)`;

export function createSaleStore(query: Query): SaleStore {
  return {
    async sums(shopId, from, to) {
      const part = (day: Prisma.Sql, isSale: boolean, counts: Prisma.Sql) => Prisma.sql`
        select ${day} as day, vat_type_id, vat_percent, oss_country,
          ${isSale ? Prisma.sql`sum(gross_cents)` : Prisma.sql`0`} as sales,
          ${isSale ? Prisma.sql`0` : Prisma.sql`sum(gross_cents)`} as refunds,
          ${isSale ? Prisma.sql`count(*) filter (where counts)` : Prisma.sql`0`} as orders
        from sales where shop_id = ${shopId}::uuid and ${day} between ${from}::date and ${to}::date and ${counts}
        group by 1, 2, 3, 4`;
      type Row = Omit<DaySum, 'vatPercent'> & { vatPercent: string };
      const rows = await query.rows<Row>(Prisma.sql`
        select day::text as day, vat_type_id as "vatTypeId", vat_percent::text as "vatPercent",
          oss_country as "ossCountry", sum(sales)::float8 as "salesCents", sum(refunds)::float8 as "refundCents",
          sum(orders)::int as orders
        from (${part(Prisma.sql`day`, true, SOLD)} union all ${part(Prisma.sql`ended_on`, false, REFUNDED)}) sums
        group by day, vat_type_id, vat_percent, oss_country`);
      return rows.map((row) => ({ ...row, vatPercent: Number(row.vatPercent) }));
    },

    async ofDay(shopId, day, vatTypeId, limit) {
      const type = vatTypeId === null ? Prisma.empty : Prisma.sql`and s.vat_type_id = ${vatTypeId}::int`;
      const part = (column: Prisma.Sql, isSale: boolean, counts: Prisma.Sql) => Prisma.sql`
        select s.order_id, ${isSale ? Prisma.sql`sum(s.gross_cents)` : Prisma.sql`-sum(s.gross_cents)`} as gross,
          ${!isSale}::boolean as refund
        from sales s where s.shop_id = ${shopId}::uuid and ${column} = ${day}::date and ${counts} ${type}
        group by s.order_id`;
      return query.rows<SaleRow>(Prisma.sql`
        select sold.order_id as "orderId", o.short_id as "shortId", o.customer, ${day}::text as day,
          sold.gross::float8 as "grossCents", sold.refund
        from (${part(Prisma.sql`day`, true, SOLD)} union all ${part(Prisma.sql`ended_on`, false, REFUNDED)}) sold
        left join orders o on o.shop_id = ${shopId}::uuid and o.order_id = sold.order_id
        order by abs(sold.gross) desc, sold.order_id limit ${limit}::int`);
    },

    async paid(shopId, orderId, day) {
      await query.execute(Prisma.sql`
        update sales set day = ${day}::date
        where shop_id = ${shopId}::uuid and order_id = ${orderId} and day is null`);
    },

    async end(shopId, orderId, how, day) {
      await query.execute(Prisma.sql`
        update sales set ended = ${how}, ended_on = ${day}::date
        where shop_id = ${shopId}::uuid and order_id = ${orderId} and ended is null`);
    },

    async knownSince(shopId) {
      const [row] = await query.rows<{ day: string | null }>(Prisma.sql`
        select min(day)::text as day from sales where shop_id = ${shopId}::uuid`);
      return row?.day ?? null;
    },
  };
}
