import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import type { HomeDto } from '../../../src/contract/panel/home.ts';
import { describeError } from '../../api/errors.ts';
import { ordersApi } from '../../api/orders.ts';
import { Notice } from '../../components/notice.tsx';
import { notify } from '../../components/notify.tsx';
import { formatInteger } from '../../format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';
import { orderName } from '../orders/order-name.ts';
import type { AfterAct } from './acts-of.ts';

const ActDialog = lazy(() => import('./act-dialog.tsx'));
const CreditDialog = lazy(() => import('./credit-dialog.tsx'));

const t = texts.aftercare.home;
/** More than these are looked at in their list. */
const SHOWN = 3;

type Changed = HomeDto['changed']['latest'][number];
/** A dialog that was closed stays, so that it closes gently and gives the focus back. */
interface Mending {
  act: AfterAct;
  order: OrderDto;
  trigger: HTMLElement;
  opened: boolean;
}

/** Orders that changed after they were sent, each with the button that mends it. Nothing while there is none. */
export function ChangedOrders({ changed }: { changed: HomeDto['changed'] }) {
  const { link } = useNavigation();
  const client = useQueryClient();
  const [mending, setMending] = useState<Mending | null>(null);
  const opening = useMutation({
    mutationFn: ({ orderId }: Changed & { trigger: HTMLElement }) => ordersApi.order(orderId),
    onSuccess: (order, { mend: act, trigger }) => setMending({ act, order, trigger, opened: true }),
    onError: (error) => {
      const { detail, fix } = describeError(error);
      notify({ tone: 'danger', title: detail, message: fix });
    },
  });
  const close = () => {
    setMending((now) => now && { ...now, opened: false });
    void client.invalidateQueries({ queryKey: ['home'] });
  };
  return (
    <>
      {changed.total === 0 ? null : (
        <Notice tone="warning" role="note" title={t.title(formatInteger(changed.total), changed.total === 1)}>
          {changed.latest.slice(0, SHOWN).map((one) => (
            <Group key={one.orderId} justify="space-between" align="flex-start" gap="xs" mt="sm">
              <div style={{ flex: '1 1 260px' }}>
                <Text size="sm">
                  <strong>{orderName({ id: one.orderId, shortId: one.shortId })}</strong>{' '}
                  <Text span inherit c="dimmed">
                    {one.customer}
                  </Text>
                </Text>
                <Text size="sm">{one.changed.detail}</Text>
              </div>
              <Button
                size="xs"
                aria-label={t.mend(texts.aftercare.menu[one.mend], one.shortId ?? one.orderId)}
                loading={opening.isPending && opening.variables.orderId === one.orderId}
                onClick={({ currentTarget }) => opening.mutate({ ...one, trigger: currentTarget })}
              >
                {texts.aftercare.menu[one.mend]}
              </Button>
            </Group>
          ))}
          <div style={{ marginTop: 12 }}>
            <Button component="a" size="xs" variant="default" {...link({ view: 'orders', changed: true })}>
              {t.open}
            </Button>
          </div>
        </Notice>
      )}
      <Suspense fallback={null}>
        {mending === null ? null : mending.act === 'credit' ? (
          <CreditDialog key={mending.order.id} {...mending} onClose={close} />
        ) : (
          <ActDialog
            key={`${mending.act} ${mending.order.id}`}
            {...mending}
            act={mending.act}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}
