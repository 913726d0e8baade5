import { Load } from './processes.ts';
import { connectShops } from './shops.ts';
import { storeDeliveries } from './stored.ts';
import { hint } from './throughput.ts';
import { documents, startWorld, UNLIMITED, until, wish } from './world.ts';

const DELIVERIES = 100_000;
const ORDERS = 600;

/**
 * Resident memory of the whole plug-in (all roles in one process), MiB as Linux counts it, with 100,000 deliveries
 * stored: started, and at its highest while orders are sent, lists read and the metrics scraped.
 */
async function resident(shopCount: number) {
  const world = await startWorld(UNLIMITED);
  const load = new Load();
  try {
    const { all, browser } = await connectShops(world, shopCount);
    await storeDeliveries(
      world.pool,
      all.map(({ shopId }) => shopId),
      DELIVERIES,
    );
    const before = world.plugins[0]?.memory();
    world.sandbox.shop.webhooksEnabled = false;
    const hints = Array.from({ length: ORDERS }, (_, index) => {
      const shop = all[index % all.length];
      if (shop === undefined) throw new Error('no shop');
      return [hint({ shop, id: world.sandbox.shop.placeOrder(wish(), shop.shop).orderID })];
    });
    const sending = load.run({ kind: 'closed', requests: hints, atOnce: 8 });
    const lists = [
      '/api/orders',
      '/api/orders?status=sent',
      '/api/orders?q=rossi',
      '/api/deliveries',
      '/metrics',
    ];
    await until(async () => {
      for (const at of lists) await (await browser.request(`${world.url}${at}`)).arrayBuffer();
      return documents(world) >= ORDERS;
    });
    await sending;
    const after = world.plugins[0]?.memory();
    return {
      shops: shopCount,
      deliveries: DELIVERIES,
      startedMiB: before?.nowMiB ?? Number.NaN,
      peakMiB: after?.peakMiB ?? Number.NaN,
    };
  } finally {
    load.stop();
    await world.stop();
  }
}

export const memory = () => resident(10);
export const memory1000 = () => resident(1000);
