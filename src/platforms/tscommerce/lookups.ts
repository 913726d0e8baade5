import type { ShopStatus } from '../../domain/catalogue.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ShopKeys } from '../../ports/shop.ts';
import type { Countries } from './party.ts';
import { isoCountry } from './party.ts';
import { readRows } from './rows.ts';
import { type StatusMeaning, statusMeaning } from './status.ts';
import type { Transport } from './transport.ts';
import { countrySchema, statusSchema } from './wire.ts';

const dayMs = 24 * 3_600_000;
/** After a failure, the list is not asked for again with every order. */
const pauseMs = 10 * 60_000;
/** Shops whose lists are kept; the one read longest ago makes room. */
const maxShops = 500;

interface Kept<T> {
  value: T;
  /** Milliseconds since the epoch. */
  untilMs: number;
}

/** Keeps a list per shop for a day. A failed renewal keeps the old list for a while. */
class DayCache<T> {
  private readonly kept = new Map<string, Kept<T>>();
  /** Readings under way: orders that arrive together share one. */
  private readonly pending = new Map<string, Promise<T>>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** `fallback` decides what a failed reading gives: a value, or the error again. */
  async read(
    key: string,
    read: () => Promise<T>,
    fallback: (old: T | null, error: unknown) => T,
  ): Promise<T> {
    const old = this.kept.get(key) ?? null;
    if (old !== null && old.untilMs > this.clock.now().getTime()) return old.value;
    const pending = this.pending.get(key) ?? this.renew(key, old?.value ?? null, read, fallback);
    this.pending.set(key, pending);
    return pending;
  }

  private async renew(
    key: string,
    old: T | null,
    read: () => Promise<T>,
    fallback: (old: T | null, error: unknown) => T,
  ): Promise<T> {
    try {
      return this.keep(key, await read(), dayMs);
    } catch (error) {
      return this.keep(key, fallback(old, error), pauseMs);
    } finally {
      this.pending.delete(key);
    }
  }

  private keep(key: string, value: T, ms: number): T {
    this.kept.delete(key);
    const [oldest] = this.kept.keys();
    if (this.kept.size >= maxShops && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(key, { value, untilMs: this.clock.now().getTime() + ms });
    return value;
  }
}

/** What a status says of the payment by itself; `isPaid` looks at the order too. */
const forSending: Record<StatusMeaning, ShopStatus['meaning']> = {
  'awaiting-payment': 'unpaid',
  paid: 'paid',
  preparing: 'paid',
  shipped: 'paid',
  delivered: 'paid',
  closed: 'paid',
  cancelled: 'cancelled',
  other: 'unpaid',
};

/** The lists of a shop that its orders refer to. */
export interface Lookups {
  /**
   * The platform's countries. A list that is missing or unreadable is an empty one: the country is then
   * unknown. But a platform that does not answer throws, where no earlier list is kept: the order must wait
   * rather than go out with the wrong country.
   */
  countries(keys: ShopKeys): Promise<Countries>;
  /** What a status of an order means in this shop; by the platform's numbers where its list cannot be read. */
  status(keys: ShopKeys, id: number | null): Promise<StatusMeaning>;
  /** The shop's list with our reading of each; empty where it cannot be read. */
  statuses(keys: ShopKeys): Promise<ShopStatus[]>;
}

export function createLookups(transport: Transport, clock: Clock): Lookups {
  const countries = new DayCache<Countries>(clock);
  const statuses = new DayCache<ReadonlyMap<number, string>>(clock);

  async function rowsOf(keys: ShopKeys, path: string): Promise<unknown[]> {
    const answer = await transport(keys, { method: 'GET', path });
    return answer.missing ? [] : readRows(answer.body);
  }

  const titlesOf = (keys: ShopKeys) =>
    statuses.read(
      keys.key,
      async () => {
        const rows = (await rowsOf(keys, 'orders/statuses.json')).map((row) => statusSchema.parse(row));
        return new Map(
          rows.flatMap((row) =>
            row.id === null || row.title === null ? [] : [[row.id, row.title] as const],
          ),
        );
      },
      (old) => old ?? new Map<number, string>(),
    );

  return {
    countries: (keys) =>
      countries.read(
        keys.key,
        async () => {
          const rows = (await rowsOf(keys, 'countries/list.json')).map((row) => countrySchema.parse(row));
          return new Map(
            rows.flatMap(({ uid, iso }) => {
              const code = isoCountry(iso);
              return uid === null || code === null ? [] : [[uid, code] as const];
            }),
          );
        },
        (old, error) => {
          if (old !== null) return old;
          const answered =
            error instanceof Problem &&
            (error.code === 'shop-answer-unreadable' || error.code === 'shop-refused');
          if (answered) return new Map();
          throw error;
        },
      ),
    status: async (keys, id) => {
      if (id === null) return 'other';
      return statusMeaning(id, (await titlesOf(keys)).get(id) ?? null);
    },
    statuses: async (keys) =>
      [...(await titlesOf(keys))].map(([id, title]) => ({
        id: String(id),
        title,
        meaning: forSending[statusMeaning(id, title)],
      })),
  };
}
