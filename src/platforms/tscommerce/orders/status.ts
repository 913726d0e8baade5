import type { StatusMeaning } from '../../../domain/catalogue.ts';
import { isCashOnDelivery } from './payment-words.ts';

/** How far an order is by its status, as finely as titles tell; `other` where nobody knows. */
export type StatusReading =
  | 'awaiting-payment'
  | 'payment-failed'
  | 'part-paid'
  | 'paid'
  | 'preparing'
  | 'shipped'
  | 'delivered'
  | 'closed'
  | 'cancelled'
  | 'refunded'
  | 'returned'
  | 'disputed'
  | 'after-sales'
  | 'draft'
  | 'other';

/** What each says of sending. Nothing that was given back, is at odds or unknown leaves without a person. */
export const meanings: Readonly<Record<StatusReading, StatusMeaning>> = {
  'awaiting-payment': 'unpaid',
  'payment-failed': 'unpaid',
  'part-paid': 'unpaid',
  paid: 'paid',
  preparing: 'paid',
  shipped: 'paid',
  delivered: 'paid',
  closed: 'paid',
  cancelled: 'cancelled',
  refunded: 'hold',
  returned: 'hold',
  disputed: 'hold',
  'after-sales': 'hold',
  draft: 'hold',
  other: 'hold',
};

/** The platform's own statuses. Source: platforms.md; *Post-vendita* has an unknown number. */
const builtIn: ReadonlyMap<number, StatusReading> = new Map([
  [0, 'awaiting-payment'],
  [1, 'paid'],
  [2, 'preparing'],
  [3, 'shipped'],
  [4, 'delivered'],
  [5, 'closed'],
  [6, 'cancelled'],
]);

/**
 * Tried in this order, on lower-case words without accents: what takes a payment back or limits it goes before the word
 * "pagato" itself (`Non pagato`, `Acconto pagato`, `Pagato e rimborsato`).
 */
const byTitle: readonly [RegExp, StatusReading][] = [
  [/^(ordine )?(annull|cancel)/, 'cancelled'],
  [/rimbors|refund|riaccredit|storno|stornat|revers|money back/, 'refunded'],
  [/contest|disput|charge ?back|reclam|controvers|frod|fraud|truff|sospett|rischio|risk\b/, 'disputed'],
  [
    /\bres[oi]\b|restitu|\breturn|rientr|recesso|mancata consegna|non consegnat|undeliver|not delivered/,
    'returned',
  ],
  [/post ?vendita|after ?sales|assistenza|garanzia|\brma\b|sostituzion|riparazion/, 'after-sales'],
  [
    /acconto|caparra|deposit|anticipo|parzial\w*.*(pag|sald|incass)|(pag|sald|incass)\w*.*(parzial|in parte|a meta)/,
    'part-paid',
  ],
  [/partial\w*.*(paid|pay)|(paid|pay)\w*.*partial|part ?paid|\brat[ae]\b|\b(?!100)\d{1,2} ?%/, 'part-paid'],
  [/bozza|draft|preventivo|\bquote|carrello|abbandon|incomplet|da completare/, 'draft'],
  [
    /(pagament|carta|transazion|bonifico|payment|card|transaction).*(rifiut|respint|declin|negat|refus|reject|fallit|fail|scadut|expir|error|non riuscit)/,
    'payment-failed',
  ],
  [/(fail|declin|refus|reject)\w*.*(payment|card)|insolut/, 'payment-failed'],
  [/rifiut|respint|refus|reject|declin|\bfail|fallit/, 'returned'],
  [/annull|cancel|eliminat|\bvoid/, 'cancelled'],
  [
    /(\bnon\b|\bnot\b|\bmai\b|senza|nessun|\bno\b|mancat|manca\b).*(pag|sald|incass|accredit|paid|payment|bonifico|ricevut)/,
    'awaiting-payment',
  ],
  [
    /unpaid|da (pag|sald|incass)|(to be|awaiting|pending|waiting).*(paid|payment|pay|transfer)/,
    'awaiting-payment',
  ],
  [
    /(attesa|sospeso|sospes[oi]|attende).*(pag|bonifico|incass|sald|accredit|paypal|contrassegn|conferma)/,
    'awaiting-payment',
  ],
  [
    /(pagament|bonifico|incasso|payment|transfer)\w*.*(attesa|sospes|corso|elaborazion|verific|controll|pending|process|progress|review|hold|autorizza|authori)/,
    'awaiting-payment',
  ],
  [/autorizzat|authori[sz]ed/, 'awaiting-payment'],
  [
    /pagat[oaie]\b|\bpaid\b|incassat|saldat|accreditat|(pagament|bonifico|incasso)\w*.*(ricev|conferm|complet|effettuat|riuscit|accett|arrivat|verificat|\bok\b)/,
    'paid',
  ],
  [/payment.*(receiv|complet|confirm|accept|success)/, 'paid'],
  [
    /\b(in|da) (attesa|spedire|evadere|preparare|consegnare|ritirare)\b.*(spediz|evasion|ritir|consegn|merce|fornitor|magazzin|lavoraz|produzion|corriere)/,
    'preparing',
  ],
  [/^(in )?attesa$|^(in )?sospes[oi]$|^pending$|^on ?hold$|^awaiting/, 'awaiting-payment'],
  [
    /\b(da|non) (spedi|evade|prepara|consegna|invia)|pront[oa]|ready|awaiting (shipment|pickup|fulfil)/,
    'preparing',
  ],
  [/consegnat[oa]|\bdelivered|ritirat[oa]|picked up/, 'delivered'],
  [/\b(inviat|spedit)[oa]|shipped|in transito|in consegna|affidat|giacenza|dispatched|in transit/, 'shipped'],
  [/chius[oa]|completat[oa]|complete\b|\bclosed|completed|evas[oa]|conclus|archiviat/, 'closed'],
  [
    /allestiment|preparazion|lavorazion|preparing|processing|elaborazion|imball|stampat|picking|produzion/,
    'preparing',
  ],
];

