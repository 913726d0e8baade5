import { readCountry } from '../../document/buyer/address.ts';
import { destinationOf, isPrivateOfEu } from '../../document/vat/tables.ts';
import type { ShopOrder } from '../../domain/order.ts';
import { readVatBuyer } from '../../domain/party/vat-area.ts';
import type { Context } from '../context.ts';

/** Rates that are Italy's own: at one of them a sale abroad may as well be at home. Source: art. 16 DPR 633/1972. */
const ITALIAN_RATES = new Set([0, 4, 5, 10, 22]);

/** What is stored already, as far as this process knows. */
const noted = new WeakMap<Context, Set<string>>();

/**
 * Where an order's goods go beside Italy, as the settings tell it apart: a destination, or rates of another member state
 * that a private person paid (`DE:19`).
 */
export function destinationsOf(order: ShopOrder): string[] {
  const buyer = readVatBuyer(order.billing, readCountry(order.billing), order.delivery, null);
  if (buyer.area === 'outside-italy') return [];
  const destination = destinationOf(buyer);
  if (destination !== null) return [destination];
  if (!isPrivateOfEu(buyer)) return [];
  const rates = order.lines.flatMap(({ vatPercent }) =>
    vatPercent === null || ITALIAN_RATES.has(vatPercent) ? [] : [`${buyer.countryIso}:${vatPercent}`],
  );
  return [...new Set(rates)];
}

/** Notes where orders go, for what the settings propose. Nothing is written of what is known. */
export async function noteDestinations(
  context: Context,
  shopId: string,
  orders: readonly ShopOrder[],
): Promise<void> {
  const known = noted.get(context) ?? new Set<string>();
  noted.set(context, known);
  const fresh = [...new Set(orders.flatMap(destinationsOf))].filter((one) => !known.has(`${shopId} ${one}`));
  if (fresh.length === 0) return;
  await context.store.orders.noteDestinations(shopId, fresh);
  for (const one of fresh) known.add(`${shopId} ${one}`);
}
