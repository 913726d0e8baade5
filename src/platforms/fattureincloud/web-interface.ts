import type { AnyDocumentKind } from '../../ports/invoicing.ts';

/** Where the vendor's API and its web interface are. */
const API_HOST = 'api-v2.fattureincloud.it';
const WEB_INTERFACE = 'https://secure.fattureincloud.it';

/**
 * Paths of documents in the web interface. Nowhere documented: seen in public code that links to invoices, and by the
 * same form for orders. Where one is wrong, the interface opens at its beginning, and the PDF is had by the API.
 */
const PATHS: Record<AnyDocumentKind, string> = {
  invoice: 'invoices/view',
  order: 'orders/view',
  'credit-note': 'credit_notes/view',
};

/** The web interface beside an API: the vendor's own, or what answers at the same address (a sandbox). */
export function webInterfaceOf(apiUrl: string): string {
  const { host, origin } = new URL(apiUrl);
  return host === API_HOST ? WEB_INTERFACE : origin;
}

/** A document's address in the web interface, which stays; the API's `url` is a PDF's and dies after seven days. */
export function documentLink(webInterface: string, kind: AnyDocumentKind, id: number): string {
  return `${webInterface}/${PATHS[kind]}/${id}`;
}
