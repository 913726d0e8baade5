import { Group, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { memo } from 'react';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { cx } from '../../components/cx.ts';
import { DataTable } from '../../components/data-table.tsx';
import { formatMoney, formatShortDateTime } from '../../format.ts';
import { texts } from '../../texts.ts';
import { Checkbox } from './checkbox.tsx';
import { DeliveryState } from './delivery-state.tsx';
import styles from './order-list.module.css';
import { OrderMenu } from './order-menu.tsx';
import type { OrderActions } from './order-menu-trigger.tsx';
import { orderName } from './order-name.ts';
import type { Selection } from './use-selection.ts';

const t = texts.orders;

interface Props {
  orders: OrderDto[];
  actions: OrderActions;
  selection: Selection;
}

interface RowProps {
  order: OrderDto;
  actions: OrderActions;
  selected: boolean;
  onToggle: (order: OrderDto) => void;
}

function Tick({ order, selected, onToggle }: Omit<RowProps, 'actions'>) {
  return (
    <Checkbox
      label={texts.bulk.select(orderName(order))}
      checked={selected}
      onChange={() => onToggle(order)}
    />
  );
}

/** Ticks all in sight, or none of them. */
function TickAll({ orders, selection }: Omit<Props, 'actions'>) {
  const ticked = orders.filter(({ id }) => selection.orders.has(id)).length;
  const all = ticked === orders.length;
  return (
    <Checkbox
      label={texts.bulk.selectShown}
      checked={all}
      partly={ticked > 0}
      onChange={() => (all ? selection.remove(orders) : selection.add(orders))}
    />
  );
}

/** Paid or not, cancelled, with an invoice request: what decides about sending, in words. */
function Traits({ order }: { order: OrderDto }) {
  const traits = [
    order.cancelled ? t.cancelled : order.paid ? t.paid : t.unpaid,
    ...(order.invoiceRequested ? [t.invoiceRequested] : []),
  ];
  return (
    <Text size="xs" c="dimmed">
      {traits.join(' · ')}
    </Text>
  );
}

const Row = memo(function Row({ order, actions, selected, onToggle }: RowProps) {
  return (
    <tr data-order={order.id} data-selected={selected || undefined}>
      <td className={cx(styles.tick)}>
        <Tick order={order} selected={selected} onToggle={onToggle} />
      </td>
      <th scope="row" className={cx(styles.name)}>
        <Text size="sm" fw={600}>
          {orderName(order)}
        </Text>
        <Text size="xs" c="dimmed">
          {formatShortDateTime(order.date)}
        </Text>
      </th>
      <td className={cx(styles.customer)}>
        {order.customer || (order.dataRemoved ? t.dataRemoved : t.noCustomer)}
      </td>
      <td className={cx(styles.amount)}>
        {formatMoney(order.total, order.currency)}
        <Traits order={order} />
      </td>
      <td>
        <DeliveryState delivery={order.delivery} />
      </td>
      <td className={cx(styles.actions)}>
        <OrderMenu order={order} actions={actions} />
      </td>
    </tr>
  );
});

function OrderTable({ orders, actions, selection }: Props) {
  return (
    <DataTable label={t.table.caption} className={styles.table}>
      <thead>
        <tr>
          <td className={cx(styles.tick)}>
            <TickAll orders={orders} selection={selection} />
          </td>
          <th scope="col">{t.table.order}</th>
          <th scope="col">{t.table.customer}</th>
          <th scope="col" className={cx(styles.amount)}>
            {t.table.total}
          </th>
          <th scope="col">{t.table.state}</th>
          <th scope="col" className={cx(styles.actions)}>
            {t.table.actions}
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <Row
            key={order.id}
            order={order}
            actions={actions}
            selected={selection.orders.has(order.id)}
            onToggle={selection.toggle}
          />
        ))}
      </tbody>
    </DataTable>
  );
}

const Card = memo(function Card({ order, actions, selected, onToggle }: RowProps) {
  return (
    <li data-order={order.id} data-selected={selected || undefined} className={cx(styles.card)}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Group wrap="nowrap" align="flex-start" gap="sm" miw={0}>
          <Tick order={order} selected={selected} onToggle={onToggle} />
          <div className={cx(styles.customer)}>
            <Text size="sm" fw={600}>
              {orderName(order)}
              <Text span size="xs" c="dimmed" ml="xs">
                {formatShortDateTime(order.date)}
              </Text>
            </Text>
            <Text size="sm">{order.customer || (order.dataRemoved ? t.dataRemoved : t.noCustomer)}</Text>
          </div>
        </Group>
        <OrderMenu order={order} actions={actions} />
      </Group>
      <Stack gap="xs" mt="xs">
        <Group gap="sm" align="baseline">
          <Text size="sm" fw={600}>
            {formatMoney(order.total, order.currency)}
          </Text>
          <Traits order={order} />
        </Group>
        <DeliveryState delivery={order.delivery} />
      </Stack>
    </li>
  );
});

function OrderCards({ orders, actions, selection }: Props) {
  return (
    <>
      <Group gap="sm" className={cx(styles.card)}>
        <TickAll orders={orders} selection={selection} />
        <Text size="sm" c="dimmed" aria-hidden>
          {texts.bulk.selectShown}
        </Text>
      </Group>
      <ul className={cx(styles.cards)} aria-label={t.table.caption}>
        {orders.map((order) => (
          <Card
            key={order.id}
            order={order}
            actions={actions}
            selected={selection.orders.has(order.id)}
            onToggle={selection.toggle}
          />
        ))}
      </ul>
    </>
  );
}

/** The orders: a table where there is room for one, else cards. */
export function OrderList(props: Props) {
  const roomy = useMediaQuery('(min-width: 48em)', window.matchMedia('(min-width: 48em)').matches, {
    getInitialValueInEffect: false,
  });
  return roomy ? <OrderTable {...props} /> : <OrderCards {...props} />;
}
