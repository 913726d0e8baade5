import type { VisitorDto } from '../../../src/contract/connection/accesses.ts';
import { texts } from '../../texts.ts';

const t = texts.accesses;

/** `Chrome su Windows`. */
export function browserOf({ browser }: VisitorDto): string {
  return browser === null ? t.unknownBrowser : t.browser(browser.name, browser.system);
}

/** Name and e-mail, as far as they are known. */
export function userOf({ user }: VisitorDto): string | null {
  const parts = [user?.name, user?.email].filter((part) => part != null);
  return parts.length === 0 ? null : parts.join(' · ');
}
