import { setTimeout as sleep } from 'node:timers/promises';
import { HttpBrowser } from '../../test/support/browser.ts';
import { percentile } from '../world.ts';
import type { FleetWorld } from './fleet-world.ts';

/** Merchants who have their panel open. */
const MERCHANTS = 10;
/** Between two pages; each is asked for when the last one has come. */
const EVERY_MS = 200;
const PAGES = { home: '/api/home', list: '/api/orders' };

export interface Visits {
  pages: number;
  failedPages: number;
  homeP50Ms: number;
  homeP95Ms: number;
  listP50Ms: number;
  listP95Ms: number;
}

/** Opens the panel of some shops; what it answers looks at home and list in turn until told to stop. */
export async function openPanels({ url, shops }: FleetWorld): Promise<() => () => Promise<Visits>> {
  const step = Math.max(1, Math.floor(shops.length / MERCHANTS));
  const browsers: HttpBrowser[] = [];
  for (let index = 1; index < shops.length && browsers.length < MERCHANTS; index += step) {
    const browser = new HttpBrowser();
    const opened = await browser.write('POST', `${url}/api/session`, { instance: shops[index]?.instance });
    if (!opened.ok) throw new Error(`POST /api/session: ${opened.status} ${await opened.text()}`);
    browsers.push(browser);
  }
  return () => startVisits(url, browsers);
}

function startVisits(url: string, browsers: readonly HttpBrowser[]): () => Promise<Visits> {
  const timesMs: Record<keyof typeof PAGES, number[]> = { home: [], list: [] };
  let failed = 0;
  let stopped = false;
  const look = async () => {
    for (let turn = 0; !stopped; turn += 1) {
      const browser = browsers[turn % browsers.length];
      for (const page of ['home', 'list'] as const) {
        const from = performance.now();
        const answer = await browser?.request(`${url}${PAGES[page]}`).catch(() => undefined);
        await answer?.arrayBuffer();
        if (answer?.ok !== true) failed += 1;
        timesMs[page].push(performance.now() - from);
        await sleep(EVERY_MS);
      }
    }
  };
  const looking = look();
  return async () => {
    stopped = true;
    await looking;
    return {
      pages: timesMs.home.length + timesMs.list.length,
      failedPages: failed,
      homeP50Ms: percentile(timesMs.home, 0.5),
      homeP95Ms: percentile(timesMs.home, 0.95),
      listP50Ms: percentile(timesMs.list, 0.5),
      listP95Ms: percentile(timesMs.list, 0.95),
    };
  };
}
