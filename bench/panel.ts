import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchChromium, newContext } from '../test/support/chrome.ts';
import { median, startWorld, UNLIMITED, type World } from './world.ts';

/** Lighthouse's “4G”: 9 Mbit/s down, 1.5 Mbit/s up, 170 ms there and back. No slowdown of the processor. */
const LINE = {
  offline: false,
  latency: 170,
  downloadThroughput: (9 * 1024 * 1024) / 8,
  uploadThroughput: (1.5 * 1024 * 1024) / 8,
};
const LOADS = 5;
const ROUNDS = 5;

const TABS = ['Ordini', 'Clienti', 'Prodotti', 'Tipologia template', 'Tipologie IVA', 'Conto di saldo'];

interface FirstLoad {
  interactiveMs: number;
  /** Of scripts and styles, as they came over the line. */
  bytes: number;
}

/** Counts what is fetched, as it comes over the line. */
async function throttle(page: Page): Promise<{ cdp: CDPSession; bytes: () => number }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', LINE);
  const code = new Set<string>();
  let bytes = 0;
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script' || type === 'Stylesheet') code.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (code.has(requestId)) bytes += encodedDataLength;
  });
  return { cdp, bytes: () => bytes };
}

/**
 * A first visit with nothing in the cache. Interactive: the panel's first view is on the screen with its data, and no
 * task of the main thread that was longer than 50 ms has ended later.
 */
async function firstLoad(page: Page, address: string): Promise<FirstLoad> {
  await page.addInitScript(() => {
    const seen = { shownAt: 0, busyUntil: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) seen.busyUntil = task.startTime + task.duration;
    }).observe({ type: 'longtask', buffered: true });
    const look = () => {
      const main = document.querySelector('main h1');
      const waits = document.querySelector('.mantine-Skeleton-root');
      if (main !== null && waits === null && seen.shownAt === 0) seen.shownAt = performance.now();
      if (seen.shownAt === 0) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const { bytes } = await throttle(page);
  await page.goto(address);
  const seenNow = () =>
    page.evaluate(() => (window as unknown as { seen: { shownAt: number; busyUntil: number } }).seen);
  await page.waitForFunction(() => (window as unknown as { seen: { shownAt: number } }).seen.shownAt > 0);
  const { shownAt, busyUntil } = await seenNow();
  return { interactiveMs: Math.max(shownAt, busyUntil), bytes: bytes() };
}

/** From the click to the frame in which the view stands, without skeletons. */
async function switchTo(page: Page, selector: string, name: string, shown: string): Promise<number> {
  return page.evaluate(
    ([where, label, target]) =>
      new Promise<number>((resolve, reject) => {
        const found = [...document.querySelectorAll<HTMLElement>(where)].find((one) =>
          one.textContent?.trim().startsWith(label),
        );
        if (found === undefined) {
          reject(new Error(`no ${label}`));
          return;
        }
        const from = performance.now();
        found.click();
        const look = () => {
          const there = document.querySelector(target) !== null;
          if (there && document.querySelector('.mantine-Skeleton-root') === null)
            resolve(performance.now() - from);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    [selector, name, shown] as const,
  );
}

const NAV = 'nav a';
const TAB = '[role="tab"]';

async function round(page: Page): Promise<number[]> {
  const times = [await switchTo(page, NAV, 'Impostazioni', '[role="tabpanel"] form')];
  for (const name of [...TABS.slice(1), 'Ordini']) {
    times.push(await switchTo(page, TAB, name, '[role="tabpanel"] form'));
  }
  times.push(await switchTo(page, NAV, 'Ordini e invii', 'table[aria-label="Ordini del negozio"]'));
  if ((await page.locator(NAV, { hasText: 'Panoramica' }).count()) > 0) {
    times.push(await switchTo(page, NAV, 'Panoramica', 'main h1'));
  }
  return times;
}

async function openPanel(
  world: World,
  browser: Browser,
  session: string,
): Promise<{ page: Page; address: string }> {
  const context = await newContext(browser);
  await context.addCookies([{ name: 'session', value: session, url: world.url }]);
  const page = await context.newPage();
  // What the loader of these sources calls in functions that are sent to the page.
  await page.addInitScript('globalThis.__name = (made) => made');
  return { page, address: `${world.url}/tscommerce/embed?instance=${world.sandbox.shop.main.instance}` };
}

/** The panel in Chromium over a simulated 4G line: its first load, and changing between tabs and views. */
export async function panel() {
  const world = await startWorld({ ...UNLIMITED, sandbox: { ...UNLIMITED.sandbox, orders: 25 } });
  const browser = await launchChromium();
  try {
    const company = world.sandbox.fic.companyIds.bottega;
    const merchant = await world.connect(world.sandbox.shop.main, company);
    const session = merchant.cookies(world.url).get('session') ?? '';
    const loads: FirstLoad[] = [];
    for (let load = 0; load < LOADS; load += 1) {
      const { page, address } = await openPanel(world, browser, session);
      loads.push(await firstLoad(page, address));
      await page.context().close();
    }
    const { page, address } = await openPanel(world, browser, session);
    await throttle(page);
    await page.goto(address);
    await page.locator(NAV).first().waitFor();
    // The other views are fetched once the first one has had the line to itself.
    await page.waitForTimeout(4000);
    await page.waitForLoadState('networkidle');
    const first = await round(page);
    const again: number[] = [];
    for (let turn = 1; turn < ROUNDS; turn += 1) again.push(...(await round(page)));
    const interactive = loads.map(({ interactiveMs }) => interactiveMs);
    return {
      lineDownMbit: 9,
      lineRoundTripMs: LINE.latency,
      cpuSlowdown: 1,
      loads: LOADS,
      interactiveMs: median(interactive),
      interactiveMaxMs: Math.max(...interactive),
      codeKB: Math.max(...loads.map(({ bytes }) => bytes)) / 1000,
      firstSwitchMs: median(first),
      firstSwitchMaxMs: Math.max(...first),
      switchMs: median(again),
      switchMaxMs: Math.max(...again),
    };
  } finally {
    await browser.close();
    await world.stop();
  }
}
