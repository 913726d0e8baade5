import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { EInvoiceState } from '../../../src/contract/e-invoice/e-invoice.ts';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { deliveryApi } from '../../api/delivery.ts';
import { eInvoiceApi } from '../../api/e-invoice.ts';
import { describeError } from '../../api/errors.ts';
import { type OrderFilters as Filters, ordersQuery } from '../../api/orders.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { notify } from '../../components/notify.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { formatInteger } from '../../format.ts';
import { texts } from '../../texts.ts';
import type { AfterAct } from '../aftercare/acts-of.ts';
import { LatestBatch } from './latest-batch.tsx';
import { datesAreWrong, isFiltered, noFilters, OrderFilters } from './order-filters.tsx';
import { OrderList } from './order-list.tsx';
import type { OrderActions } from './order-menu-trigger.tsx';
import { orderName } from './order-name.ts';
import { SelectionBar } from './selection-bar.tsx';
import { partsOf, type SelectionParts, useSelection } from './use-selection.ts';

const SendDialog = lazy(() => import('./send-dialog.tsx'));
const ActDialog = lazy(() => import('../aftercare/act-dialog.tsx'));
const CreditDialog = lazy(() => import('../aftercare/credit-dialog.tsx'));
const HistoryDialog = lazy(() => import('./history-dialog.tsx'));
const SendSelectedDialog = lazy(() => import('./send-selected-dialog.tsx'));
const SendPeriodDialog = lazy(() => import('./send-period-dialog.tsx'));

const t = texts.orders;
const searchDelayMs = 350;

/** A dialog that was closed stays, so that it closes gently and gives the focus back. */
type OpenDialog = { opened: boolean; trigger: HTMLElement | null } & (
  | { name: 'preview' | 'send' | 'history' | AfterAct; order: OrderDto }
  | { name: 'send-selected'; parts: SelectionParts }
  | { name: 'send-period' }
);

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

/** Retries one order, or all that failed, and says so. */
function useRetries() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ['orders'] });
  const onError = (error: unknown) => {
    const { detail, fix } = describeError(error);
    notify({ tone: 'danger', title: detail, message: fix });
  };
  const one = useMutation({
    mutationFn: (order: OrderDto) => deliveryApi.retryDelivery(order.id),
    onSuccess: (_, order) => notify({ message: t.retried(orderName(order)) }),
    onError,
    onSettled,
  });
  const all = useMutation({
    mutationFn: () => deliveryApi.retryFailed(),
    onSuccess: ({ queued }) => notify({ message: t.retriedAll(queued) }),
    onError,
    onSettled,
  });
  const toSdi = useMutation({
    mutationFn: (order: OrderDto) => eInvoiceApi.send(order.id),
    onSuccess: (_, order) => notify({ message: texts.eInvoice.queued(orderName(order)) }),
    onError,
    onSettled,
  });
  const manyToSdi = useMutation({
    mutationFn: (ids: string[]) => eInvoiceApi.sendMany({ ids }),
    onSuccess: ({ queued }) => notify({ message: texts.eInvoice.queuedMany(queued) }),
    onError,
    onSettled,
  });
  return { one: one.mutate, all, toSdi: toSdi.mutate, manyToSdi };
}

