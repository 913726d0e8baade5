import type { Page } from 'playwright-core';

/** How many times Tab is pressed before something is held to be out of reach. */
const REACH = 60;

interface Focused {
  /** Role and name, e.g. `button Salva impostazioni`; null where nothing has the focus. */
  what: string | null;
  /** Whether the eye can tell where it is: an outline. */
  seen: boolean;
}

/** What has the focus, said as a screen reader would, and whether it can be seen. */
export function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return { what: null, seen: false };
    const labelled = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labels = [
      ...labelled.map((id) => document.getElementById(id)),
      ...('labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : []),
    ];
    const name =
      element.getAttribute('aria-label') ??
      (labels.length > 0 ? labels.map((label) => label?.textContent).join(' ') : element.textContent);
    const role = element.getAttribute('role') ?? (element.getAttribute('type') === 'radio' ? 'radio' : '');
    const kind =
      role || { A: 'link', BUTTON: 'button', SELECT: 'combobox' }[element.tagName] || element.tagName;
    // A switch and a radio draw theirs on what stands beside the input.
    const drawn = [element, element.nextElementSibling, element.parentElement].filter((one) => one !== null);
    // Inside a date field the browser draws the ring of its calendar button where no script sees it.
    const inside = element.matches('input[type="date"]') && !element.matches(':focus-visible');
    // A heading that a new screen begins with: there is nothing to press, so nothing is drawn.
    const read = element.matches('h1[tabindex="-1"], div[tabindex="-1"], main');
    const seen =
      inside ||
      read ||
      drawn.some((one) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
    return { what: `${kind} ${(name ?? '').trim().replace(/\s+/g, ' ')}`, seen };
  });
}

/**
 * Presses a key until the focus is on `wanted` (role and the beginning of its name), as someone without a mouse does.
 *
 * @throws Error where it is out of reach, or where the focus cannot be seen on the way there
 */
export async function reach(
  page: Page,
  wanted: string,
  key: 'Tab' | 'Shift+Tab' | 'ArrowRight' | 'ArrowDown' = 'Tab',
) {
  const passed: (string | null)[] = [];
  for (let pressed = 0; pressed < REACH; pressed += 1) {
    const { what, seen } = await focused(page);
    const there = what?.startsWith(wanted) ?? false;
    if (pressed > 0 && what !== null && !seen) throw new Error(`the focus cannot be seen on ${what}`);
    if (there && pressed > 0) return;
    passed.push(what);
    await page.keyboard.press(key);
  }
  throw new Error(`${wanted} is out of reach: ${passed.join(' › ')}`);
}
