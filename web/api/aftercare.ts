import { queryOptions } from '@tanstack/react-query';
import {
  type CreditBody,
  creditableSchema,
  creditNoteSchema,
  creditPreviewSchema,
  updatePreviewSchema,
} from '../../src/contract/aftercare/acts.ts';
import { deliverySchema } from '../../src/contract/delivery/delivery.ts';
import { request } from './client.ts';
import { orderPath } from './order-path.ts';

/** What happens to a document after it was sent. */
export const aftercareApi = {
  act: (orderId: string, act: 'withdraw' | 'update') =>
    request(deliverySchema, `${orderPath(orderId)}/${act}`, { method: 'POST', body: {} }),
  updatePreview: (orderId: string, signal?: AbortSignal) =>
    request(updatePreviewSchema, `${orderPath(orderId)}/update`, { signal }),
  creditable: (orderId: string, signal?: AbortSignal) =>
    request(creditableSchema, `${orderPath(orderId)}/credit-note`, { signal }),
  preview: (orderId: string, body: CreditBody, signal?: AbortSignal) =>
    request(creditPreviewSchema, `${orderPath(orderId)}/credit-note/preview`, {
      method: 'POST',
      body,
      signal,
    }),
  credit: (orderId: string, body: CreditBody) =>
    request(creditNoteSchema, `${orderPath(orderId)}/credit-note`, { method: 'POST', body }),
};

export const updatePreviewQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['update-preview', orderId],
    queryFn: ({ signal }) => aftercareApi.updatePreview(orderId, signal),
    staleTime: 0,
    gcTime: 0,
  });

export const creditableQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['creditable', orderId],
    queryFn: ({ signal }) => aftercareApi.creditable(orderId, signal),
    staleTime: 0,
    gcTime: 0,
  });

export const creditPreviewQuery = (orderId: string, body: CreditBody | null) =>
  queryOptions({
    queryKey: ['credit-preview', orderId, body],
    queryFn: ({ signal }) => aftercareApi.preview(orderId, body ?? {}, signal),
    enabled: body !== null,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
