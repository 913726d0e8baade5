import type { DeliveryDto, DeliveryWithEventsDto } from '../../contract/delivery/delivery.ts';
import type { SendBatchDto } from '../../contract/delivery/send.ts';
import type { OrderDto } from '../../contract/orders/orders.ts';
import type { StatusDto } from '../../contract/panel/status.ts';
import type { CatalogueDto } from '../../contract/settings/catalogue.ts';
import { type Catalogue, suggestVatType } from '../../domain/catalogue.ts';
import type { Delivery, DeliveryEvent } from '../../domain/delivery.ts';
import type { OrderSummary } from '../../domain/order.ts';
import { propose } from '../../domain/proposals.ts';
import type { Status } from '../../flows/panel/read-status.ts';
import type { SendBatch } from '../../ports/stores/deliveries.ts';
import { serverTexts } from '../../texts/server.ts';
import { answerLanguage } from '../edge/language.ts';
import { toInspectionDto } from './inspection.ts';
import { sayEvent, sayProblem } from './sentences.ts';

/** Cents → decimal euros of the JSON API; exact to the cent. */
const euros = (cents: number) => cents / 100;

export function toStatusDto({ shop, connection, prerequisites, quota, inspection }: Status): StatusDto {
  const texts = serverTexts[answerLanguage()];
  const window = ({ limit, remaining, resetsAt }: Status['quota']['hour']) => ({
    limit,
    remaining,
    resetsAt: resetsAt.toISOString(),
  });
  return {
    shop: { instance: shop.instance, name: shop.name, url: shop.url },
    connection: {
      state: connection?.state ?? 'disconnected',
      ...(connection?.company == null ? {} : { company: connection.company }),
    },
    prerequisites: prerequisites.map(({ id, ok, say }) => ({ id, ok, detail: say(texts.prerequisites) })),
    quota: { hour: window(quota.hour), month: window(quota.month) },
    inspection: toInspectionDto(inspection),
  };
}

export function toCatalogueDto(catalogue: Catalogue): CatalogueDto {
  const { templates, paymentAccounts, numerations, taxProfiles, statuses, paymentMethods } = catalogue;
  const vatTypes = catalogue.vatTypes.filter(({ isDisabled }) => !isDisabled);
  return {
    templates,
    vatTypes: vatTypes.map(({ id, value, description, nature }) => ({ id, value, description, nature })),
    paymentAccounts,
    numerations,
    taxProfiles: taxProfiles.map(({ id, title, value }) => ({
      id,
      title,
      value,
      suggestedVatTypeId: suggestVatType(value, vatTypes),
    })),
    statuses,
    paymentMethods,
    proposals: propose({ regime: catalogue.regime ?? null, sales: catalogue.sales }, vatTypes),
  };
}

export function toDeliveryDto(delivery: Delivery): DeliveryDto {
  const { orderId, state, origin, kind, attempts, document, nextTryAt, problem } = delivery;
  return {
    orderId,
    state,
    origin,
    kind,
    attempts,
    ...(document === null ? {} : { document }),
    ...(nextTryAt === null ? {} : { nextTryAt: nextTryAt.toISOString() }),
    ...(problem === null ? {} : { problem: sayProblem(problem) }),
  };
}

export function toDeliveryWithEventsDto(
  delivery: Delivery | null,
  events: DeliveryEvent[],
): DeliveryWithEventsDto | null {
  if (delivery === null) return null;
  return {
    ...toDeliveryDto(delivery),
    events: events.map(({ at, type, values }) => ({
      at: at.toISOString(),
      type,
      text: sayEvent(type, values),
    })),
  };
}

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

export function toBatchDto(batch: SendBatch): SendBatchDto {
  const { id, startedAt, total, cancelledAt, states, nextTryAt } = batch;
  return {
    id,
    started: startedAt.toISOString(),
    cancelled: cancelledAt !== null,
    total,
    sent: states.sent,
    failed: states.failed,
    skipped: states.skipped,
    left: states.queued + states.sending + states.waiting,
    waiting: states.waiting,
    ...(nextTryAt === null ? {} : { nextTryAt: nextTryAt.toISOString() }),
  };
}
