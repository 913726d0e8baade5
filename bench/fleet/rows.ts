import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { RECONCILE_STEPS } from '../../src/domain/reconciling/next-look.ts';
import { createSealer, hashToken, randomToken } from '../../src/store/sealing/seal.ts';
import { APP_SECRET } from '../world.ts';
import type { FleetShop } from './wire.ts';

/** Between two looks for missed orders at the most often, minutes of the fleet's day. */
export const RECONCILE_MINUTES = 10;
/** Rows written by one statement. */
const AT_ONCE = 1000;
/** An access token of Fatture in Cloud lives so long. */
const TOKEN_HOURS = 24;
/** Exchanged so long before its end: none is due as the measuring begins. */
const AHEAD_MINUTES = 11;
/** One shop in so many sends its invoices to the SDI by itself. */
export const SENDS_BY_ITSELF = 10;
/** What a shop has beside itself and its connection, copied from the first one's. */
const COPIED = ['settings', 'catalogues', 'product_links', 'shop_products', 'missing_skus'];

/**
 * Connects the other shops as copies of the first one, straight by SQL, each with keys, tokens and a company of its own:
 * ten thousand sign-ins would take longer than what is measured.
 *
 * @param compress How much faster than in earnest the fleet's hours go: tokens end so much more often.
 * @returns where each shop's webhooks go, in their sequence.
 */
export async function connectFleet(
  pool: pg.Pool,
  url: string,
  shops: readonly FleetShop[],
  compress: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; instance: string }>('select id, instance from shops');
  const first = rows[0]?.id;
  if (first === undefined) throw new Error('the first shop is not installed');
  const sealer = createSealer(APP_SECRET);
  const addresses: string[] = [];
  const copies = shops.map((shop, index) => {
    const id = index === 0 ? first : randomUUID();
    const token = randomToken();
    addresses.push(`${url}/tscommerce/webhooks/${token}`);
    const { key, exchange, accessToken, refreshToken } = shop;
    const spreadMs = (TOKEN_HOURS * 3_600_000 * Math.random()) / compress;
    const accessExpiresAt = new Date(Date.now() + AHEAD_MINUTES * 60_000 + spreadMs);
    return {
      ...shop,
      id,
      hash: bytes(hashToken(token)),
      keys: bytes(sealer.seal({ key, exchange }, `shops.keys:${shop.instance}`)),
      expires: accessExpiresAt,
      tokens: bytes(sealer.seal({ accessToken, refreshToken, accessExpiresAt }, `connections.tokens:${id}`)),
    };
  });
  for (let from = 0; from < copies.length; from += AT_ONCE) {
    const some = JSON.stringify(copies.slice(from, from + AT_ONCE));
    await copy(pool, first, some);
  }
  await pool.query(
    `insert into settings (shop_id, section, value, updated_at)
     select id, 'eInvoice', '{"send":"automatic","delayMinutes":0,"copyToBuyer":false}', now()
     from unnest($1::uuid[]) id
     on conflict (shop_id, section) do update set value = excluded.value`,
    [copies.filter((_, index) => index % SENDS_BY_ITSELF === 0).map(({ id }) => id)],
  );
  // They have been silent for long: each is looked at for missed orders in its own minute of the longest time.
  await pool.query(
    `update shops set reconcile_every_ms = $1::int, reconcile_at = now() + random() * $1::int * interval '1 ms'`,
    [(RECONCILE_STEPS.rarest * RECONCILE_MINUTES * 60_000) / compress],
  );
  await pool.query('vacuum analyze');
  return addresses;
}

const bytes = (value: Uint8Array) => `\\x${Buffer.from(value).toString('hex')}`;

async function copy(pool: pg.Pool, first: string, copies: string): Promise<void> {
  const given = `json_to_recordset($2::json) as g (id uuid, instance text, uid text, name text, keys text, hash text,
    tokens text, expires timestamptz, "companyId" int)`;
  const others = `where t.%ID% = $1::uuid and g.id <> $1::uuid`;
  await pool.query(
    `insert into shops select (jsonb_populate_record(t, jsonb_build_object('id', g.id, 'instance', g.instance,
       'uid', g.uid, 'name', g.name, 'sealed_keys', g.keys, 'webhook_token_hash', g.hash, 'claimed_at', null,
       'orders_seen_until', now()))).*
     from shops t cross join ${given} ${others.replace('%ID%', 'id')}`,
    [first, copies],
  );
  await pool.query(
    `update shops s set webhook_token_hash = g.hash::bytea from ${given} where s.id = g.id and g.id = $1::uuid`,
    [first, copies],
  );
  await pool.query(
    `insert into connections select (jsonb_populate_record(t, jsonb_build_object('shop_id', g.id,
       'company_id', g."companyId", 'sealed_tokens', g.tokens, 'access_expires_at', g.expires))).*
     from connections t cross join ${given} ${others.replace('%ID%', 'shop_id')}`,
    [first, copies],
  );
  for (const table of COPIED) {
    // What names a company's ids names the company too.
    await pool.query(
      `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('shop_id', g.id)
         || case when to_jsonb(t)->>'company_id' is null then '{}'
            else jsonb_build_object('company_id', g."companyId") end)).*
       from ${table} t cross join ${given} ${others.replace('%ID%', 'shop_id')}`,
      [first, copies],
    );
  }
  // All customers were read once, some day of the last month; each night's sync reads what changed.
  await pool.query(
    `insert into customer_watermarks (shop_id, company_id, changed_until, full_at, clients_seen_at, readings)
     select g.id, g."companyId", now() - interval '1 day', now() - random() * interval '25 days',
       now() - interval '1 day', 1
     from ${given} where $1::uuid is not null on conflict do nothing`,
    [first, copies],
  );
}
