import { normalizeTaxId } from '../party/tax-ids.ts';

/** One person or firm as a merchant names them: what the text may be, each part null where it cannot be that. */
export interface SubjectQuery {
  /** Lower case. */
  email: string | null;
  /** Codice fiscale or VAT number, normalized, without the prefix `IT`. */
  taxId: string | null;
  /** Order number, or the platform's order id, lower case without `#`. */
  order: string | null;
}

/** By their form alone: a buyer's mistyped one is personal data too. */
const ITALIAN = /^(\d{11}|[A-Z]{6}[A-Z0-9]{10})$/;
/** A foreign VAT number begins with its country; without that a number of digits is an order's. */
const FOREIGN_VAT = /^[A-Z]{2}[A-Z0-9]{2,13}$/;

/**
 * Reads an e-mail address, a codice fiscale, a partita IVA or an order number out of what was typed. A text may be an
 * order number and a tax number at once: both are looked for.
 */
export function readSubjectQuery(text: string): SubjectQuery {
  const typed = text.trim();
  if (typed.includes('@')) return { email: typed.toLowerCase(), taxId: null, order: null };
  return { email: null, taxId: readTaxId(typed), order: typed.replace(/^#\s*/, '').toLowerCase() || null };
}

function readTaxId(typed: string): string | null {
  const id = normalizeTaxId(typed);
  const italian = id.replace(/^IT(?=\d{11}$)/, '');
  if (ITALIAN.test(italian)) return italian;
  return FOREIGN_VAT.test(id) && /\d/.test(id) ? id : null;
}
