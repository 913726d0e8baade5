import type { ShopStatus } from '../../../domain/catalogue.ts';
import { Problem } from '../../../domain/problem.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { ShopKeys } from '../../../ports/shop.ts';
import type { Spellings } from '../fields/spellings.ts';
import { meanings, readStatus } from '../orders/status.ts';
import { type ProductTax, readTaxProfiles, type ShopTaxProfile } from '../orders/taxes.ts';
import { readRows } from '../rows.ts';
import { readRecord } from '../scalars.ts';
import type { Transport } from '../transport.ts';
import { type Countries, readCountries } from './countries.ts';
import { DayCache } from './day-cache.ts';
import { readStatusTitles } from './status-list.ts';

const maxShops = 500;
const maxProducts = 50_000;
/** A merchant who renames a status means the orders of the next minutes. */
const statusesMs = 10 * 60_000;

/** What a shop's orders refer to, each read at most once a day. */
export interface Lookups {
  /**
   * The platform's countries. A list that is missing or unreadable is an empty one: the country is then
   * unknown. But a platform that does not answer throws, where no earlier list is kept: the order must wait
   * rather than go out with the wrong country.
   */
  countries(keys: ShopKeys): Promise<Countries>;
  /**
   * Number → title, at most ten minutes old; empty where the list cannot be read. An order in a status that it does not
   * name has it read anew: the merchant may just have made that status.
   */
  statusTitles(keys: ShopKeys, wanted: number | null): Promise<ReadonlyMap<number, string>>;
  /** Statuses with our reading of them, in the shop's order. Throws where they cannot be read. */
  statuses(keys: ShopKeys): Promise<ShopStatus[]>;
  /** Tax profiles; throws where they cannot be read. */
  taxProfiles(keys: ShopKeys): Promise<ShopTaxProfile[]>;
  /** Its tax profile; throws where the shop does not answer. */
  productTax(keys: ShopKeys, productId: string): Promise<ProductTax>;
  /** Names of payment methods by id; empty where the list cannot be read. */
  paymentLabels(keys: ShopKeys): Promise<ReadonlyMap<string, string>>;
}

/** The shop did answer, in a way that more asking does not mend. */
const answered = (error: unknown) =>
  error instanceof Problem && (error.code === 'shop-answer-unreadable' || error.code === 'shop-refused');

export function createLookups(transport: Transport, spellings: Spellings, clock: Clock): Lookups {
  const countries = new DayCache<Countries>(clock, maxShops);
  const titles = new DayCache<ReadonlyMap<number, string>>(clock, maxShops, statusesMs);
  /** Statuses that the list did not name a moment ago. */
  const missed = new DayCache<true>(clock, maxShops, statusesMs);
  const taxes = new DayCache<ShopTaxProfile[]>(clock, maxShops);
  const payments = new DayCache<ReadonlyMap<string, string>>(clock, maxShops);
  const products = new DayCache<ProductTax>(clock, maxProducts);

  async function bodyOf(keys: ShopKeys, path: string): Promise<unknown> {
    const answer = await transport(keys, { method: 'GET', path });
    return answer.missing ? [] : answer.body;
  }
  const orElse =
    <T>(empty: T) =>
    (old: T | null, error: unknown): T => {
      if (old !== null) return old;
      if (answered(error)) return empty;
      throw error;
    };
  const orThrow = <T>(old: T | null, error: unknown): T => {
    if (old === null) throw error;
    return old;
  };

  const lookups: Lookups = {
    countries: (keys) =>
      countries.read(
        keys.key,
        async () => readCountries(readRows(await bodyOf(keys, 'countries/list.json')), spellings),
        orElse<Countries>(readCountries([], spellings)),
      ),
    statusTitles: async (keys, wanted) => {
      const read = () =>
        titles.read(
          keys.key,
          async () => readStatusTitles(await bodyOf(keys, 'orders/statuses.json')),
          (old) => old ?? new Map<number, string>(),
        );
      const known = await read();
      if (wanted === null || known.has(wanted)) return known;
      let isNew = false;
      const miss = async () => {
        isNew = true;
        return true as const;
      };
      await missed.read(`${keys.key} ${wanted}`, miss, () => true);
      if (!isNew) return known;
      titles.expire(keys.key);
      return read();
    },
    statuses: async (keys) => {
      const read = readStatusTitles(await bodyOf(keys, 'orders/statuses.json'));
      return [...read].map(([id, title]) => ({
        id: String(id),
        title,
        meaning: meanings[readStatus(id, title)],
      }));
    },
    taxProfiles: (keys) =>
      taxes.read(
        keys.key,
        async () => {
          const rows = readRows(await bodyOf(keys, 'taxes/list.json'));
          return readTaxProfiles(rows, spellings, await lookups.countries(keys));
        },
        orThrow,
      ),
    productTax: (keys, productId) =>
      products.read(
        `${keys.key} ${productId}`,
        async () => {
          const values = { uid: productId };
          const answer = await transport(keys, { method: 'GET', path: 'products/product.json', values });
          const [first] = answer.missing || !Array.isArray(answer.body) ? [] : answer.body;
          const raw = answer.missing ? null : (readRecord(answer.body) ?? readRecord(first));
          if (raw === null) return { gone: true };
          return { gone: false, profileId: spellings.read('product', raw).id('profile') };
        },
        orThrow,
      ),
    paymentLabels: (keys) =>
      payments.read(
        keys.key,
        async () => {
          const rows = readRows(await bodyOf(keys, 'payments/list.json'));
          return new Map(
            rows.flatMap((row) => {
              const payment = spellings.read('payment', row);
              const [id, label] = [payment.id('id'), payment.text('label')];
              return id === null || label === null ? [] : [[id, label] as const];
            }),
          );
        },
        (old) => old ?? new Map<string, string>(),
      ),
  };
  return lookups;
}
