import type { LoadJob, Request } from './load.ts';
import { Load } from './processes.ts';
import { connectShops } from './shops.ts';
import { storeDeliveries } from './stored.ts';
import { percentile, startWorld, UNLIMITED, type World } from './world.ts';

const DELIVERIES = 1_000_000;
/** Each page is asked for this often; the figure is the 95th percentile. */
const TIMES = 15;

/** A session cookie's header of the first shop's browser. */
function cookieOf(world: World, browser: { cookies(url: string): Map<string, string> }): string {
  return [...browser.cookies(world.url)].map(([name, value]) => `${name}=${value}`).join('; ');
}

/**
 * The panel's lists, ms, in a shop that holds half of a million deliveries, the rest spread over the others.
 * The shop's own list names two orders that cannot be read, at once: what is measured is the plug-in. (An empty list is
 * an error where the shop does not answer at all.)
 */
async function pages(shopCount: number) {
  const world = await startWorld(UNLIMITED);
  const load = new Load();
  try {
    const { all, browser } = await connectShops(world, shopCount);
    await storeDeliveries(
      world.pool,
      all.map(({ shopId }) => shopId),
      DELIVERIES,
    );
    world.sandbox.shop.faults.add({ path: /orders\/order\.json/, fault: { kind: 'status', status: 500 } });
    const headers = { cookie: cookieOf(world, browser) };
    const get = (at: string): Request => ({ method: 'GET', url: `${world.url}${at}`, headers });
    const next = async (at: string) => {
      const answer = await fetch(`${world.url}${at}`, { headers });
      return ((await answer.json()) as { nextCursor: string | null }).nextCursor ?? '';
    };
    let deep = await next('/api/orders');
    for (let page = 0; page < 5; page += 1) deep = await next(`/api/orders?cursor=${deep}`);
    const late = await next('/api/orders?to=2024-03-01');
    const addresses: Record<string, string> = {
      first: '/api/orders',
      sixthPage: `/api/orders?cursor=${deep}`,
      longAgo: `/api/orders?cursor=${late}`,
      sent: '/api/orders?status=sent',
      toMend: '/api/orders?status=failed',
      queued: '/api/orders?status=queued',
      waiting: '/api/orders?status=waiting',
      skipped: '/api/orders?status=skipped',
      notSent: '/api/orders?status=none',
      shopStatus: '/api/orders?status=3',
      days: '/api/orders?from=2025-01-10&to=2025-01-12',
      byNumber: '/api/orders?q=000250000',
      byRareName: '/api/orders?q=quartapelle',
      byCommonName: '/api/orders?q=rossi',
      byMail: '/api/orders?q=cliente77777%40example.com',
      byNothing: '/api/orders?q=nessuno+si+chiama+cos%C3%AC',
      rossiToMend: '/api/orders?q=rossi&status=failed',
      rossiInDays: '/api/orders?q=rossi&from=2025-01-10&to=2025-01-12',
      oneOrder: '/api/orders/o_000250000',
      log: '/api/deliveries',
      logSent: '/api/deliveries?state=sent',
      logFailed: '/api/deliveries?state=failed',
      logSkipped: '/api/deliveries?state=skipped',
      batch: '/api/orders/send',
      catalogue: '/api/catalog',
    };
    const figures: Record<string, number> = { shops: shopCount, deliveries: DELIVERIES };
    for (const [name, at] of Object.entries(addresses)) {
      const job: LoadJob = {
        kind: 'closed',
        atOnce: 1,
        requests: Array.from({ length: TIMES + 3 }, () => [get(at)]),
      };
      const { timesMs } = await load.run(job);
      figures[`${name}Ms`] = percentile(timesMs.slice(3), 0.95);
    }
    figures.slowestMs = Math.max(
      ...Object.entries(figures).flatMap(([name, value]) => (name.endsWith('Ms') ? value : [])),
    );
    return figures;
  } finally {
    load.stop();
    await world.stop();
  }
}

export const lists = () => pages(10);
export const lists1000 = () => pages(1000);