/** *Ordini e invii*: the shop's orders, each with where its document is. Moves by itself. */
export default function OrdersScreen({
  failed = false,
  changed = false,
  eInvoice = '',
}: {
  failed?: boolean;
  changed?: boolean;
  eInvoice?: EInvoiceState | '';
}) {
  const client = useQueryClient();
  const [filters, setFilters] = useState<Filters>({
    ...noFilters,
    status: failed ? 'failed' : '',
    changed: changed ? 'true' : '',
    eInvoice,
  });
  const [search] = useDebouncedValue(filters.q, searchDelayMs);
  const wanted = { ...filters, q: filters.q === '' ? '' : search.trim() };
  const orders = useInfiniteQuery({ ...ordersQuery(wanted), enabled: !datesAreWrong(filters) });
  const shown = orders.data?.pages.flatMap((page) => page.orders) ?? [];
  const selection = useSelection();
  const retries = useRetries();
  const [sentAt, setSentAt] = useState<number | null>(null);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const close = () => {
    setDialog((now) => now && { ...now, opened: false });
    void client.invalidateQueries({ queryKey: ['orders'] });
  };
  const filter = (next: typeof filters) => {
    // What is no longer in sight must not be sent.
    selection.clear();
    setFilters(next);
  };
  const actions = useMemo<OrderActions>(
    () => ({
      onPreview: (order, trigger) => setDialog({ name: 'preview', order, opened: true, trigger }),
      onSend: (order, trigger) => setDialog({ name: 'send', order, opened: true, trigger }),
      onHistory: (order, trigger) => setDialog({ name: 'history', order, opened: true, trigger }),
      onAfter: (act, order, trigger) => setDialog({ name: act, order, opened: true, trigger }),
      onRetry: retries.one,
      onToSdi: retries.toSdi,
    }),
    [retries.one, retries.toSdi],
  );
  const bulk = {
    onClose: close,
    onAccepted: () => {
      setSentAt(Date.now());
      selection.clear();
      close();
    },
  };

  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <PageTitle focus>{t.title}</PageTitle>
        <Button
          variant="default"
          size="sm"
          onClick={({ currentTarget }) =>
            setDialog({ name: 'send-period', opened: true, trigger: currentTarget })
          }
        >
          {texts.bulk.period.open}
        </Button>
      </Group>
      <LatestBatch sentAt={sentAt} onShowFailed={() => filter({ ...noFilters, status: 'failed' })} />
      <Paper withBorder>
        <OrderFilters filters={filters} onChange={filter} />
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
          <OrderList orders={shown} actions={actions} selection={selection} />
        ) : orders.isSuccess ? (
          <Empty filtered={isFiltered(filters)} onReset={() => filter(noFilters)} />
        ) : null}
        {shown.length > 0 ? (
          <Group justify="space-between" p="md">
            <Text size="sm" c="dimmed" role="status">
              {t.shown(formatInteger(shown.length))}
            </Text>
            {filters.status === 'failed' ? (
              <Button variant="default" loading={retries.all.isPending} onClick={() => retries.all.mutate()}>
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
        {selection.orders.size > 0 ? (
          <SelectionBar
            selection={selection}
            filters={wanted}
            mayTakeAll={orders.hasNextPage && shown.every(({ id }) => selection.orders.has(id))}
            onToSdi={(ids) => retries.manyToSdi.mutate(ids, { onSuccess: selection.clear })}
            sending={retries.manyToSdi.isPending}
            onSend={(trigger) => {
              const parts = partsOf(selection.orders.values(), shown);
              setDialog({ name: 'send-selected', opened: true, trigger, parts });
            }}
          />
        ) : null}
      </Paper>
      <Suspense fallback={null}>
        {dialog?.name === 'send' || dialog?.name === 'preview' ? (
          <SendDialog {...dialog} whole={dialog.name === 'preview'} onClose={close} />
        ) : null}
        {dialog?.name === 'withdraw' || dialog?.name === 'update' ? (
          <ActDialog
            key={`${dialog.name} ${dialog.order.id}`}
            {...dialog}
            act={dialog.name}
            onClose={close}
          />
        ) : null}
        {dialog?.name === 'credit' ? (
          <CreditDialog key={dialog.order.id} {...dialog} onClose={close} />
        ) : null}
        {dialog?.name === 'history' ? <HistoryDialog {...dialog} onClose={close} /> : null}
        {dialog?.name === 'send-selected' ? <SendSelectedDialog {...dialog} {...bulk} /> : null}
        {dialog?.name === 'send-period' ? <SendPeriodDialog {...dialog} {...bulk} initial={filters} /> : null}
      </Suspense>
    </Stack>
  );
}