const words = (title: string) =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9%]+/g, ' ')
    .trim();

/**
 * How far an order is: by its status' title in the shop's own list, since a shop may rename and add statuses; where
 * the title says nothing, or the list could not be read (`title` null), by the platform's number.
 */
export function readStatus(id: number | null, title: string | null): StatusReading {
  const said = title === null ? '' : words(title);
  const found = byTitle.find(([pattern]) => pattern.test(said));
  return found?.[1] ?? (id === null ? undefined : builtIn.get(id)) ?? 'other';
}

/** Neither an instant of payment nor a flag makes these paid. */
const neverPaid: ReadonlySet<StatusReading> = new Set([
  'cancelled',
  'part-paid',
  'payment-failed',
  'refunded',
  'returned',
  'disputed',
  'after-sales',
  'draft',
]);

/** What the shop tells of an order's payment. */
export interface PaymentSigns {
  paidAt: Date | null;
  /** A flag "paid", where there is one. */
  paidFlag: boolean | null;
  /** The answer names an instant or a flag of payment, be it empty: this shop tells payments. */
  tellsPayments: boolean;
  status: StatusReading;
  /** Whether the shop has a title for the status, be it one that says nothing to us. */
  isTitled: boolean;
  /** Names and codes of the payment method. */
  methods: readonly string[];
}

/**
 * Whether an order is paid. Source: our reading of the statuses; the platform documents no other sign.
 *
 * - a status that nobody knows and that has no title; refunded, returned, disputed, partly paid, refused, cancelled, in after-sales, a draft: never, whatever else is told.
 * - an instant of payment, or a flag that says so: paid.
 * - status *Pagato* or *Chiuso*: paid.
 * - cash on delivery: once it is delivered.
 * - status past *Pagato* (in preparation, shipped, delivered): paid as well, since an order comes there through it, except
 *   where the shop tells payments and none of this order.
 * - anything else: not paid.
 */
export function isPaid(order: PaymentSigns): boolean {
  if (neverPaid.has(order.status) || isUnheardOf(order)) return false;
  if (order.paidAt !== null || order.paidFlag === true) return true;
  if (order.status === 'paid' || order.status === 'closed') return true;
  const onDelivery = order.methods.some(isCashOnDelivery);
  if (onDelivery) return order.status === 'delivered';
  return !order.tellsPayments && ['preparing', 'shipped', 'delivered'].includes(order.status);
}

/** A status whose number nobody knows and for which the shop has no title: it may say anything. */
const isUnheardOf = ({ status, isTitled }: PaymentSigns) => status === 'other' && !isTitled;

/**
 * Whether a person decides: by the status; a title that says nothing counts as paid where the shop tells a payment.
 */
export function isHeld(order: PaymentSigns): boolean {
  if (isUnheardOf(order)) return true;
  if (order.status === 'other') return order.paidAt === null && order.paidFlag !== true;
  return meanings[order.status] === 'hold';
}
