import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconExternalLink, IconHistory, IconRefresh, IconSend } from '@tabler/icons-react';
import type { OrderDto } from '../../../src/contract/schemas.ts';
import { texts } from '../../texts.ts';
import { orderName } from './order-name.ts';

const t = texts.orders.menu;

export interface OrderActions {
  onSend: (order: OrderDto) => void;
  onRetry: (order: OrderDto) => void;
  onHistory: (order: OrderDto) => void;
}

/** The order's "…" menu. */
export function OrderMenu({ order, actions }: { order: OrderDto; actions: OrderActions }) {
  const { delivery } = order;
  const canRetry = delivery?.state === 'failed' || delivery?.state === 'waiting';
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t.label(orderName(order))}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconSend size={16} aria-hidden />} onClick={() => actions.onSend(order)}>
          {t.send}
        </Menu.Item>
        {delivery?.document ? (
          <Menu.Item
            component="a"
            href={delivery.document.url}
            target="_blank"
            rel="noopener noreferrer"
            leftSection={<IconExternalLink size={16} aria-hidden />}
          >
            {t.open}
          </Menu.Item>
        ) : null}
        {canRetry ? (
          <Menu.Item
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => actions.onRetry(order)}
          >
            {t.retry}
          </Menu.Item>
        ) : null}
        <Menu.Item
          leftSection={<IconHistory size={16} aria-hidden />}
          onClick={() => actions.onHistory(order)}
        >
          {t.history}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
