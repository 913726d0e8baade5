import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { OrderDto } from '../../../src/contract/schemas.ts';
import { api } from '../../api/endpoints.ts';
import { describeError } from '../../api/errors.ts';
import { ordersQuery } from '../../api/queries.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { notify } from '../../components/notify.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { formatInteger } from '../../format.ts';
import { texts } from '../../texts.ts';
import { datesAreWrong, isFiltered, noFilters, OrderFilters } from './order-filters.tsx';
import { OrderList } from './order-list.tsx';
import { orderName } from './order-name.ts';

const SendDialog = lazy(() => import('./send-dialog.tsx'));
const HistoryDialog = lazy(() => import('./history-dialog.tsx'));

const t = texts.orders;
const searchDelayMs = 350;

/** A dialog that was closed stays, so that it closes gently and gives the focus back. */
type Dialog =
  | { name: 'none' }
  | { name: 'send' | 'history'; order: OrderDto; opened: boolean; trigger: HTMLElement | null };

function Empty({ filtered, onReset }: { filtered: boolean; onReset: () => void }) {
  return (
    <Stack align="center" gap={4} py={48} px="md">
      <Text fw={600}>{filtered ? t.empty.filteredTitle : t.empty.title}</Text>
      <Text size="sm" c="dimmed" ta="center">
        {filtered ? t.empty.filteredText : t.empty.text}
      </Text>
      {filtered ? (
        <Button variant="default" size="xs" mt="sm" onClick={onReset}>
          {t.filters.reset}
        </Button>
      ) : null}
    </Stack>
  );
}

/** *Ordini e invii*: the shop's orders, each with where its document is. Moves by itself. */
export default function OrdersScreen() {
  const client = useQueryClient();
  const [filters, setFilters] = useState(noFilters);
  const [search] = useDebouncedValue(filters.q, searchDelayMs);
  const wanted = { ...filters, q: filters.q === '' ? '' : search.trim() };
  const orders = useInfiniteQuery({ ...ordersQuery(wanted), enabled: !datesAreWrong(filters) });
  const [dialog, setDialog] = useState<Dialog>({ name: 'none' });
  const refresh = () => client.invalidateQueries({ queryKey: ['orders'] });
  const close = () => {
    setDialog((now) => (now.name === 'none' ? now : { ...now, opened: false }));
    void refresh();
  };
  const retry = useMutation({
    mutationFn: (order: OrderDto) => api.retryDelivery(order.id),
    onSuccess: (_, order) => notify({ message: t.retried(orderName(order)) }),
    onError: (error) => {
      const { detail, fix } = describeError(error);
      notify({ tone: 'danger', title: detail, message: fix });
    },
    onSettled: refresh,
  });
  const retryAll = useMutation({
    mutationFn: () => api.retryFailed(),
    onSuccess: ({ queued }) => notify({ message: t.retriedAll(queued) }),
    onError: (error) => {
      const { detail, fix } = describeError(error);
      notify({ tone: 'danger', title: detail, message: fix });
    },
    onSettled: refresh,
  });
  const shown = orders.data?.pages.flatMap((page) => page.orders) ?? [];

  return (
    <Stack gap="md">
      <PageTitle focus>{t.title}</PageTitle>
      <Paper withBorder>
        <OrderFilters filters={filters} onChange={setFilters} />
        {orders.isError ? (
          <Group px="md">
            <ErrorMessage
              error={orders.error}
              retrying={orders.isFetching}
              onRetry={() => void orders.refetch()}
            />
          </Group>
        ) : null}
        {orders.isPending ? (
          <div style={{ padding: 16 }}>
            <BlockSkeleton rows={6} height={52} />
          </div>
        ) : shown.length > 0 ? (
          <OrderList
            orders={shown}
            actions={{
              onSend: (order, trigger) => setDialog({ name: 'send', order, opened: true, trigger }),
              onHistory: (order, trigger) => setDialog({ name: 'history', order, opened: true, trigger }),
              onRetry: (order) => retry.mutate(order),
            }}
          />
        ) : orders.isSuccess ? (
          <Empty filtered={isFiltered(filters)} onReset={() => setFilters(noFilters)} />
        ) : null}
        {shown.length > 0 ? (
          <Group justify="space-between" p="md">
            <Text size="sm" c="dimmed" role="status">
              {t.shown(formatInteger(shown.length))}
            </Text>
            {filters.status === 'failed' ? (
              <Button variant="default" loading={retryAll.isPending} onClick={() => retryAll.mutate()}>
                {t.retryAll}
              </Button>
            ) : null}
            {orders.hasNextPage ? (
              <Button
                variant="default"
                loading={orders.isFetchingNextPage}
                onClick={() => void orders.fetchNextPage()}
              >
                {t.more}
              </Button>
            ) : null}
          </Group>
        ) : null}
      </Paper>
      {dialog.name === 'send' ? (
        <Suspense fallback={null}>
          <SendDialog {...dialog} onClose={close} />
        </Suspense>
      ) : null}
      {dialog.name === 'history' ? (
        <Suspense fallback={null}>
          <HistoryDialog {...dialog} onClose={close} />
        </Suspense>
      ) : null}
    </Stack>
  );
}
