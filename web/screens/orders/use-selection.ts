import { useCallback, useMemo, useState } from 'react';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';

/** What one request may hold (`POST /api/orders/send`). */
export const MOST_SELECTED = 1000;

export interface Selection {
  orders: ReadonlyMap<string, OrderDto>;
  toggle: (order: OrderDto) => void;
  /** Selects these too, up to the most that one request may hold. */
  add: (orders: readonly OrderDto[]) => void;
  remove: (orders: readonly OrderDto[]) => void;
  clear: () => void;
}

const none: ReadonlyMap<string, OrderDto> = new Map();

/** Orders ticked in the list, by id. */
export function useSelection(): Selection {
  const [orders, setOrders] = useState(none);
  const change = useCallback((edit: (selected: Map<string, OrderDto>) => void) => {
    setOrders((before) => {
      const after = new Map(before);
      edit(after);
      return after;
    });
  }, []);
  return useMemo(
    () => ({
      orders,
      toggle: (order) =>
        change((selected) => {
          if (!selected.delete(order.id) && selected.size < MOST_SELECTED) selected.set(order.id, order);
        }),
      add: (more) =>
        change((selected) => {
          for (const order of more) if (selected.size < MOST_SELECTED) selected.set(order.id, order);
        }),
      remove: (fewer) =>
        change((selected) => {
          for (const { id } of fewer) selected.delete(id);
        }),
      clear: () => setOrders(none),
    }),
    [orders, change],
  );
}

/** What sending a selection would do. */
export interface SelectionParts {
  toSend: OrderDto[];
  sent: number;
  cancelled: number;
}

/** `latest` are the orders as the list knows them now: one may have left since it was ticked. */
export function partsOf(selected: Iterable<OrderDto>, latest: readonly OrderDto[]): SelectionParts {
  const known = new Map(latest.map((order) => [order.id, order]));
  const orders = [...selected].map((order) => known.get(order.id) ?? order);
  const isSent = ({ delivery }: OrderDto) => delivery?.state === 'sent' || delivery?.state === 'sending';
  return {
    toSend: orders.filter((order) => !isSent(order) && !order.cancelled),
    sent: orders.filter(isSent).length,
    cancelled: orders.filter((order) => !isSent(order) && order.cancelled).length,
  };
}
