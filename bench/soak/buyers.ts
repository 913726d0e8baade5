import { randomInt } from 'node:crypto';
import type { OrderPartial, Sandbox } from '../../sandbox/index.ts';
import { orderTotal } from '../../sandbox/shop/orders.ts';
import { orderMarker } from '../../src/domain/marker.ts';
import type { Shop } from '../world.ts';

/**
 * - `sent`: paid, with or without an invoice, so it must be there once
 * - `paid-later`: the same, once it is paid
 * - `unpaid`: stays where it is
 * - `mismatch`: poison that can be read: its parts do not come to what was paid
 * - `unreadable`: poison that cannot
 * - `undigestible`: poison that the database refuses (see `POISON_TRIGGER`)
 */
export type Fate = 'sent' | 'paid-later' | 'unpaid' | 'mismatch' | 'unreadable' | 'undigestible';

export interface Placed {
  instance: string;
  orderId: string;
  fate: Fate;
  /** As its document would carry it. */
  marker: string;
  /** What the buyer pays, euros; null where nobody can read it. */
  total: number | null;
  /** Paid by now. */
  paid: boolean;
}

/** Begins the ids of orders that the database refuses. */
const POISON_PREFIX = '666_';

/** Whatever it is that nobody foresaw: the database refuses these, in whatever statement they come. */
export const POISON_TRIGGER = `
  create or replace function refuse_poison() returns trigger language plpgsql as $$
  begin
    if new.order_id like '666\\_%' then raise exception 'out of range' using errcode = '22003'; end if;
    return new;
  end $$;
  create or replace trigger poison before insert or update on orders for each row execute function refuse_poison();`;

/** Of a hundred orders. */
const SHARES: readonly (readonly [Fate, number])[] = [
  ['sent', 81],
  ['paid-later', 10],
  ['unpaid', 4],
  ['mismatch', 2],
  ['unreadable', 2],
  ['undigestible', 1],
];
const PAID_WITHIN_MS = 60_000;

function drawFate(): Fate {
  const drawn = randomInt(100);
  let before = 0;
  for (const [fate, share] of SHARES) {
    before += share;
    if (drawn < before) return fate;
  }
  return 'sent';
}

function wishOf(fate: Fate): OrderPartial {
  const paid = { status: 1, paidAt: new Date() };
  const invoice = randomInt(3) === 0;
  switch (fate) {
    case 'sent':
      return { ...paid, invoice };
    case 'paid-later':
    case 'unpaid':
      return { status: 0, invoice };
    case 'mismatch':
      return { ...paid, invoice: false, total: '1234567.89' };
    case 'unreadable':
      return { ...paid, invoice: false, raw: { cart: [] } };
    case 'undigestible':
      return { ...paid, invoice: false, orderID: `${POISON_PREFIX}${randomInt(2 ** 40).toString(16)}` };
  }
}

/** Buyers of several shops, who place orders in a steady flow. */
export class Buyers {
  readonly placed: Placed[] = [];
  private readonly sandbox: Sandbox;
  private readonly shops: readonly Shop[];
  private timer: NodeJS.Timeout | undefined;
  private readonly paying = new Set<NodeJS.Timeout>();

  constructor(sandbox: Sandbox, shops: readonly Shop[]) {
    this.sandbox = sandbox;
    this.shops = shops;
  }

  begin(perMinute: number): void {
    let count = 0;
    this.timer = setInterval(() => {
      const shop = this.shops[count % this.shops.length];
      count += 1;
      if (shop === undefined) return;
      // Some of them are new.
      if (count % 10 === 0) shop.addCustomers(1);
      this.place(shop, drawFate());
    }, 60_000 / perMinute);
  }

  end(): void {
    clearInterval(this.timer);
    for (const timer of this.paying) clearTimeout(timer);
  }

  place(shop: Shop, fate: Fate): Placed {
    const order = this.sandbox.shop.placeOrder(wishOf(fate), shop);
    const placed: Placed = {
      instance: shop.instance,
      orderId: order.orderID,
      fate,
      marker: orderMarker(shop.uid, order.orderID),
      total: fate === 'unreadable' ? null : orderTotal(order).toNumber(),
      paid: order.status === 1,
    };
    this.placed.push(placed);
    if (fate === 'paid-later') {
      const timer = setTimeout(
        () => {
          this.paying.delete(timer);
          placed.paid = true;
          this.sandbox.shop.markPaid(order.orderID);
        },
        randomInt(1000, PAID_WITHIN_MS),
      );
      this.paying.add(timer);
    }
    return placed;
  }
}
