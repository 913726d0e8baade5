// A process of its own: both platforms' sandbox and the buyers, told what by messages. It knows when a webhook left and
// when its document came, by one clock.
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../sandbox/common/random.ts';
import { type Company, type OrderPartial, startSandbox } from '../../sandbox/index.ts';
import { connect, type Shop, UNLIMITED } from '../world.ts';
import { Documents } from './documents.ts';
import { plan } from './trade.ts';
import type { FleetShop, Opened, PlatformsJob, Trade, TradeResult } from './wire.ts';

/** Every company of the sandbox knows these codes. */
const GOODS = ['TAZZA-GRES', 'MIELE-ACACIA', 'OLIO-EVO-500', 'CAFFE-MISC', 'LIBRO-RICETTE', 'CIOCC-70'];
/** Orders whose buyer pays later: a second webhook, and a second look. */
const PAID_LATER = 0.2;
const PAID_AFTER_MINUTES = 5;
const WANT_INVOICE = 0.1;
/** Kinds that the plug-in registers for: created, paid, cancelled. */
const WEBHOOKS = [0, 1, 7];
/** What was on its way as the trade ended is waited for. */
const DRAIN_MS = 30_000;

const PREPARE_MS = 20_000;
const AT_ONCE = 25;
const TICK_MS = 4;

const sandbox = await startSandbox({ orders: 2, customers: 2, ...UNLIMITED.sandbox });
const { shop: platform, fic } = sandbox;
const random = new Random(20);
const shops: { shop: Shop; company: Company }[] = [];
const documents = new Documents();

function shopAt(index: number): { shop: Shop; company: Company } {
  const found = shops[index];
  if (found === undefined) throw new Error(`no shop ${index}`);
  return found;
}

/** Does something that webhooks would tell of, without them where they are to be missing. */
function silently<T>(missing: boolean, act: () => T): T {
  platform.webhooksEnabled = !missing;
  const done = act();
  platform.webhooksEnabled = true;
  return done;
}

function open(count: number): Opened {
  const { paymentAccounts, products } = fic.addCompany('Azienda');
  for (let index = 0; index < count; index += 1) {
    const company = fic.addCompany(`Azienda ${index}`, { paymentAccounts, products });
    const shop =
      index === 0 ? platform.main : platform.addShop({ name: `Negozio ${index}`, customers: 3, orders: 0 });
    shops.push({ shop, company });
  }
  return { shopUrl: platform.apiUrl, ficUrl: fic.url };
}

/** The others' tokens are like the first one's: of the accountant, who may call every company. */
async function connectFirst(url: string): Promise<FleetShop[]> {
  platform.appUrl = url;
  const first = shopAt(0);
  await connect(sandbox, url, first.shop, first.company.id);
  // What a shop's first orders make the plug-in learn is learnt: the copies know it too.
  for (const invoice of [true, false]) sell({ ...first, wish: { ...paidNow(), invoice } });
  await mostSettled();
  const grant = fic.tokens.snapshot().at(-1);
  if (grant === undefined) throw new Error('the first shop has no tokens');
  return shops.map(({ shop, company }): FleetShop => {
    const code = fic.tokens.issueCode(grant, url);
    const pair = fic.tokens.exchange(code, grant.clientId, url);
    if (pair === null) throw new Error('no tokens');
    const { instance, uid, name, key, exchange } = shop;
    const { accessToken, refreshToken } = pair;
    return { instance, uid, name, key, exchange, companyId: company.id, accessToken, refreshToken };
  });
}

function listen(addresses: readonly string[]): void {
  for (const [index, url] of addresses.entries()) {
    const { shop } = shopAt(index);
    shop.webhooks = WEBHOOKS.map((type) => ({ id: `${shop.uid}-${type}`, url, type, name: 'orders' }));
  }
}

/** Each product once: a cart has one line of it. */
function goods(): { sku: string }[] {
  const from = random.int(0, GOODS.length - 1);
  return Array.from({ length: random.int(1, 3) }, (_, index) => ({
    sku: GOODS[(from + index) % GOODS.length] ?? '',
  }));
}
const paidNow = (): OrderPartial => ({ status: 1, paidAt: new Date(), items: goods() });

interface Order {
  shop: Shop;
  company: Company;
  wish: OrderPartial;
}

/** Places an order that is ready for its document at once. */
function sell({ shop, company, wish, missing = false }: Order & { missing?: boolean }): void {
  const now = performance.now();
  const { orderID } = silently(missing, () => platform.placeOrder(wish, shop));
  documents.expect(shop, company, orderID, missing ? null : now);
}

async function sellLater({ shop, company, wish }: Order, afterMs: number): Promise<void> {
  const { orderID } = platform.placeOrder({ ...wish, status: 0, paidAt: null }, shop);
  await sleep(afterMs);
  documents.expect(shop, company, orderID, performance.now());
  shop.markPaid(orderID);
}

async function settled(withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (documents.left.told > 0 && performance.now() < deadline) {
    documents.look();
    await sleep(TICK_MS);
  }
}

/** Before anything is measured: one whose outcome is uncertain would be waited for minutes. */
async function mostSettled(): Promise<void> {
  await settled(PREPARE_MS);
  documents.clear();
}

async function invoice(indices: readonly number[]): Promise<void> {
  for (let from = 0; from < indices.length; from += AT_ONCE) {
    for (const index of indices.slice(from, from + AT_ONCE)) {
      sell({ ...shopAt(index), wish: { ...paidNow(), invoice: true } });
    }
    await mostSettled();
  }
}

/** Everything that is sold is sold at its moment, whether or not earlier orders have their document. */
async function trade(wanted: Trade): Promise<TradeResult> {
  const sales = plan(shops.length, wanted, random);
  const start = performance.now();
  const refreshedBefore = fic.tokens.refreshes.done;
  const laterMs = (PAID_AFTER_MINUTES / 60 / wanted.hours) * wanted.seconds * 1000;
  let missed = 0;
  let next = 0;
  let unpaid = 0;
  while (next < sales.length || unpaid > 0) {
    const now = performance.now() - start;
    for (let sale = sales[next]; sale !== undefined && sale.atMs <= now; sale = sales[next]) {
      next += 1;
      const wish = { ...paidNow(), invoice: random.chance(WANT_INVOICE) };
      const { shop, company } = shopAt(sale.shop);
      if (sale.missing) missed += 1;
      if (sale.missing || !random.chance(PAID_LATER)) {
        sell({ shop, company, wish, missing: sale.missing });
        continue;
      }
      unpaid += 1;
      void sellLater({ shop, company, wish }, laterMs).then(() => {
        unpaid -= 1;
      });
    }
    documents.look();
    await sleep(TICK_MS);
  }
  await settled(DRAIN_MS);
  const { latenciesMs, found } = documents;
  const result = {
    orders: sales.length,
    latenciesMs: [...latenciesMs],
    missing: missed,
    found,
    late: documents.left.told,
    refreshed: fic.tokens.refreshes.done - refreshedBefore,
  };
  documents.clear();
  return result;
}

async function act(job: PlatformsJob): Promise<unknown> {
  switch (job.kind) {
    case 'open':
      return open(job.shops);
    case 'connect':
      return connectFirst(job.url);
    case 'listen':
      return listen(job.addresses);
    case 'invoice':
      return invoice(job.shops);
    case 'trade':
      return trade(job.trade);
  }
}

process.on('message', async (job: PlatformsJob) => {
  try {
    process.send?.({ result: await act(job) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? error.stack : String(error) });
  }
});
