import '@mantine/core/styles/Timeline.layer.css';
import { Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { orderQuery } from '../../api/orders.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { formatDateTime } from '../../format.ts';
import { paced } from '../../live/pace.ts';
import { texts } from '../../texts.ts';
import { orderName } from './order-name.ts';

const t = texts.orders.history;

function Events({ orderId }: { orderId: string }) {
  const order = useQuery({ ...orderQuery(orderId), staleTime: 0, refetchInterval: () => paced(5_000) });
  if (order.isPending) return <BlockSkeleton rows={3} height={32} />;
  if (!order.data) {
    return (
      <ErrorMessage error={order.error} retrying={order.isFetching} onRetry={() => void order.refetch()} />
    );
  }
  const events = order.data.delivery?.events ?? [];
  if (events.length === 0) return <Text c="dimmed">{t.empty}</Text>;
  return (
    <Timeline active={events.length - 1} bulletSize={14} lineWidth={2}>
      {events.map((event) => (
        <Timeline.Item key={`${event.at} ${event.type}`}>
          <Text size="sm">{event.text}</Text>
          <Text size="xs" c="dimmed">
            {formatDateTime(event.at)}
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

interface Props {
  order: OrderDto;
  opened: boolean;
  trigger: HTMLElement | null;
  onClose: () => void;
}

/** What happened to one order's delivery, event by event. */
export default function HistoryDialog({ order, opened, trigger, onClose }: Props) {
  return (
    <Dialog trigger={trigger} opened={opened} onClose={onClose} title={t.title(orderName(order))}>
      <Events orderId={order.id} />
    </Dialog>
  );
}
