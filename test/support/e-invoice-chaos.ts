import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Order, Sandbox, Shop } from '../../sandbox/index.ts';
import { Balancer } from './balancer.ts';
import { deliveredAfterMs, faultsFor, playSdi } from './e-invoice-faults.ts';
import {
  brokenPromises,
  type ChaosShop,
  CORRECTED_EVERY,
  isConcluded,
  type KnownInvoice,
} from './e-invoice-promises.ts';
import { LOOK_NOW, placeInvoiced, saveEInvoices, subscribeAnyway, transmissions } from './e-invoices.ts';
import { KillablePlugin } from './killable.ts';
import { Merchant, until } from './merchant.ts';

export interface EInvoiceChaosOptions {
  sandbox: Sandbox;
  databaseUrl: string;
  /** In all, over all shops. */
  invoices: number;
  replicas: number;
  /** Each with a company of its own. */
  shops: number;
  /** Shares of the way of all invoices at which a replica that sends is killed. */
  deaths: readonly number[];
  variables?: Record<string, string>;
  /** Longest time, milliseconds. */
  withinMs: number;
}

export interface EInvoiceChaos {
  invoices: number;
  replicas: number;
  /** Replicas killed, and those of them that held a shop's lane. */
  kills: number;
  killedAtWork: number;
  /** Calls to which Fatture in Cloud gave no true answer. */
  faults: number;
  notificationsLost: number;
  sent: number;
  discarded: number;
  /** Discarded, corrected under the same number, and accepted. */
  corrected: number;
  copies: number;
  copiesUncertain: number;
  seconds: number;
  /** What was promised and is not so, a line each. */
  broken: string[];
}

/** First key of the lock that a shop's worker holds. */
const LANE_LOCK = 0x6c616e65;
const PLACE_EVERY_MS = 5;

/**
 * Invoices on their way from the order to the SDI's last word, by replicas in processes of their own, of which some are
 * killed while they send, through faults of every kind. The SDI discards some; a merchant presses what the panel offers.
 */
export async function eInvoiceChaos(options: EInvoiceChaosOptions): Promise<EInvoiceChaos> {
  const { sandbox, databaseUrl, invoices, deaths, withinMs } = options;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  const balancer = new Balancer();
  await balancer.start();
  const replicas: KillablePlugin[] = [];
  const ending = new AbortController();
  try {
    for (let index = 0; index < options.replicas; index += 1) {
      replicas.push(
        await KillablePlugin.create(sandbox, databaseUrl, {
          LOG_LEVEL: 'warn',
          TEST_TIMEOUT_MS: '1000',
          // Notifications that are lost: the schedule looks.
          EINVOICE_CRON: '*/2 * * * * *',
          FIC_WEBHOOK_PUBLIC_KEY: sandbox.fic.notifications.publicKey,
          ...options.variables,
          PUBLIC_URL: balancer.url,
          PGAPPNAME: `replica ${index}`,
        }),
      );
    }
    sandbox.setAppUrl(balancer.url);
    await Promise.all(replicas.map((replica) => replica.start()));
    balancer.serve(replicas.map(({ url }) => url));
    await until(() => replicas.every(({ url }) => balancer.isReady(url)), 'all replicas');
    sandbox.shop.webhookSender.retryDelaysMs = [200, 500, 1000, 2000, 4000, 8000];
    const shops = await connectShops(sandbox, balancer.url, pool, options.shops);

    const start = performance.now();
    const notifications = unreliableNotifications(sandbox);
    for (const rule of faultsFor(invoices)) sandbox.fic.faults.add(rule);
    const background = [
      every(300, ending.signal, async () => {
        for (const { company } of shops) playSdi(sandbox, company);
      }),
      every(1000, ending.signal, () => pool.query(LOOK_NOW)),
      every(700, ending.signal, () => pressWhatIsOffered(pool, shops)),
    ];
    const placing = placeOrders(sandbox, shops, invoices);
    const way = () => travelled(sandbox, shops) / invoices;
    let killedAtWork = 0;
    for (const share of deaths) {
      await until(() => way() >= share, `${share * 100} % of the way`, withinMs);
      const [holder] = await replicasAtWork(pool);
      if (holder !== undefined) killedAtWork += 1;
      const victim = replicas[holder ?? Math.floor(share * replicas.length)];
      await victim?.kill('SIGKILL');
      await victim?.start();
    }
    await placing;
    const ended = async () => {
      const known = await readKnown(pool);
      return shops.every((shop) => isConcluded(sandbox, shop, known));
    };
    // What hangs for ever and what nobody came back to is told, with the rest of what is not so.
    await until(ended, 'the last invoice', withinMs).catch((error: Error) => {
      if (!error.message.endsWith('did not come')) throw error;
    });
    const seconds = (performance.now() - start) / 1000;
    ending.abort();
    await Promise.all(background);
    sandbox.fic.faults.release();
    await sandbox.fic.notifications.settled();

    const known = await readKnown(pool);
    const count = (is: (invoice: KnownInvoice) => boolean) => known.filter(is).length;
    const sent = shops.flatMap(({ company }) => [...transmissions(sandbox, company).values()]);
    return {
      invoices,
      replicas: options.replicas,
      kills: deaths.length,
      killedAtWork,
      faults: sandbox.fic.calls.calls.filter(({ fault }) => fault !== undefined).length,
      notificationsLost: notifications.lost,
      sent: sent.length,
      discarded: count(({ state }) => state === 'discarded'),
      corrected: sent.filter((times) => times === 2).length,
      copies: count(({ copy }) => copy === 'sent'),
      copiesUncertain: count(({ copy }) => copy === 'unknown'),
      seconds,
      broken: shops.flatMap((shop) => brokenPromises(sandbox, shop, known)),
    };
  } finally {
    ending.abort();
    sandbox.fic.faults.clear();
    await Promise.all(replicas.map((replica) => replica.kill()));
    await balancer.stop();
    await pool.end();
  }
}

