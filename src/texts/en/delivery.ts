import type { deliveryTexts as italian } from '../it/delivery.ts';

export const deliveryTexts: typeof italian = {
  batchCancelled: 'Sending of several orders was stopped before this order.',
  notPaid: 'The order is not paid: it will go by itself once it is.',
  cancelled: 'The order was cancelled before it was sent.',
};
