import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchChromium(flags: string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium found: name one in CHROME_PATH');
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
}

/** An Italian merchant's laptop. */
export async function newContext(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(40_000);
  return context;
}

const shots = fileURLToPath(new URL('../../test-results/', import.meta.url));

const guide = fileURLToPath(new URL('../../docs/images/guida/', import.meta.url));

/** A picture for people to look at, where `SHOTS` asks for them; not part of the assertions. */
export async function shot(page: Page, name: string): Promise<void> {
  if (!process.env.SHOTS) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: false });
}

/** A picture of docs/guida.md, drawn anew where `GUIDE_PICTURES` is set and left as it is in every other run. */
export async function guidePicture(page: Page, name: string): Promise<void> {
  if (!process.env.GUIDE_PICTURES) return;
  mkdirSync(guide, { recursive: true });
  await page.screenshot({ path: path.join(guide, `${name}.png`), animations: 'disabled' });
}
