import { cpus } from 'node:os';
import type { LoadJob, Request } from './load.ts';
import { idleMs, Load } from './processes.ts';
import { type BenchShop, connectShops } from './shops.ts';
import { dumpStalled } from './stalled.ts';
import { documents, median, startWorld, UNLIMITED, until, type World, wish } from './world.ts';

/** Orders that the plug-in works on at once (one per shop), and requests of the bare loop. */
const CONCURRENCY = 8;
const ORDERS = Number(process.env.BENCH_ORDERS ?? 1500);
const ROUNDS = 5;

interface Placed {
  shop: BenchShop;
  id: string;
}

function place(world: World, shops: BenchShop[], count: number): Placed[] {
  world.sandbox.shop.webhooksEnabled = false;
  return Array.from({ length: count }, (_, index) => {
    const shop = shops[index % shops.length];
    if (shop === undefined) throw new Error('no shop');
    return { shop, id: world.sandbox.shop.placeOrder(wish(), shop.shop).orderID };
  });
}

export const hint = ({ shop, id }: Placed): Request => ({
  method: 'POST',
  url: shop.webhookUrl,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: `id_order=${id}`,
});

/** Orders a second from webhook to document, of `count` new orders. */
async function plugIn(world: World, load: Load, shops: BenchShop[], count: number): Promise<number> {
  const placed = place(world, shops, count);
  const goal = documents(world) + count;
  const start = performance.now();
  const hints = load.run({ kind: 'closed', atOnce: CONCURRENCY, requests: placed.map((one) => [hint(one)]) });
  await until(() => documents(world) >= goal).catch(async (error: unknown) => {
    const file = await dumpStalled(world, { goal, documents: documents(world), orders: count });
    throw new Error(`a round did not end; the state of its queue: ${file}`, { cause: error });
  });
  const perSecond = count / ((performance.now() - start) / 1000);
  await hints;
  return perSecond;
}

/** Read the order, post a document like the plug-in's: keep-alive, same concurrency, no database. */
async function bareLoop(world: World, load: Load, shops: BenchShop[], token: string, count: number) {
  const sample = world.sandbox.fic.companies.find((company) => company.documents.length > 0)?.documents[0];
  const { entity, items_list, payments_list, type, date } = sample as unknown as Record<string, unknown>;
  const body = JSON.stringify({
    data: { entity, items_list, payments_list, type, date, use_gross_prices: true },
    options: { fix_payments: true },
  });
  const requests = place(world, shops, count).map(({ shop, id }): Request[] => [
    {
      method: 'GET',
      url: `${world.sandbox.shop.apiUrl}/orders/order.json?orderID=${id}`,
      headers: { key: shop.shop.key, exchange: shop.shop.exchange },
    },
    {
      method: 'POST',
      url: `${world.sandbox.fic.url}/c/${shop.companyId}/issued_documents`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    },
  ]);
  const job: LoadJob = { kind: 'closed', atOnce: CONCURRENCY, requests };
  return count / ((await load.run(job)).wholeMs / 1000);
}

async function compare(shopCount: number) {
  const world = await startWorld(UNLIMITED);
  const load = new Load();
  try {
    const { all, accessToken } = await connectShops(world, shopCount);
    await plugIn(world, load, all, ORDERS);
    const rounds: {
      plugin: number;
      bare: number;
      pluginCpu: number;
      postgresCpu: number;
      transactions: number;
      idle: number;
    }[] = [];
    const cpu = () => [world.plugins[0]?.cpuMs() ?? 0, world.postgresCpuMs()] as const;
    const transactions = async () => {
      const { rows } = await world.pool.query<{ count: string }>(
        'select xact_commit as count from pg_stat_database where datname = current_database()',
      );
      return Number(rows[0]?.count);
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      const [before, begun, idleBefore] = [cpu(), await transactions(), idleMs()];
      const plugin = await plugIn(world, load, all, ORDERS);
      const idle = (idleMs() - idleBefore) / cpus().length / ((ORDERS / plugin) * 1000);
      const [after, ended] = [cpu(), await transactions()];
      rounds.push({
        plugin,
        bare: await bareLoop(world, load, all, accessToken, ORDERS),
        pluginCpu: (after[0] - before[0]) / ORDERS,
        postgresCpu: (after[1] - before[1]) / ORDERS,
        transactions: (ended - begun) / ORDERS,
        idle,
      });
    }
    return {
      shops: shopCount,
      orders: ORDERS,
      pluginPerSecond: median(rounds.map(({ plugin }) => plugin)),
      bareLoopPerSecond: median(rounds.map(({ bare }) => bare)),
      ratio: median(rounds.map(({ plugin, bare }) => plugin / bare)),
      pluginCpuMsPerOrder: median(rounds.map(({ pluginCpu }) => pluginCpu)),
      postgresCpuMsPerOrder: median(rounds.map(({ postgresCpu }) => postgresCpu)),
      statementsPerOrder: median(rounds.map((round) => round.transactions)),
      idleShare: median(rounds.map(({ idle }) => idle)),
    };
  } finally {
    load.stop();
    await world.stop();
  }
}

/** From webhook to document without quotas, as a share of a bare loop in the same run; medians of five rounds. */
export const throughput = () => compare(CONCURRENCY);
/** The same with the orders of a thousand shops, one each. */
export const throughput1000 = () => compare(1000);
