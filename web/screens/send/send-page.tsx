import { Anchor, Paper, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import { orderQuery } from '../../api/orders.ts';
import { Notice } from '../../components/notice.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { panelAddress } from '../../navigation/routes.ts';
import { texts } from '../../texts.ts';
import { orderName } from '../orders/order-name.ts';
import { SendOrder } from './send-order.tsx';

const ExpiredBanner = lazy(() => import('../panel/expired-banner.tsx'));

const t = texts.orders.send;

/** The whole page behind the order's "…" menu in the back office. */
export default function SendPage({ orderId, status }: { orderId: string; status: StatusDto }) {
  const order = useQuery(orderQuery(orderId));
  const { state } = status.connection;
  const connected = state === 'connected' || state === 'expired';
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} maw={680} mx="auto">
      <Stack gap="md">
        <PageTitle focus>{order.data ? t.title(orderName(order.data)) : t.pageTitle}</PageTitle>
        {state === 'expired' ? (
          <Suspense fallback={null}>
            <ExpiredBanner />
          </Suspense>
        ) : null}
        {connected ? (
          <SendOrder orderId={orderId} />
        ) : (
          <Notice tone="warning" title={t.notConnected.title}>
            {t.notConnected.text}
          </Notice>
        )}
        <Anchor href={panelAddress({ view: 'orders' })} size="sm">
          {connected ? t.back : t.notConnected.open}
        </Anchor>
      </Stack>
    </Paper>
  );
}
