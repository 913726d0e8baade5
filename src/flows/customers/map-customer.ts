import { createHash } from 'node:crypto';
import { buildEntity } from '../../document/buyer/buyer.ts';
import { type ClientData, clientCode } from '../../domain/customers/client.ts';
import { canonicalClient } from '../../domain/customers/client-merge.ts';
import type { ShopCustomer } from '../../domain/customers/customer.ts';
import { cleanLines } from '../../domain/text.ts';

/** Longest notes that are handed on; a page of text, the rest stays in the shop. */
const NOTES_MAX = 1000;

/** A customer of the shop as a client of Fatture in Cloud: the same rules as a document's buyer, leniently read. */
export function mapCustomer(customer: ShopCustomer): ClientData {
  const { entity } = buildEntity(customer.party, { kind: 'order' });
  const { id: _id, shippingAddress: _shipping, ...fields } = entity;
  return {
    ...fields,
    code: clientCode(customer.id),
    notes: cleanLines(customer.notes, NOTES_MAX) || null,
  };
}

/** SHA-256 (hex) of a mapped client. */
export function hashClient(client: ClientData): string {
  return createHash('sha256').update(canonicalClient(client)).digest('hex');
}
