import { Group, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { OrderDto } from '../../../src/contract/schemas.ts';
import { cx } from '../../components/cx.ts';
import { DataTable } from '../../components/data-table.tsx';
import { formatMoney, formatShortDateTime } from '../../format.ts';
import { texts } from '../../texts.ts';
import { DeliveryState } from './delivery-state.tsx';
import styles from './order-list.module.css';
import { type OrderActions, OrderMenu } from './order-menu.tsx';
import { orderName } from './order-name.ts';

const t = texts.orders;

interface Props {
  orders: OrderDto[];
  actions: OrderActions;
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

function OrderTable({ orders, actions }: Props) {
  return (
    <DataTable label={t.table.caption} className={styles.table}>
      <thead>
        <tr>
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
          <tr key={order.id} data-order={order.id}>
            <th scope="row" className={cx(styles.name)}>
              <Text size="sm" fw={600}>
                {orderName(order)}
              </Text>
              <Text size="xs" c="dimmed">
                {formatShortDateTime(order.date)}
              </Text>
            </th>
            <td className={cx(styles.customer)}>{order.customer || t.noCustomer}</td>
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
        ))}
      </tbody>
    </DataTable>
  );
}

function OrderCards({ orders, actions }: Props) {
  return (
    <ul className={cx(styles.cards)} aria-label={t.table.caption}>
      {orders.map((order) => (
        <li key={order.id} data-order={order.id} className={cx(styles.card)}>
          <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
            <div className={cx(styles.customer)}>
              <Text size="sm" fw={600}>
                {orderName(order)}
                <Text span size="xs" c="dimmed" ml="xs">
                  {formatShortDateTime(order.date)}
                </Text>
              </Text>
              <Text size="sm">{order.customer || t.noCustomer}</Text>
            </div>
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
      ))}
    </ul>
  );
}

/** The orders: a table where there is room for one, else cards. */
export function OrderList(props: Props) {
  const roomy = useMediaQuery('(min-width: 48em)', window.matchMedia('(min-width: 48em)').matches, {
    getInitialValueInEffect: false,
  });
  return roomy ? <OrderTable {...props} /> : <OrderCards {...props} />;
}
