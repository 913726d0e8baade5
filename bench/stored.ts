import type pg from 'pg';

/** Family names by how often they occur, and one that occurs a few times. */
const NAMES = [
  'rossi',
  'ferrari',
  'russo',
  'bianchi',
  'romano',
  'colombo',
  'ricci',
  'marino',
  'greco',
  'bruno',
];

/**
 * Stores orders with their deliveries and events, straight by SQL: half of them in the first shop, the rest spread over
 * the others. Of a hundred orders ninety were sent, one failed, three were left out and six never had a delivery; three
 * hundred of each shop wait at most.
 */
export async function storeDeliveries(
  pool: pg.Pool,
  shopIds: readonly string[],
  deliveries: number,
): Promise<void> {
  const [first, ...others] = shopIds;
  const share = others.length === 0 ? deliveries : deliveries / 2;
  const client = await pool.connect();
  try {
    // The triggers' plans are kept too, and were made while the tables were empty.
    await client.query('set enable_seqscan = off');
    await storeShop(client, first ?? '', share);
    const each = Math.floor((deliveries - share) / Math.max(1, others.length));
    for (const shopId of others) await storeShop(client, shopId, each);
  } finally {
    client.release(true);
  }
  await pool.query('vacuum analyze orders');
  await pool.query('vacuum analyze deliveries');
  await pool.query('vacuum analyze delivery_events');
}

async function storeShop(client: pg.PoolClient, shopId: string, deliveries: number): Promise<void> {
  // Six in a hundred have no delivery.
  const orders = Math.round((deliveries * 100) / 94);
  await client.query(
    `insert into orders (shop_id, order_id, short_id, placed_at, customer, search_text, total_cents, currency, status,
       cancelled, paid, invoice_requested, payment_method, read_at)
     select $1::uuid, 'o_' || lpad(n::text, 9, '0'), n::text,
       '2025-06-30'::timestamptz - make_interval(secs => ($2::int - n) * 86400.0 * 540 / $2::int),
       initcap(name) || ' ' || n, 'o_' || lpad(n::text, 9, '0') || E'\\n' || n || E'\\n' || name || ' mario ' || n
         || E'\\ncliente' || n || '@example.com',
       1000 + n % 90000, 'EUR', n % 5, false, true, n % 7 = 0,
       (array['PayPal', 'Carta di credito', 'Bonifico', 'Contrassegno'])[1 + n % 4], now()
     from (select n, case when n % 20011 = 7 then 'quartapelle' else ($3::text[])[1 + n % 10] end as name
           from generate_series(1, $2::int) n) numbers`,
    [shopId, orders, NAMES],
  );
  await client.query(
    `insert into deliveries (shop_id, order_id, state, origin, kind, attempts, problem, company_id, document_id,
       document_number, document_url, created_at, updated_at)
     select o.shop_id, o.order_id, state, 'automatic', case when o.invoice_requested then 'invoice' else 'order' end, 1,
       case when state = 'failed' then '{"code":"vat-unmapped","detail":"Aliquota","fix":"Associala"}'::jsonb end,
       1000, n, case when state = 'sent' then n::text end, case when state = 'sent' then 'https://example.com/' || n end,
       o.placed_at, o.placed_at + interval '1 minute'
     from (select o.*, n, case
             when n > $2::int - 300 then 'waiting'
             when n % 100 < 90 then 'sent' when n % 100 = 90 then 'failed' else 'skipped' end as state
           from orders o cross join lateral (select short_id::int as n) numbers
           where o.shop_id = $1::uuid and short_id::int % 100 < 94) o`,
    [shopId, orders],
  );
  await client.query(
    `insert into delivery_events (delivery_id, at, type, data)
     select id, created_at, type, '{}'::jsonb
     from deliveries cross join unnest(array['accepted', 'started', 'creating', 'sent']) type where shop_id = $1::uuid`,
    [shopId],
  );
}
