import { SENT_AT, SENT_LINE_AT } from '../delivery/packed-sent.ts';
import { Prisma } from '../generated/client.ts';

/**
 * Part of the statement that says of deliveries that they are sent, or say something else than before (`sent s`: id, shop_id,
 * order_id, kind): a document of type order is a sale of the register from here on, an invoice is none. A document made
 * anew takes the place of the one before.
 *
 * @param content A query of one row: what the document of `s` says, packed, as `content`.
 */
export const soldFrom = (content: Prisma.Sql) => Prisma.sql`
  sale as materialized (
    select s.shop_id, s.order_id, l.*, k.content->>${SENT_AT.ossCountry} as oss_country,
      (k.content->>${SENT_AT.paidDate})::date as day
    from sent s
    cross join lateral (${content}) k
    cross join lateral (
      select (line->>${SENT_LINE_AT.vatTypeId})::int as vat_type_id, (line->>${SENT_LINE_AT.vatPercent})::numeric as vat_percent,
        sum((line->>${SENT_LINE_AT.grossCents})::bigint) as gross_cents,
        row_number() over (order by (line->>${SENT_LINE_AT.vatTypeId})::int) = 1 as counts
      from json_array_elements(k.content->${SENT_AT.lines}) line group by 1, 2) l
    where s.kind = 'order'),
  sale_of_before as (
    delete from sales b using sent s where b.shop_id = s.shop_id and b.order_id = s.order_id
      and not exists (select 1 from sale n where n.order_id = b.order_id and n.vat_type_id = b.vat_type_id)),
  sold as (
    insert into sales (shop_id, order_id, vat_type_id, vat_percent, gross_cents, oss_country, counts, day)
    select shop_id, order_id, vat_type_id, vat_percent, gross_cents, oss_country, counts, day from sale
    on conflict (shop_id, order_id, vat_type_id) do update set vat_percent = excluded.vat_percent,
      gross_cents = excluded.gross_cents, oss_country = excluded.oss_country, counts = excluded.counts,
      day = excluded.day, ended = null, ended_on = null)`;

/** What it says was kept as its create call began. */
export const soldSql = soldFrom(Prisma.sql`select content from sent_documents where delivery_id = s.id`);
