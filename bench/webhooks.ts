import { Load } from './processes.ts';
import { connectShops } from './shops.ts';
import { hint } from './throughput.ts';
import { documents, percentile, startWorld, UNLIMITED, until, wish } from './world.ts';

const PER_SECOND = 200;
const SECONDS = 10;

/** Time to answer a webhook at 200 a second, ms, while the orders are worked off, by orders of this many shops. */
async function answer(shopCount: number) {
  const world = await startWorld(UNLIMITED);
  const load = new Load();
  try {
    const { all } = await connectShops(world, shopCount);
    world.sandbox.shop.webhooksEnabled = false;
    const requests = Array.from({ length: PER_SECOND * SECONDS }, (_, index) => {
      const shop = all[index % all.length];
      if (shop === undefined) throw new Error('no shop');
      return hint({ shop, id: world.sandbox.shop.placeOrder(wish(), shop.shop).orderID });
    });
    // Warm, as a process is that has run for a while.
    await load.run({ kind: 'paced', perSecond: PER_SECOND / 4, requests: requests.slice(0, PER_SECOND) });
    await until(() => documents(world) >= PER_SECOND);
    const rest = requests.slice(PER_SECOND);
    const { timesMs } = await load.run({ kind: 'paced', perSecond: PER_SECOND, requests: rest });
    const sentMeanwhile = documents(world) - PER_SECOND;
    return {
      shops: shopCount,
      perSecond: PER_SECOND,
      answered: timesMs.length,
      sentMeanwhile,
      p50Ms: percentile(timesMs, 0.5),
      p95Ms: percentile(timesMs, 0.95),
      p99Ms: percentile(timesMs, 0.99),
      maxMs: Math.max(...timesMs),
    };
  } finally {
    load.stop();
    await world.stop();
  }
}

export const webhook = () => answer(10);
export const webhook1000 = () => answer(1000);
