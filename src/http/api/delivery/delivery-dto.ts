import type { DeliveryDto, DeliveryWithEventsDto } from '../../../contract/delivery/delivery.ts';
import type { SendBatchDto } from '../../../contract/delivery/send.ts';
import type { Delivery, DeliveryEvent } from '../../../domain/delivery.ts';
import type { SendBatch } from '../../../ports/stores/deliveries.ts';
import { toCreditNoteDto, toDocumentActDto } from '../aftercare/aftercare-dto.ts';
import { toEInvoiceDto } from '../e-invoice/e-invoice-dto.ts';
import { sayEvent, sayProblem } from '../sentences.ts';

export function toDeliveryDto(delivery: Delivery): DeliveryDto {
  const { orderId, state, origin, kind, attempts, document, nextTryAt, problem, eInvoice } = delivery;
  const { creditNotes = [], changed = null, documentAct = null } = delivery;
  const act = documentAct === null ? null : toDocumentActDto(documentAct);
  return {
    orderId,
    state,
    origin,
    kind,
    attempts,
    ...(document === null ? {} : { document }),
    ...(nextTryAt === null ? {} : { nextTryAt: nextTryAt.toISOString() }),
    ...(problem === null ? {} : { problem: sayProblem(problem) }),
    ...(eInvoice == null ? {} : { eInvoice: toEInvoiceDto(eInvoice) }),
    ...(creditNotes.length === 0 ? {} : { creditNotes: creditNotes.map(toCreditNoteDto) }),
    ...(changed === null ? {} : { changed: sayProblem(changed) }),
    ...(act === null ? {} : { documentAct: act }),
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
