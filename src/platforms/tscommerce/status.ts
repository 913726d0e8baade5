/** What a status of an order means for an invoice; `other` where nobody knows. */
export type StatusMeaning =
  | 'awaiting-payment'
  | 'paid'
  | 'preparing'
  | 'shipped'
  | 'delivered'
  | 'closed'
  | 'cancelled'
  | 'other';

/** The platform's own statuses. Source: public code (Attesa pagamento, Pagato, In allestimento…). */
const builtIn: ReadonlyMap<number, StatusMeaning> = new Map([
  [0, 'awaiting-payment'],
  [1, 'paid'],
  [2, 'preparing'],
  [3, 'shipped'],
  [4, 'delivered'],
  [5, 'closed'],
  [6, 'cancelled'],
]);

/** Tried in this order: `Non pagato` must not be read as `Pagato`. */
const byTitle: readonly [RegExp, StatusMeaning][] = [
  [/annull|cancel/, 'cancelled'],
  [
    /(attesa|sospeso).*pagament|pagament.*(attesa|sospeso)|(non|da) paga|unpaid|not paid|(awaiting|pending).*payment/,
    'awaiting-payment',
  ],
  [/pagat[oa]|\bpaid\b/, 'paid'],
  [/allestiment|preparazion|lavorazion|preparing|processing/, 'preparing'],
  [/\b(inviat|spedit)[oa]|shipped/, 'shipped'],
  [/consegnat[oa]|delivered/, 'delivered'],
  [/chius[oa]|completat[oa]|closed|completed/, 'closed'],
];

/**
 * What a status means: by its title in the shop's own list, since a shop may rename and add statuses; where
 * the title says nothing, or the list could not be read (`title` null), by the platform's number.
 */
export function statusMeaning(id: number, title: string | null): StatusMeaning {
  const words = title?.toLowerCase() ?? '';
  const found = byTitle.find(([pattern]) => pattern.test(words));
  return found?.[1] ?? builtIn.get(id) ?? 'other';
}

const cashOnDelivery = /contrassegno|alla consegna|cash on delivery|\bcod\b/i;

/**
 * Whether an order is paid. Source: our reading of the statuses; the platform documents no other sign.
 *
 * - `paid_at` present: paid, whatever the status.
 * - status *Pagato* or *Chiuso*: paid.
 * - status past *Pagato* (in preparation, shipped, delivered): paid as well, since an order comes there
 *   through it, except where the shop tells `paid_at` and this order has none, and except cash on delivery
 *   before it is delivered.
 * - anything else: not paid.
 */
export function isPaid(order: {
  paidAt: Date | null;
  /** The answer names `paid_at`, be it empty: this shop tells payments. */
  tellsPayments: boolean;
  status: StatusMeaning;
  paymentMethod: string | null;
}): boolean {
  if (order.paidAt !== null) return true;
  if (order.status === 'paid' || order.status === 'closed') return true;
  if (order.tellsPayments) return false;
  if (order.status === 'delivered') return true;
  if (order.status !== 'preparing' && order.status !== 'shipped') return false;
  return !cashOnDelivery.test(order.paymentMethod ?? '');
}
