import { createHash } from 'node:crypto';
import type { ClientKeys } from '../../domain/customers/client-match.ts';

/** Enough of a SHA-256 that no two guests of a shop share it. */
const DIGITS = 32;

/**
 * The id of somebody who bought without an account: told apart by the e-mail address, and where that is shared by the
 * fiscal numbers and by what buys, a firm or a person. It is a print, so that no address stands in a key or a code. Null:
 * nothing tells them from anybody else.
 */
export function guestId({
  email,
  vat,
  tax,
  kind,
}: Pick<ClientKeys, 'email' | 'vat' | 'tax' | 'kind'>): string | null {
  if (email === null && vat === null && tax === null) return null;
  const print = createHash('sha256')
    .update(JSON.stringify([email, vat, tax, kind]))
    .digest('hex');
  return `guest-${print.slice(0, DIGITS)}`;
}
