import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';

export type AfterAct = 'withdraw' | 'update' | 'credit';

const unsent = new Set(['to-send', 'sending', 'discarded', 'error']);

/** The SDI has its invoice, or it is on its way there. */
const isIssued = ({ kind, eInvoice }: DeliveryDto) =>
  kind === 'invoice' && eInvoice !== undefined && !unsent.has(eInvoice.state);

/** What may be done to an order's document. Only what changed is brought up to its order. */
export function actsOf({ cancelled, delivery }: Pick<OrderDto, 'cancelled' | 'delivery'>): AfterAct[] {
  if (delivery?.state !== 'sent' || delivery.document === undefined) return [];
  if (isIssued(delivery)) return ['credit'];
  return delivery.changed !== undefined && !cancelled ? ['update', 'withdraw'] : ['withdraw'];
}
