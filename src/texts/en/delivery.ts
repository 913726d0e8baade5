import type { deliveryTexts as italian } from '../it/delivery.ts';

export const deliveryTexts: typeof italian = {
  batchCancelled: 'Sending of several orders was stopped before this order.',
  cancelled: 'The order was cancelled before it was sent.',
};
