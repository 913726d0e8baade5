import {
  type ClientKeys,
  clientKeys,
  haveOtherNumbers,
  isOtherSubject,
} from '../../domain/customers/client-match.ts';
import type { ShopOrder } from '../../domain/order.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import type { Context } from '../context.ts';
import { guestId } from './guest.ts';
import { clientFields } from './map-customer.ts';

/** Task of a buyer who is known from an order alone: `order:<order id>`. */
const ORDER_TASK = 'order:';

/** The order that a task names; null: it names a customer of the shop. */
export const orderOfTask = (taskId: string) =>
  taskId.startsWith(ORDER_TASK) ? taskId.slice(ORDER_TASK.length) : null;

/** Who buys, as far as the order tells. */
interface Buyer {
  /** The account in the shop; null: none. */
  accountId: string | null;
  /** Id of the same buyer without the account; null: nothing tells them from anybody else. */
  guestId: string | null;
  keys: ClientKeys;
}

const buyers = new WeakMap<ShopOrder, Buyer>();

export function orderBuyer(order: ShopOrder): Buyer {
  const known = buyers.get(order);
  if (known !== undefined) return known;
  const keys = clientKeys(clientFields(order.billing));
  const buyer = { accountId: accountOf(order.customerId), guestId: guestId(keys), keys };
  buyers.set(order, buyer);
  return buyer;
}

/** All guests share -1 or 0: that is no account. Source: platforms.md, userUID. */
export function accountOf(userUid: string | null): string | null {
  const told = userUid?.trim() ?? '';
  return ['', '-1', '0'].includes(told) ? null : told;
}

/** Ids under which links of these orders' buyers may stand. */
export function buyerIds(orders: readonly ShopOrder[]): string[] {
  const ids = orders.map(orderBuyer).flatMap((buyer) => [buyer.accountId, buyer.guestId]);
  return [...new Set(ids.filter((id) => id !== null))];
}

/**
 * The client of an order's buyer, where our tables know one. The account's, unless the order is somebody else's: who buys
 * for a firm today and for themselves tomorrow is two clients.
 */
export function clientOf(order: ShopOrder, { links }: Setup): number | null {
  const buyer = orderBuyer(order);
  for (const id of [buyer.accountId, buyer.guestId]) {
    const link = id === null ? undefined : links.clientByCustomer.get(id);
    if (link === undefined) continue;
    const { account, client, clientId } = link;
    if (account !== null && isOtherSubject(buyer.keys, account)) continue;
    // What the merchant added to the client there makes nobody else of it, another number does.
    if (client === null || !haveOtherNumbers(buyer.keys, client)) return clientId;
  }
  return null;
}

/**
 * Tasks of the next customer sync, by the orders whose buyers they are: of buyers whom the shop's list of customers does not bring, or brings as
 * somebody else: guests, and accounts that buy as another subject. The sync reads the order.
 */
export function buyerTasks(orders: readonly ShopOrder[], setup: Setup): Map<string, string> {
  if (!setup.settings.customers.enabled || setup.opened?.connection.company == null) return new Map();
  const isNew = (order: ShopOrder) => {
    const buyer = orderBuyer(order);
    if (buyer.guestId === null || clientOf(order, setup) !== null) return false;
    return buyer.accountId === null || setup.links.clientByCustomer.has(buyer.accountId);
  };
  return new Map(orders.filter(isNew).map(({ id }) => [id, `${ORDER_TASK}${id}`]));
}

/** Leaves these buyers to the next customer sync; no call. */
export async function noteBuyers(
  { store }: Context,
  shopId: string,
  orders: readonly ShopOrder[],
  setup: Setup,
): Promise<void> {
  const tasks = [...buyerTasks(orders, setup).values()];
  if (tasks.length > 0) await store.customers.addTasks(shopId, tasks, null);
}
