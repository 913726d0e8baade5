import { randomUUID } from 'node:crypto';
import type { TokenPair } from '../src/ports/authorization.ts';
import { createSealer, hashToken, randomToken } from '../src/store/sealing/seal.ts';
import type { HttpBrowser } from '../test/support/browser.ts';
import { APP_SECRET, type Shop, type World } from './world.ts';

export interface BenchShop {
  shop: Shop;
  shopId: string;
  companyId: number;
  webhookUrl: string;
}

export interface Shops {
  all: BenchShop[];
  /** Holds the first shop. */
  browser: HttpBrowser;
  /** All may call every company of the sandbox. */
  accessToken: string;
}

/**
 * Connects one shop as a merchant would and copies it, since a thousand sign-ins would take longer than what is
 * measured. Each copy has a shop, keys and a company of its own.
 */
export async function connectShops(world: World, count: number): Promise<Shops> {
  const { sandbox, pool } = world;
  const sealer = createSealer(APP_SECRET);
  // The copies' settings name the accounts of the first company; all have the same ones, and the same products.
  const { paymentAccounts, products } = sandbox.fic.addCompany('Azienda');
  const companies = Array.from(
    { length: count },
    (_, index) => sandbox.fic.addCompany(`Azienda ${index}`, { paymentAccounts, products }).id,
  );
  const first = { shop: sandbox.shop.main, companyId: companies[0] ?? 0 };
  const browser = await world.connect(first.shop, first.companyId);
  const { rows } = await pool.query<{ id: string; sealed: Buffer }>(
    `select s.id, c.sealed_tokens as sealed from shops s join connections c on c.shop_id = s.id where instance = $1`,
    [first.shop.instance],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('the first shop is not connected');
  const tokens = sealer.open<TokenPair>(row.sealed, `connections.tokens:${row.id}`);
  const all: BenchShop[] = [
    { ...first, shopId: row.id, webhookUrl: sandbox.shop.webhooks(first.shop)[0]?.url ?? '' },
  ];
  for (const companyId of companies.slice(1)) {
    const shop = sandbox.shop.addShop({ name: `Negozio ${all.length}` });
    const shopId = randomUUID();
    const webhookToken = randomToken();
    const keys = sealer.seal({ key: shop.key, exchange: shop.exchange }, `shops.keys:${shop.instance}`);
    await pool.query(
      `insert into shops (id, instance, uid, name, url, sealed_keys, webhook_token_hash, webhooks_at, installed_at, setup_ends_at)
       select $2, $3, $4, $5, url, $6, $7, now(), installed_at, setup_ends_at from shops where id = $1`,
      [row.id, shopId, shop.instance, shop.uid, shop.name, keys, hashToken(webhookToken)],
    );
    await pool.query(
      `insert into connections select (jsonb_populate_record(c, jsonb_build_object('shop_id', $2::text,
         'company_id', $3::int, 'sealed_tokens', $4::text))).* from connections c where shop_id = $1`,
      [
        row.id,
        shopId,
        companyId,
        `\\x${Buffer.from(sealer.seal(tokens, `connections.tokens:${shopId}`)).toString('hex')}`,
      ],
    );
    // What names a company's ids names the company too.
    for (const table of ['settings', 'catalogues']) {
      await pool.query(
        `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('shop_id', $2::text)
           || case when company_id is null then '{}' else jsonb_build_object('company_id', $3::int) end)).*
         from ${table} t where shop_id = $1`,
        [row.id, shopId, companyId],
      );
    }
    all.push({ shop, shopId, companyId, webhookUrl: `${world.url}/tscommerce/webhooks/${webhookToken}` });
  }
  await pool.query('analyze');
  return { all, browser, accessToken: tokens.accessToken };
}
