import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Menu.layer.css';
import { Menu } from '@mantine/core';
import {
  IconBuildingBank,
  IconExternalLink,
  IconFileText,
  IconHistory,
  IconRefresh,
  IconSend,
} from '@tabler/icons-react';
import { useRef } from 'react';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { texts } from '../../texts.ts';
import { AfterMenuItems } from '../aftercare/after-menu-items.tsx';
import { maySend } from '../e-invoice/e-invoice-state.tsx';
import { type OrderActions, OrderMenuTrigger } from './order-menu-trigger.tsx';

const t = texts.orders.menu;

/** The open "…" menu of an order. */
export default function OrderMenuItems({ order, actions }: { order: OrderDto; actions: OrderActions }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const { delivery } = order;
  const toSdi = delivery === null ? null : maySend(delivery);
  const canRetry = delivery?.state === 'failed' || delivery?.state === 'waiting';
  return (
    // It begins open, and Mantine notes what to give the focus back to only where a menu is opened later.
    <Menu position="bottom-end" defaultOpened onClose={() => trigger.current?.focus({ preventScroll: true })}>
      <Menu.Target>
        <OrderMenuTrigger order={order} ref={trigger} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFileText size={16} aria-hidden />}
          onClick={() => actions.onPreview(order, trigger.current)}
        >
          {texts.preview.menu}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSend size={16} aria-hidden />}
          onClick={() => actions.onSend(order, trigger.current)}
        >
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
        {toSdi === null ? null : (
          <Menu.Item
            leftSection={<IconBuildingBank size={16} aria-hidden />}
            onClick={() => actions.onToSdi(order)}
          >
            {texts.eInvoice[toSdi]}
          </Menu.Item>
        )}
        <AfterMenuItems order={order} onPick={(act) => actions.onAfter(act, order, trigger.current)} />
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
          onClick={() => actions.onHistory(order, trigger.current)}
        >
          {t.history}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
