import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { texts } from '../../texts.ts';
import type { AfterAct } from '../aftercare/acts-of.ts';
import { orderName } from './order-name.ts';

/** What the menu can do; `trigger` is its button, where the focus belongs afterwards. */
export interface OrderActions {
  onPreview: (order: OrderDto, trigger: HTMLElement | null) => void;
  onSend: (order: OrderDto, trigger: HTMLElement | null) => void;
  onHistory: (order: OrderDto, trigger: HTMLElement | null) => void;
  onRetry: (order: OrderDto) => void;
  /** Something is to be done to its document. */
  onAfter: (act: AfterAct, order: OrderDto, trigger: HTMLElement | null) => void;
  /** Its invoice goes to the SDI. */
  onToSdi: (order: OrderDto) => void;
}

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
