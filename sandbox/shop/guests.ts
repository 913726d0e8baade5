import { createHash } from 'node:crypto';
import type { Customer, Order } from './types.ts';

/** Buyers without account, as the platform lists them among the clients: one for each e-mail address, told by the newest order. */
export function guestsOf(orders: readonly Order[]): Customer[] {
  const guests = new Map<string, Customer>();
  for (const { billing, placedAt, updatedAt } of orders) {
    const key = billing.email.trim().toLowerCase();
    if (billing.userUID !== '' || key === '') continue;
    const before = guests.get(key);
    const [firstName = '', ...rest] = billing.fullname.split(' ');
    guests.set(key, {
      // 0: not registered.
      id: 0,
      userUID: createHash('sha256').update(key).digest('hex').slice(0, 24),
      firstName,
      lastName: rest.join(' '),
      createdAt: before?.createdAt ?? placedAt,
      updatedAt: before && before.updatedAt > updatedAt ? before.updatedAt : updatedAt,
      acceptMarketing: false,
      code: '',
      mobile: billing.phone,
      website: '',
      address: billing,
    });
  }
  return [...guests.values()];
}
