/**
 * A client (cliente) of Fatture in Cloud's address book. Null is nothing: the API writes it as an empty text.
 * Texts are bounded as the document's buyer is (`document/buyer.ts`).
 */
export interface ClientData {
  /** The client's code in the address book: ours (`TSC-…`) where we made it, else the merchant's. */
  code: string | null;
  type: 'company' | 'person' | 'pa' | 'condo';
  name: string;
  firstName: string | null;
  lastName: string | null;
  /** Without country prefix for Italy. */
  vatNumber: string | null;
  taxCode: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  /** Two letters, Italy only. */
  province: string | null;
  addressExtra: string | null;
  /** Italian name, e.g. `Italia`. */
  country: string | null;
  /** ISO 3166-1 alpha-2. */
  countryIso: string | null;
  email: string | null;
  certifiedEmail: string | null;
  phone: string | null;
  eInvoiceCode: string | null;
  notes: string | null;
}

/** A client as Fatture in Cloud holds it. */
export interface InvoicingClient extends ClientData {
  id: number;
}

/** Fields to write; what is absent stays as it is, null empties. */
export type ClientPatch = Partial<ClientData>;

const CODE_PREFIX = 'TSC-';

/** Letters and digits stay, every other character becomes `.<hex>.`, so that a code holds none that a search gives a meaning to. */
const escaped = (text: string) =>
  Array.from(text, (character) =>
    /^[A-Za-z0-9]$/.test(character) ? character : `.${(character.codePointAt(0) ?? 0).toString(16)}.`,
  ).join('');

/** How the codes of the clients begin that this store's customers are made as: `TSC-<uid>-`. */
export const codePrefix = (storeUid: string) => `${CODE_PREFIX}${escaped(storeUid)}-`;

/**
 * The code by which a client that we made is found again: `TSC-<uid>-<customer id>`. Two shops on one company may have
 * customers of the same id.
 */
export const clientCode = (storeUid: string, customerId: string) =>
  `${codePrefix(storeUid)}${escaped(customerId)}`;

/** The code that versions before gave, which does not tell the shop: it counts only where another key agrees. */
export const olderClientCode = (customerId: string) => `${CODE_PREFIX}${escaped(customerId)}`;
