import type { Random } from '../../sandbox/common/random.ts';
import type { Trade } from './wire.ts';

/** Orders of a shop in an hour: as the day begins, and as it is at its busiest. Twenty a day in all. */
const QUIET = 0.8;
const BUSY = 2;
/** A few shops sell most: so many of the orders fall on so many of the shops. */
const HEAD = { orders: 0.7, shops: 0.2 };
/** Orders that come as part of a burst, and how many of one shop come within its minute. */
const IN_BURSTS = 0.05;
const BURST = 20;
const BURST_MINUTES = 1;
/** Of each order's webhooks. */
const MISSING = 0.01;

export interface Sale {
  /** Place of the shop in the fleet. */
  shop: number;
  /** From the beginning of the trade. */
  atMs: number;
  /** None of its webhooks arrives. */
  missing: boolean;
}

/** Orders of a shop and hour when this share of the time has passed: up to the busiest moment and down again. */
const rate = (share: number) => QUIET + (BUSY - QUIET) * Math.sin(Math.PI * share) ** 2;

/** What all shops sell, in the sequence of time; most of them sell nothing. */
export function plan(shops: number, { seconds, hours }: Trade, random: Random): Sale[] {
  const wholeMs = seconds * 1000;
  const total = Math.round(((QUIET + BUSY) / 2) * shops * hours);
  const someShop = () => {
    const isHead = random.chance(HEAD.orders);
    const head = Math.max(1, Math.floor(shops * HEAD.shops));
    return isHead || head === shops ? random.int(0, head - 1) : random.int(head, shops - 1);
  };
  /** By rejection: the moments lie as thick as the rate is high. */
  const someMoment = () => {
    for (;;) {
      const share = random.next();
      if (random.next() * BUSY <= rate(share)) return share * wholeMs;
    }
  };
  const sales: Sale[] = [];
  const sell = (shop: number, atMs: number) => sales.push({ shop, atMs, missing: random.chance(MISSING) });
  const minuteMs = wholeMs / (hours * 60);
  for (let burst = 0; burst < Math.round((total * IN_BURSTS) / BURST); burst += 1) {
    const [shop, atMs] = [someShop(), someMoment()];
    for (let one = 0; one < BURST; one += 1) sell(shop, atMs + random.next() * BURST_MINUTES * minuteMs);
  }
  while (sales.length < total) sell(someShop(), someMoment());
  return sales.sort((a, b) => a.atMs - b.atMs);
}
