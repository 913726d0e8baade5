import type { Sandbox, Shop } from '../../sandbox/index.ts';
import { transmissions } from './e-invoices.ts';
import type { Merchant } from './merchant.ts';

/** A shop in the chaos, with the orders that were placed in it. */
export interface ChaosShop {
  shop: Shop;
  company: number;
  merchant: Merchant;
  orders: string[];
}

/** What the plug-in knows of an invoice. */
export interface KnownInvoice {
  company: number;
  orderId: string;
  documentId: number;
  state: string;
  act: string | null;
  wantsCopy: boolean | null;
  copy: string | null;
  problem: string | null;
  number: string;
  date: string;
}

/** The SDI's last words, and what they are called here. */
const LAST: Readonly<Record<string, string>> = {
  accepted: 'delivered',
  no_response: 'delivered',
  not_delivered: 'not-delivered',
  rejected: 'rejected',
  discarded: 'discarded',
  error: 'error',
};

/** Those with which it has the invoice, and which a buyer gets a copy of. */
const COPIED = new Set(['delivered', 'not-delivered']);

/** Of the discarded ones every second is corrected: ids that are divisible by it. */
export const CORRECTED_EVERY = 40;

/** As the order's id stands in a document's marker. */
const inMarker = (order: string) => order.replaceAll('_', '.5f.');

const invoicesOf = (sandbox: Sandbox, company: number) =>
  sandbox.fic.documents(company).filter(({ type }) => type === 'invoice');

/** Whether every invoice that was wished for has come to its end, and is known to have. */
export function isConcluded(sandbox: Sandbox, shop: ChaosShop, known: readonly KnownInvoice[]): boolean {
  const byDocument = new Map(known.map((invoice) => [invoice.documentId, invoice]));
  const documents = invoicesOf(sandbox, shop.company);
  return (
    documents.length >= shop.orders.length &&
    documents.every(({ id, ei_status: status }) => {
      const invoice = byDocument.get(id);
      if (invoice === undefined || invoice.act !== null) return false;
      // One that was rejected meanwhile gets no copy any more.
      if (COPIED.has(invoice.state) && ['due', 'sending'].includes(invoice.copy ?? '')) return false;
      const waitsForPerson = status === 'discarded' && id % CORRECTED_EVERY === 0;
      return invoice.state === LAST[status ?? ''] && !waitsForPerson;
    })
  );
}

/** What was promised of a shop's invoices and is not so, a line each; none where all is well. */
export function brokenPromises(sandbox: Sandbox, shop: ChaosShop, all: readonly KnownInvoice[]): string[] {
  const { company, orders } = shop;
  const broken: string[] = [];
  const documents = invoicesOf(sandbox, company);
  const known = all.filter((invoice) => invoice.company === company);
  for (const order of orders) {
    const made = documents.filter(({ subject }) => subject.includes(`:${inMarker(order)}:`));
    if (made.length !== 1) broken.push(`order ${order}: ${made.length} invoices`);
    const rows = known.filter(({ orderId }) => orderId === order);
    if (rows.length !== 1) broken.push(`order ${order}: ${rows.length} invoices known`);
  }
  if (documents.length !== orders.length) broken.push(`${documents.length} of ${orders.length} invoices`);

  const sent = transmissions(sandbox, company);
  const { emails } = sandbox.fic.sdi(company);
  for (const { id, number, numeration, date, ei_status: status } of documents) {
    const tell = (text: string) => broken.push(`invoice ${id} (${status}): ${text}`);
    const times = sent.get(id) ?? 0;
    const isCorrected = id % CORRECTED_EVERY === 0;
    if (times !== (isCorrected ? 2 : 1)) tell(`sent ${times} times`);
    const copies = emails.filter(({ documentId }) => documentId === id).length;
    if (copies > 1) tell(`${copies} copies`);
    const invoice = known.find(({ documentId }) => documentId === id);
    if (invoice === undefined) {
      tell('not known');
      continue;
    }
    if (invoice.state !== LAST[status ?? '']) tell(`known as ${invoice.state}`);
    if (invoice.number !== `${number}${numeration}` || invoice.date !== date)
      tell(`known as ${invoice.number} of ${invoice.date}`);
    if (invoice.act !== null) tell(`still to do: ${invoice.act}`);
    if ((status === 'discarded') !== (invoice.problem === 'e-invoice-discarded'))
      tell(`its problem: ${invoice.problem}`);
    const { copy, wantsCopy } = invoice;
    const isCopied = wantsCopy === true && COPIED.has(invoice.state);
    if (isCopied && !['sent', 'unknown', 'failed'].includes(copy ?? '')) tell(`its copy: ${copy}`);
    if (copy === 'sent' && copies !== 1) tell('its copy is said to be sent');
    if (copies === 1 && copy !== 'sent' && copy !== 'unknown') tell(`its copy went, and is ${copy}`);
    if (wantsCopy !== true && copies > 0) tell('a copy that nobody wants');
    if (copies > 0 && (status === 'discarded' || status === 'error')) tell('a copy of what was not issued');
  }
  return broken;
}
