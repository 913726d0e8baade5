import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { texts } from '../../texts.ts';

/** `#1042`: the number that the merchant knows, else the platform's id. */
export const orderName = (order: Pick<OrderDto, 'id' | 'shortId'>): string =>
  texts.orders.number(order.shortId ?? order.id);
