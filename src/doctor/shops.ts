import { createHash } from 'node:crypto';
import type pg from 'pg';
import { Problem } from '../domain/problem.ts';
import type { ConnectShop, ShopKeys } from '../ports/shop.ts';
import { type Finding, fail, ok, reasonOf, warn } from './report.ts';

/** Shops whose webhooks are looked up in one run: one call each. */
const LOOKED_AT = 50;
/** Source: platforms.md, webhook types. */
const TYPES = new Map([
  [0, 'created'],
  [1, 'paid'],
  [7, 'cancelled'],
]);

export interface ShopRow {
  id: string;
  instance: string;
  webhook_token_hash: Buffer;
}

export interface ShopTools {
  readKeys(shopId: string): Promise<ShopKeys>;
  readTokens(shopId: string): Promise<unknown>;
  connectShop: ConnectShop;
  publicUrl: string;
}

/** Whether APP_SECRET opens what is stored, and each shop's webhooks lead here. `unregistered`: shops to mend. */
export async function checkShops(
  pool: pg.Pool,
  tools: ShopTools,
): Promise<{ findings: Finding[]; unregistered: ShopRow[] }> {
  const { rows: shops } = await pool.query<ShopRow>(
    'select id::text as id, instance, webhook_token_hash from shops order by installed_at desc',
  );
  if (shops.length === 0) return { findings: [ok('shops', 'none has installed it yet')], unregistered: [] };
  const opened = await openAll(shops, tools);
  const findings: Finding[] = [ok('shops', `${shops.length} installed`), opened.finding];
  const expired = await pool.query<{ n: number }>(
    "select count(*)::int as n from connections where state = 'expired'",
  );
  const count = expired.rows[0]?.n ?? 0;
  if (count > 0) {
    findings.push(
      warn('connections', `${count} expired`, 'their merchants must press Autorizza di nuovo in the panel'),
    );
  }
  findings.push(await checkRead(pool));
  const unregistered: ShopRow[] = [];
  for (const shop of opened.shops.slice(0, LOOKED_AT)) {
    const finding = await checkWebhooks(shop, tools);
    findings.push(finding);
    if (finding.status === 'fail') unregistered.push(shop);
  }
  if (opened.shops.length > LOOKED_AT) {
    findings.push(ok('webhooks', `the ${LOOKED_AT} shops that installed last were looked at`));
  }
  return { findings, unregistered };
}

/** What the daily looks at the shops' answers found. */
async function checkRead(pool: pg.Pool): Promise<Finding> {
  const name = 'shops-read';
  const { rows } = await pool.query<{ looked: number; unread: number }>(
    'select count(*)::int as looked, count(*) filter (where unread > 0)::int as unread from shop_inspections',
  );
  const { looked = 0, unread = 0 } = rows[0] ?? {};
  if (unread === 0) return ok(name, `${looked} looked at, all of their answers understood`);
  return warn(
    name,
    `answers of ${unread} of ${looked} are not understood in full`,
    'look in the log for "this shop is not read in full", or run `npm run doctor -- shop` with keys of the shop',
  );
}

async function openAll(shops: ShopRow[], tools: ShopTools): Promise<{ shops: ShopRow[]; finding: Finding }> {
  const open: ShopRow[] = [];
  for (const shop of shops) {
    try {
      await tools.readKeys(shop.id);
      await tools.readTokens(shop.id);
      open.push(shop);
    } catch {
      // Counted below: which part of the secret is wrong nobody can tell.
    }
  }
  const closed = shops.length - open.length;
  const name = 'app-secret';
  return {
    shops: open,
    finding:
      closed === 0
        ? ok(name, 'opens the keys and tokens of every shop')
        : fail(
            name,
            `does not open those of ${closed} of ${shops.length} shops`,
            'set APP_SECRET to the one that they were sealed with (with the backups, or DATA_DIR/secret); where it is lost, those shops must install and authorize again',
          ),
  };
}

async function checkWebhooks(shop: ShopRow, tools: ShopTools): Promise<Finding> {
  const name = `webhooks ${shop.instance}`;
  const fix = 'run the doctor with --mend: a worker registers them anew';
  try {
    const listed = await tools.connectShop(await tools.readKeys(shop.id)).listWebhooks();
    const ours = `${tools.publicUrl}/tscommerce/webhooks/`;
    const right = listed.filter(({ url }) => url.startsWith(ours) && isCurrent(url.slice(ours.length), shop));
    const missing = [...TYPES].filter(([type]) => !right.some((webhook) => webhook.type === type));
    if (missing.length === 0) return ok(name, 'order created, paid and cancelled lead here');
    return fail(
      name,
      `missing, or at an old address: order ${missing.map(([, title]) => title).join(', ')}`,
      fix,
    );
  } catch (error) {
    if (error instanceof Problem && error.code === 'shop-keys-refused') {
      return fail(
        name,
        'the shop refuses its keys',
        'the app was removed there, or its keys renewed: install it again from the app market',
      );
    }
    const reason = error instanceof Problem ? error.code : reasonOf(error);
    return warn(name, `could not be looked up (${reason})`, 'run the doctor again later');
  }
}

const isCurrent = (token: string, shop: ShopRow) =>
  createHash('sha256').update(token).digest().equals(shop.webhook_token_hash);
