import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { type DeliveryDto, deliverySchema } from '../../src/contract/delivery/delivery.ts';
import { sendBatchSchema, type sendBodySchema, sendManySchema } from '../../src/contract/delivery/send.ts';
import { paced } from '../live/pace.ts';
import { request, send } from './client.ts';
import { orderPath } from './order-path.ts';

/** Sending by hand, one order or many. */
export const deliveryApi = {
  /** `seen`, with `again`: the document that is shown, so that a click done twice makes one more, not two. */
  sendOrder: (orderId: string, body: z.input<typeof sendBodySchema>) =>
    request(deliverySchema, `${orderPath(orderId)}/send`, { method: 'POST', body }),
  sendMany: (what: { ids: string[] } | { from: string; to: string }) =>
    request(sendManySchema, '/api/orders/send', { method: 'POST', body: what }),
  sendBatch: (signal?: AbortSignal) => request(sendBatchSchema.nullable(), '/api/orders/send', { signal }),
  cancelBatch: (id: string) => send(`/api/orders/send/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  retryFailed: () =>
    request(sendManySchema, '/api/deliveries/retry', { method: 'POST', body: { state: 'failed' } }),
  retryDelivery: (orderId: string) =>
    send(`/api/deliveries/${encodeURIComponent(orderId)}/retry`, { method: 'POST' }),
};

/** An invoice whose turn comes within this time is looked at until it has left. */
const LEAVING_MS = 10_000;

/** Milliseconds until a list with these deliveries is worth reading again. */
export function pollingMs(deliveries: readonly (DeliveryDto | null)[]): number {
  const states = new Set(deliveries.map((delivery) => delivery?.state));
  const onTheirWay = new Set(deliveries.map((delivery) => delivery?.eInvoice?.state));
  const isLeaving = deliveries.some(
    (delivery) => Date.parse(delivery?.eInvoice?.nextTryAt ?? '') - Date.now() < LEAVING_MS,
  );
  const isWorkedOn = deliveries.some(
    (delivery) =>
      delivery?.documentAct?.state === 'queued' ||
      delivery?.creditNotes?.some(({ state }) => state === 'queued' || state === 'sending'),
  );
  if (isWorkedOn || states.has('queued') || states.has('sending') || onTheirWay.has('sending') || isLeaving)
    return 3_000;
  return states.has('waiting') || onTheirWay.has('in-transit') ? 8_000 : 30_000;
}

/** The latest request of many at once; one that another browser made is noticed too. */
export const sendBatchQuery = queryOptions({
  queryKey: ['send-batch'],
  queryFn: ({ signal }) => deliveryApi.sendBatch(signal),
  refetchInterval: ({ state }) => paced(state.data && state.data.left > 0 ? 1_500 : 30_000),
});
