import { normalizeTaxId, vatPrefix } from '../party/tax-ids.ts';
import type { ClientData } from './client.ts';

/** What a client is recognised by; equal keys are the same subject. Null: cannot be recognised by it. */
export interface ClientKeys {
  code: string | null;
  /** `<country>:<number>`, without the number's own country prefix. */
  vat: string | null;
  tax: string | null;
  /** Lower case. */
  email: string | null;
}

export interface KeyedClient extends ClientKeys {
  clientId: number;
}

/** Keys of a client as mapped from the shop or as read from Fatture in Cloud, however the merchant typed it there. */
export function clientKeys(
  client: Pick<ClientData, 'code' | 'vatNumber' | 'taxCode' | 'email' | 'countryIso'>,
): ClientKeys {
  const tax = normalizeTaxId(client.taxCode);
  return {
    code: client.code?.trim() || null,
    vat: vatKey(client.vatNumber, client.countryIso),
    tax: tax === '' ? null : tax,
    email: client.email?.trim().toLowerCase() || null,
  };
}

function vatKey(typed: string | null, countryIso: string | null): string | null {
  const number = normalizeTaxId(typed);
  if (number === '') return null;
  const told = /^([A-Z]{2})(?=[A-Z]?\d)/.exec(number)?.[1] ?? null;
  const country = told ?? vatPrefix(countryIso ?? 'IT');
  return `${country}:${told === null ? number : number.slice(2)}`;
}

/**
 * The client that is this customer's: by our code, partita IVA, codice fiscale, then e-mail address; the oldest one
 * (lowest id) where several are. An e-mail address that two subjects with different fiscal numbers share (a couple, an
 * accountant of several companies) makes nobody the same subject.
 */
export function matchClient(wanted: ClientKeys, candidates: readonly KeyedClient[]): number | null {
  const oldest = (found: readonly KeyedClient[]) =>
    found.length === 0 ? null : Math.min(...found.map(({ clientId }) => clientId));
  for (const key of ['code', 'vat', 'tax'] as const) {
    if (wanted[key] === null) continue;
    const id = oldest(candidates.filter((candidate) => candidate[key] === wanted[key]));
    if (id !== null) return id;
  }
  if (wanted.email === null) return null;
  return oldest(
    candidates.filter((candidate) => candidate.email === wanted.email && !isOtherSubject(wanted, candidate)),
  );
}

function isOtherSubject(one: ClientKeys, other: ClientKeys): boolean {
  const differs = (key: 'vat' | 'tax') => one[key] !== null && other[key] !== null && one[key] !== other[key];
  return differs('vat') || differs('tax');
}
