import { type EInvoiceState, eInvoiceStateSchema } from '../../src/contract/e-invoice/e-invoice.ts';
import type { SettingsSection } from '../api/settings.ts';

/** Order of the settings tabs: the six of the vendor's guide, then the way to the SDI. */
export const settingsTabs = [
  'orders',
  'customers',
  'products',
  'template',
  'vat',
  'paymentAccount',
  'eInvoice',
] as const satisfies readonly SettingsSection[];
export type SettingsTab = (typeof settingsTabs)[number];

export type Route =
  | { view: 'home' }
  /** `failed`: only those that a person must mend; `eInvoice`: only those whose invoice stands there. */
  | { view: 'orders'; failed?: boolean; changed?: boolean; eInvoice?: EInvoiceState }
  | { view: 'settings'; section: SettingsTab }
  /** The register of sales without an invoice. */
  | { view: 'receipts' }
  | { view: 'connection' }
  | { view: 'company' }
  /** Part of the connection. */
  | { view: 'accesses' };

const slugs: Record<SettingsTab, string> = {
  orders: 'ordini',
  customers: 'clienti',
  products: 'prodotti',
  template: 'template',
  vat: 'iva',
  paymentAccount: 'conto-di-saldo',
  eInvoice: 'fattura-elettronica',
};

/** The address's fragment of a view; the path stays the server's, since the session hangs on `?instance=`. */
export function hashOf(route: Route): string {
  switch (route.view) {
    case 'home':
      return '#/panoramica';
    case 'orders':
      if (route.eInvoice !== undefined) return `#/invii/sdi/${route.eInvoice}`;
      if (route.changed) return '#/invii/da-controllare';
      return route.failed ? '#/invii/da-correggere' : '#/invii';
    case 'settings':
      return `#/impostazioni/${slugs[route.section]}`;
    case 'receipts':
      return '#/corrispettivi';
    case 'connection':
      return '#/collegamento';
    case 'accesses':
      return '#/accessi';
    case 'company':
      return '#/azienda';
  }
}

/** null for a fragment that names no view. */
export function parseHash(hash: string): Route | null {
  if (hash === '#/panoramica') return { view: 'home' };
  if (hash === '#/invii') return { view: 'orders' };
  const eInvoice = eInvoiceStateSchema.safeParse(/^#\/invii\/sdi\/([a-z-]+)$/.exec(hash)?.[1]);
  if (eInvoice.success) return { view: 'orders', eInvoice: eInvoice.data };
  if (hash === '#/invii/da-correggere') return { view: 'orders', failed: true };
  if (hash === '#/invii/da-controllare') return { view: 'orders', changed: true };
  if (hash === '#/corrispettivi') return { view: 'receipts' };
  if (hash === '#/azienda') return { view: 'company' };
  if (hash === '#/collegamento') return { view: 'connection' };
  if (hash === '#/accessi') return { view: 'accesses' };
  if (hash === '#/impostazioni') return { view: 'settings', section: 'orders' };
  const section = settingsTabs.find((name) => hash === `#/impostazioni/${slugs[name]}`);
  return section === undefined ? null : { view: 'settings', section };
}

/** The order of `/tscommerce/embed/orders/:orderId`; null on every other page. */
export function orderOfPath(pathname: string): string | null {
  const found = /^\/tscommerce\/embed\/orders\/([^/]+)\/?$/.exec(pathname)?.[1];
  if (found === undefined) return null;
  try {
    return decodeURIComponent(found);
  } catch {
    return null;
  }
}

/** The panel's own address, from the page of one order. */
export function panelAddress(route: Route): string {
  return `/tscommerce/embed${window.location.search}${hashOf(route)}`;
}
