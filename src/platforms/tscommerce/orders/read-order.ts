import type { ShopOrder } from '../../../domain/order.ts';
import type { ShopKeys } from '../../../ports/shop.ts';
import type { Spellings } from '../fields/spellings.ts';
import { knownKeys } from '../fields/unknown-keys.ts';
import { needsCountries, noCountries } from '../lists/countries.ts';
import type { Lookups } from '../lists/lookups.ts';
import {
  countriesOf,
  type KnownOfOrder,
  openOrder,
  type ReadOrder,
  toShopOrder,
  withoutRate,
} from './order.ts';
import { isPaymentId } from './payment-words.ts';
import type { ProductTax, ShopTaxProfile } from './taxes.ts';

/** Products of one order whose tax is read at the same time. */
const concurrentReads = 5;

/** Reads order.json, with what it refers to. */
export interface OrderReader {
  read(keys: ShopKeys, raw: Record<string, unknown>): Promise<{ order: ShopOrder; read: ReadOrder }>;
}

export function createOrderReader(lookups: Lookups, spellings: Spellings): OrderReader {
  const keysOfOrder = knownKeys(spellings.scope('order').scope);
  return {
    async read(keys, raw) {
      const read = openOrder(raw, spellings);
      const known = await lookUp(keys, read, lookups);
      return { read, order: toShopOrder(read, known, spellings, keysOfOrder) };
    },
  };
}

/** Only what this order refers to is asked for; in steady state nothing is, since lists and products are kept for a day. */
async function lookUp(keys: ShopKeys, read: ReadOrder, lookups: Lookups): Promise<KnownOfOrder> {
  const rateless = withoutRate(read);
  const statusTitles = await lookups.statusTitles(keys, typeof read.status === 'number' ? read.status : null);
  const needsList = rateless.length > 0 || countriesOf(read).some(needsCountries);
  const countries = needsList ? await lookups.countries(keys) : noCountries;
  const taxProfiles: ShopTaxProfile[] = rateless.length > 0 ? await lookups.taxProfiles(keys) : [];
  const productIds = new Set(
    rateless.flatMap(({ profileId, productId }) =>
      profileId === null && productId !== null ? [productId] : [],
    ),
  );
  const productTaxes = new Map<string, ProductTax>();
  const left = [...productIds];
  while (left.length > 0) {
    const some = left.splice(0, concurrentReads);
    const taxes = await Promise.all(some.map((id) => lookups.productTax(keys, id)));
    some.forEach((id, index) => {
      productTaxes.set(id, taxes[index] ?? { gone: true });
    });
  }
  return {
    countries,
    statusTitles,
    taxProfiles,
    productTaxes,
    paymentLabel: await labelOf(keys, read, lookups),
  };
}

/** An order's payment may be the id of a method of payments/list.json. */
async function labelOf(keys: ShopKeys, read: ReadOrder, lookups: Lookups): Promise<string | null> {
  const [told] = read.methods;
  if (told === undefined || !isPaymentId(told)) return null;
  return (await lookups.paymentLabels(keys)).get(told) ?? null;
}
