import type { OrderDto } from '../../../contract/orders/orders.ts';
import type { Delivery } from '../../../domain/delivery.ts';
import type { OrderSummary } from '../../../domain/order.ts';
import { toDeliveryDto } from '../delivery/delivery-dto.ts';
import { euros } from '../euros.ts';

export function toOrderDto(order: OrderSummary, delivery: Delivery | null): OrderDto {
  return { ...orderFields(order), delivery: delivery === null ? null : toDeliveryDto(delivery) };
}

export function orderFields(order: OrderSummary): Omit<OrderDto, 'delivery'> {
  return {
    id: order.id,
    shortId: order.shortId,
    date: order.placedAt.toISOString(),
    customer: order.customer,
    total: euros(order.totalCents),
    currency: order.currency,
    paid: order.paid,
    cancelled: order.cancelled,
    invoiceRequested: order.invoiceRequested,
    ...(order.dataRemoved ? { dataRemoved: true } : {}),
  };
}
