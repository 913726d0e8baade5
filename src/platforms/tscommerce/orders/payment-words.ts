import { fold } from '../fields/table.ts';

/** Codes and words of cash on delivery. Source: `mark` of the storefront's scripts (platforms.md); the rest by habit. */
const cashCodes: ReadonlySet<string> = new Set([
  'mark',
  'cod',
  'cashondelivery',
  'contrassegno',
  'cashdelivery',
]);
const cashWords = /contrassegno|alla consegna|cash on delivery|pay on delivery|\bcod\b/i;

export const isCashOnDelivery = (method: string): boolean =>
  cashCodes.has(fold(method)) || cashWords.test(method);

/** Codes that no buyer would read, by the words that they stand for. */
const titles: ReadonlyMap<string, string> = new Map([
  ['mark', 'Contrassegno'],
  ['cod', 'Contrassegno'],
  ['cashondelivery', 'Contrassegno'],
]);

/** The method as it may be printed: `mark` → `Contrassegno`. */
export const paymentTitle = (method: string): string => titles.get(fold(method)) ?? method;

/** Whether it is the id of a method of payments/list.json rather than its name. */
export const isPaymentId = (method: string): boolean => /^([0-9a-f]{24}|\d+)$/i.test(method.trim());

/** The storefront marks carriers that exclude cash on delivery: `corriere|DISABLECOD`. Source: platforms.md. */
export const shippingTitle = (method: string): string => method.replace(/\|\s*DISABLECOD\s*$/i, '').trim();