/** Repeats until the end; what fails on a dying replica is done the next time. */
async function every(ms: number, signal: AbortSignal, act: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await act().catch(() => undefined);
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }
}

async function connectShops(sandbox: Sandbox, url: string, pool: pg.Pool, count: number) {
  const connected: ChaosShop[] = [];
  for (let index = 0; index < count; index += 1) {
    const shop: Shop = index === 0 ? sandbox.shop.main : sandbox.shop.addShop({ name: `Negozio ${index}` });
    const company =
      index === 0 ? sandbox.fic.companyIds.bottega : sandbox.fic.addCompany(`Azienda ${index}`).id;
    await sandbox.shop.install(shop);
    const merchant = new Merchant({ url }, sandbox, shop);
    await merchant.open();
    // Who keeps the books of all of them.
    await merchant.authorize('studio.ferri@example.com');
    await merchant.write('PUT', '/api/company', { id: company });
    await merchant.configure();
    await saveEInvoices(merchant, { send: 'automatic', delayMinutes: 0, copyToBuyer: true });
    await subscribeAnyway(sandbox, company, { url, query: (sql, values) => pool.query(sql, values) });
    connected.push({ shop, company, merchant, orders: [] });
  }
  return connected;
}

/** Doubled, late, out of order, or lost. */
function unreliableNotifications({ fic }: Sandbox) {
  const told = { count: 0, lost: 0 };
  fic.notifications.retryDelaysMs = [100, 500, 2000];
  fic.notifications.schedule = () => {
    told.count += 1;
    const when = deliveredAfterMs(told.count);
    if (when.length === 0) told.lost += 1;
    return when;
  };
  return told;
}

async function placeOrders(sandbox: Sandbox, shops: readonly ChaosShop[], invoices: number): Promise<void> {
  for (let count = 0; count < invoices; count += 1) {
    const shop = shops[count % shops.length];
    const order: Order = placeInvoiced(sandbox, shop?.shop);
    shop?.orders.push(order.orderID);
    await sleep(PLACE_EVERY_MS);
  }
}

/** Invoices that came all the way, half for those that are made. */
function travelled(sandbox: Sandbox, shops: readonly ChaosShop[]): number {
  return shops
    .map(({ company }) => sandbox.fic.documents(company).length + transmissions(sandbox, company).size)
    .reduce((sum, count) => sum + count / 2, 0);
}

/** Places of the replicas that hold a shop's lane now. */
async function replicasAtWork(pool: pg.Pool): Promise<number[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.classid = $1 and l.granted and l.database = (
       select oid from pg_database where datname = current_database())`,
    [LANE_LOCK],
  );
  return rows.map(({ name }) => Number(/^replica (\d+)$/.exec(name)?.[1])).filter(Number.isInteger);
}

/**
 * What the panel offers where a person must act: *Riprova* for orders, *Invia allo SDI* for invoices that were refused,
 * *Correggi e reinvia* for every other one that the SDI discarded. Pressed again and again.
 */
async function pressWhatIsOffered(pool: pg.Pool, shops: readonly ChaosShop[]): Promise<void> {
  for (const { merchant, company } of shops) {
    await merchant.write('POST', '/api/deliveries/retry', { state: 'failed' }).catch(() => undefined);
    const { rows } = await pool.query<{ order_id: string }>(
      `select order_id from e_invoices where company_id = $1 and act is null
         and (state in ('to-send', 'sending') or (state = 'discarded' and document_id % $2 = 0))`,
      [company, CORRECTED_EVERY],
    );
    for (const { order_id: id } of rows) {
      await merchant.write('POST', `/api/orders/${id}/e-invoice/send`).catch(() => undefined);
    }
  }
}

async function readKnown(pool: pg.Pool): Promise<KnownInvoice[]> {
  const { rows } = await pool.query<KnownInvoice>(
    `select company_id as company, order_id as "orderId", document_id::float8 as "documentId", state, act,
       wants_copy as "wantsCopy", copy_state as copy, problem->>'code' as problem, number, date::text as date
     from e_invoices`,
  );
  return rows;
}
