import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ComponentProps, lazy, Suspense, useState } from 'react';
import type { OrderDto } from '../../../src/contract/schemas.ts';
import { texts } from '../../texts.ts';
import { orderName } from './order-name.ts';

/** What the menu can do; `trigger` is its button, where the focus belongs afterwards. */
export interface OrderActions {
  onPreview: (order: OrderDto, trigger: HTMLElement | null) => void;
  onSend: (order: OrderDto, trigger: HTMLElement | null) => void;
  onHistory: (order: OrderDto, trigger: HTMLElement | null) => void;
  onRetry: (order: OrderDto) => void;
}

const load = () => import('./order-menu-items.tsx');
const OrderMenuItems = lazy(load);

type TriggerProps = { order: OrderDto } & ActionIconProps & ComponentProps<'button'>;

/** The "…" button. */
export function OrderMenuTrigger({ order, ...rest }: TriggerProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={36}
      aria-label={texts.orders.menu.label(orderName(order))}
      aria-haspopup="menu"
      {...rest}
    >
      <IconDots size={20} aria-hidden />
    </ActionIcon>
  );
}

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
