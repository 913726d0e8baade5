import { noPermission } from '../errors.ts';
import type { Grant } from './tokens.ts';

/** Resources with their Italian names; each has `:r` (read) and `:a` (write, which includes reading). */
const resources: Record<string, string> = {
  'entity.clients': 'i clienti',
  'entity.suppliers': 'i fornitori',
  products: 'i prodotti',
  stock: 'il magazzino',
  receipts: 'i corrispettivi',
  received_documents: 'gli acquisti',
  taxes: 'gli F24',
  archive: 'l’archivio',
  calendar: 'il calendario',
  cashbook: 'la prima nota',
  settings: 'le impostazioni',
  'issued_documents.invoices': 'le fatture',
  'issued_documents.credit_notes': 'le note di credito',
  'issued_documents.receipts': 'le ricevute',
  'issued_documents.orders': 'gli ordini',
  'issued_documents.quotes': 'i preventivi',
  'issued_documents.proformas': 'le proforma',
  'issued_documents.delivery_notes': 'i DDT',
  'issued_documents.work_reports': 'i rapportini',
  'issued_documents.supplier_orders': 'gli ordini ai fornitori',
  'issued_documents.self_invoices': 'le autofatture',
};

export const knownScopes: ReadonlySet<string> = new Set([
  ...Object.keys(resources).flatMap((resource) => [`${resource}:r`, `${resource}:a`]),
  'situation:r',
  'emails:r',
]);

/** A scope in Italian, for the consent page. */
export function scopeTexts(scope: string): string {
  const [resource = '', level] = scope.split(':');
  const name = resources[resource] ?? resource;
  return level === 'a' ? `vedere e modificare ${name}` : `vedere ${name}`;
}

/** The resource of a type of document, e.g. `issued_documents.orders`. */
export function documentResource(type: string): string {
  return type.startsWith('self_') ? 'issued_documents.self_invoices' : `issued_documents.${type}s`;
}

export function hasScope(grant: Grant, resource: string, level: 'r' | 'a'): boolean {
  return grant.scopes.includes(`${resource}:a`) || (level === 'r' && grant.scopes.includes(`${resource}:r`));
}

/** Throws 403 `NO_PERMISSION` where the app was not given the scope. */
export function requireScope(grant: Grant, resource: string, level: 'r' | 'a'): void {
  if (!hasScope(grant, resource, level)) throw noPermission();
}
