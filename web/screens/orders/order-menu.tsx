import { lazy, Suspense, useState } from 'react';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { type OrderActions, OrderMenuTrigger } from './order-menu-trigger.tsx';

const load = () => import('./order-menu-items.tsx');
const OrderMenuItems = lazy(load);

/**
 * The order's "…" menu. A page shows dozens and a visit opens a few: until its first click a row has the button
 * alone, and the menu's library is fetched when the pointer or the focus comes near.
 */
export function OrderMenu({ order, actions }: { order: OrderDto; actions: OrderActions }) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <OrderMenuTrigger
      order={order}
      aria-expanded={false}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => setWanted(true)}
    />
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <OrderMenuItems order={order} actions={actions} />
    </Suspense>
  );
}
