import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import type { EInvoiceDto } from '../../../src/contract/e-invoice/e-invoice.ts';
import type { OrderDetailDto } from '../../../src/contract/orders/orders.ts';
import { deliveryApi, pollingMs } from '../../api/delivery.ts';
import { eInvoiceApi } from '../../api/e-invoice.ts';
import { ApiError } from '../../api/errors.ts';
import { type Asked, orderQuery } from '../../api/orders.ts';
import { paced } from '../../live/pace.ts';

type DocumentReference = NonNullable<DeliveryDto['document']>;

/** It leaves by itself, or has left and the SDI has not answered. */
const isOnItsWay = ({ state, nextTryAt }: EInvoiceDto) =>
  state === 'sending' || state === 'in-transit' || nextTryAt !== undefined;

/** Milliseconds until the order is worth reading again, by its delivery's state; false once it has settled. */
function followingMs(delivery: DeliveryDto | null | undefined): number | false {
  if (delivery?.state === 'queued' || delivery?.state === 'sending') return paced(1_200);
  if (delivery?.state === 'waiting') return paced(5_000);
  return delivery?.eInvoice !== undefined && isOnItsWay(delivery.eInvoice)
    ? paced(pollingMs([delivery]))
    : false;
}

export interface SendOrderState {
  order: UseQueryResult<OrderDetailDto>;
  send: (asked: Asked) => void;
  /** A second document of an order that has one. */
  sendAgain: () => void;
  retry: () => void;
  /** Its invoice goes to the SDI, or a corrected one again. */
  toSdi: () => void;
  busy: boolean;
  /** Why the last click was refused; never `already-sent`, which is an answer of its own. */
  error: unknown;
  /** The document that the server named when it refused to send twice. */
  alreadySent: DocumentReference | null;
  /** The order left from this very dialog. */
  acted: boolean;
}

/** One order, followed while its delivery moves, and the two things one can do with it. */
export function useSendOrder(orderId: string): SendOrderState {
  const client = useQueryClient();
  const { queryKey } = orderQuery(orderId);
  const order = useQuery({
    ...orderQuery(orderId),
    staleTime: 0,
    refetchInterval: ({ state }) => followingMs(state.data?.delivery),
  });
  // What is shown as the button is pressed, not what came to be meanwhile.
  const seen = useRef<number | null>(null);
  const send = useMutation({
    mutationFn: (what: Asked | 'again') =>
      deliveryApi.sendOrder(orderId, what === 'again' ? { again: true, seen: seen.current } : what),
    onSuccess: (delivery) =>
      client.setQueryData(queryKey, (known) =>
        known ? { ...known, delivery: { ...delivery, events: known.delivery?.events ?? [] } } : known,
      ),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const retry = useMutation({
    mutationFn: () => deliveryApi.retryDelivery(orderId),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const toSdi = useMutation({
    mutationFn: () => eInvoiceApi.send(orderId),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const refusal =
    send.error instanceof ApiError && send.error.problem.code === 'already-sent' ? send.error : null;
  seen.current = refusal?.problem.document?.id ?? order.data?.delivery?.document?.id ?? null;
  return {
    order,
    send: send.mutate,
    sendAgain: () => send.mutate('again'),
    retry: retry.mutate,
    toSdi: toSdi.mutate,
    busy: send.isPending || retry.isPending || toSdi.isPending,
    error: refusal ? null : (send.error ?? retry.error ?? toSdi.error),
    alreadySent: refusal?.problem.document ?? null,
    acted: send.isSuccess || retry.isSuccess,
  };
}
