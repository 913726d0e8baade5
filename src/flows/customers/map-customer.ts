import { createHash } from 'node:crypto';
import { buildEntity } from '../../document/buyer/buyer.ts';
import { type ClientData, clientCode } from '../../domain/customers/client.ts';
import { clientKeys } from '../../domain/customers/client-match.ts';
import { canonicalClient } from '../../domain/customers/client-merge.ts';
import type { ShopCustomer } from '../../domain/customers/customer.ts';
import type { Party } from '../../domain/party/party.ts';
import { cleanLines } from '../../domain/text.ts';
import { guestId } from './guest.ts';

/** Longest notes that are handed on; a page of text, the rest stays in the shop. */
const NOTES_MAX = 1000;

/**
 * A customer of the shop as a client of Fatture in Cloud: the same rules as a document's buyer, leniently read. A guest's
 * id becomes the print of what tells them apart.
 */
export function mapCustomer(
  customer: ShopCustomer,
  storeUid: string,
): { customer: ShopCustomer; mapped: ClientData } {
  const fields = clientFields(customer.party);
  const known = customer.isGuest ? guestId(clientKeys(fields)) : null;
  const id = known ?? customer.id;
  const notes = cleanLines(customer.notes, NOTES_MAX) || null;
  return {
    customer: { ...customer, id },
    mapped: { ...fields, code: clientCode(storeUid, id), notes },
  };
}

/** A party in the fields of a client; it has no code and no notes. */
export function clientFields(party: Party): ClientData {
  const { entity } = buildEntity(party, { kind: 'order' });
  const { id: _id, shippingAddress: _shipping, ...fields } = entity;
  return { ...fields, code: null, notes: null };
}

/** SHA-256 (hex) of a mapped client. */
export function hashClient(client: ClientData): string {
  return createHash('sha256').update(canonicalClient(client)).digest('hex');
}
