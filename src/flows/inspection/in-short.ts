import type { Unread } from './unread.ts';

/** One line for the log and for operators: names and counts. */
export function inShort(unread: Unread): string {
  switch (unread.kind) {
    case 'answer':
      return `${unread.scope}: ${unread.code}`;
    case 'total': {
      const explained = unread.keys.length > 0 ? `, explained by ${unread.keys.join(', ')}` : '';
      return `totals: ${unread.count} of ${unread.looked} orders do not add up${explained}`;
    }
    case 'order':
      return `orders: ${unread.code} in ${unread.count} of ${unread.looked}`;
    case 'absent':
      return `${unread.scope} ${unread.field}: not told in ${unread.count} of ${unread.looked}, and needed`;
    case 'value':
      return `${unread.scope} ${unread.field}: ${unread.path} cannot be read in ${unread.count} of ${unread.looked}`;
    case 'conflict':
      return `${unread.scope} ${unread.field}: ${unread.path} differ in ${unread.count} of ${unread.looked}`;
  }
}
