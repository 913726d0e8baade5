import axe, { type RunOnly } from 'axe-core';
import type { Page } from 'playwright-core';
import { shot } from './chrome.ts';

/** How a screen is looked at: CSS pixels, and the scheme that the system asks for. */
export interface View {
  name: string;
  width: number;
  height: number;
  scheme: 'light' | 'dark';
}

export const LIGHT: View = { name: 'light', width: 1280, height: 900, scheme: 'light' };
export const DARK: View = { ...LIGHT, name: 'dark', scheme: 'dark' };
/** The narrowest phone that the panel is made for. */
export const PHONE: View = { name: 'phone', width: 360, height: 740, scheme: 'light' };

/** WCAG 2.2 A and AA, and what axe's authors advise beyond them. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOURS = ['color-contrast', 'link-in-text-block'];

export async function look(page: Page, { width, height, scheme }: View): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  // The panel learns of the scheme by an event, and puts it on the root.
  await page.waitForFunction(
    (wanted) => (document.documentElement.dataset.mantineColorScheme ?? wanted) === wanted,
    scheme,
  );
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** What is wrong with the screen in sight, a line each: axe's findings and scrolling sideways. */
async function faults(page: Page, { scheme }: View): Promise<string[]> {
  // By the debugger, which no content security policy holds back.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  // In the dark nothing differs but the colours.
  const only: RunOnly =
    scheme === 'dark' ? { type: 'rule', values: COLOURS } : { type: 'tag', values: RULES };
  return page.evaluate(async (runOnly) => {
    const { axe: tool } = window as unknown as { axe: typeof axe };
    const { violations } = await tool.run(document, { runOnly, resultTypes: ['violations'] });
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
    );
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth
      ? [...found, `scrolls sideways: ${scrollWidth} > ${clientWidth}`]
      : found;
  }, only);
}

/** Looks at a screen in each view; one line per fault, none where all is well. The page is left in the first view. */
export async function examine(
  page: Page,
  name: string,
  views: View[] = [LIGHT, DARK, PHONE],
): Promise<string[]> {
  const found: string[] = [];
  for (const view of views) {
    await look(page, view);
    for (const fault of await faults(page, view)) found.push(`${name}, ${view.name}: ${fault}`);
    await shot(page, `axe-${name}-${view.name}`);
  }
  await look(page, views[0] ?? LIGHT);
  return found;
}
