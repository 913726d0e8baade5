import { type Html, html } from '../../common/html.ts';
import { paymentMethods } from '../catalogue.ts';
import type { OrderPartial } from '../orders.ts';
import { makeCompany, makeForeigner, makeGuest } from '../people.ts';
import type { Shop } from '../state.ts';
import type { Address } from '../types.ts';
import { base } from './layout.ts';

const buyers: readonly [string, string][] = [
  ['', 'a caso'],
  ['account', 'cliente registrato'],
  ['guest', 'ospite nuovo'],
  ['again', 'l’ultimo ospite, di nuovo'],
  ['company', 'azienda con codice SDI'],
  ['union', 'azienda di un altro Paese UE'],
  ['outside', 'persona fuori dall’UE'],
];

const options = (rows: readonly (readonly [string, string])[]): Html[] =>
  rows.map(([value, title]) => html`<option value="${value}">${title}</option>`);

/** Every kind of order that a person may want to see sent. */
export function newOrderForm(shop: Shop): Html {
  const goods = shop.products.map((product): [string, string] => [
    product.sku,
    `${product.title}${product.variants ? ` (${product.variants.name})` : ''}`,
  ]);
  return html`<form method="post" action="${base(shop)}/orders" class="row" data-testid="new-order-form">
<label>Acquirente <select name="buyer" data-testid="new-order-buyer">${options(buyers)}</select></label>
<label>Prodotto <select name="sku" data-testid="new-order-product">${options([['', 'a caso'], ...goods])}</select></label>
<label>Pagamento <select name="payment" data-testid="new-order-payment">${options([['', 'a caso'], ...paymentMethods.map((name) => [name, name] as const)])}</select></label>
<label>Fattura <select name="invoice" data-testid="new-order-invoice">${options([
    ['', 'a caso'],
    ['1', 'richiesta'],
    ['0', 'non richiesta'],
  ])}</select></label>
<button class="primary" data-testid="new-order">Nuovo ordine</button></form>`;
}

function buyer(shop: Shop, kind: string | undefined): Address | null {
  const { random, customers, orders } = shop;
  switch (kind) {
    case 'account':
      return customers.length > 0 ? random.pick(customers).address : null;
    case 'guest':
      return makeGuest(random);
    case 'again':
      return orders.findLast(({ billing }) => billing.userUID === '')?.billing ?? makeGuest(random);
    case 'company':
      return makeCompany(random);
    case 'union':
    case 'outside':
      return makeForeigner(random, kind);
    default:
      return null;
  }
}

/** What the form asked for; what it left open is made up. */
export function wishOf(shop: Shop, form: Record<string, string | undefined>): OrderPartial {
  const billing = buyer(shop, form.buyer);
  return {
    ...(form.invoice ? { invoice: form.invoice === '1' } : {}),
    ...(billing ? { billing, delivery: { ...billing, vat: '', taxCode: '', pec: '', sdi: '' } } : {}),
    ...(form.payment ? { paymentMethod: form.payment } : {}),
    ...(form.sku ? { items: [{ sku: form.sku }] } : {}),
  };
}
