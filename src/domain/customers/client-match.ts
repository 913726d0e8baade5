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
  /** A firm or body, or a private person; null: nothing tells. */
  kind: 'firm' | 'person' | null;
  /** Its words in lower case, sorted. Nobody is recognised by it: it tells whether a firm is perhaps a person. */
  name: string;
}

export interface KeyedClient extends ClientKeys {
  clientId: number;
}

type Subject = Pick<ClientData, 'code' | 'vatNumber' | 'taxCode' | 'email' | 'countryIso'> &
  Partial<Pick<ClientData, 'type' | 'name'>>;

/** Keys of a client as mapped from the shop or as read from Fatture in Cloud, however the merchant typed it there. */
export function clientKeys(client: Subject): ClientKeys {
  const tax = normalizeTaxId(client.taxCode) || null;
  const vat = vatKey(client.vatNumber, client.countryIso);
  const words = (client.name ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return {
    code: client.code?.trim() || null,
    vat,
    tax,
    email: client.email?.trim().toLowerCase() || null,
    kind: kindOf(client.type ?? null, vat, tax),
    name: words.sort().join(' '),
  };
}

function vatKey(typed: string | null, countryIso: string | null): string | null {
  const number = normalizeTaxId(typed);
  if (number === '') return null;
  const told = /^([A-Z]{2})(?=[A-Z]?\d)/.exec(number)?.[1] ?? null;
  const country = told ?? vatPrefix(countryIso ?? 'IT');
  return `${country}:${told === null ? number : number.slice(2)}`;
}

/** A body's codice fiscale has the form of a partita IVA: eleven digits. */
const isBodyCode = (code: string | null): code is string => code !== null && /^\d{11}$/.test(code);

function kindOf(type: string | null, vat: string | null, tax: string | null): ClientKeys['kind'] {
  if (vat !== null || isBodyCode(tax)) return 'firm';
  if (tax !== null || type === 'person') return 'person';
  return type === null ? null : 'firm';
}

/** The same eleven digits as codice fiscale and as Italian partita IVA. */
export const vatOfTax = (tax: string | null) => (isBodyCode(tax) ? `IT:${tax}` : null);
export const taxOfVat = (vat: string | null) => (/^IT:\d{11}$/.test(vat ?? '') ? (vat ?? '').slice(3) : null);

/**
 * The client that is this customer's: by our code, partita IVA, codice fiscale (the same eleven digits may stand here as
 * the one and there as the other), then e-mail address; the oldest one (lowest id) where several are. An e-mail address
 * that two subjects share (a couple, a person and a firm, an accountant of several firms) makes nobody the same subject.
 *
 * @param olderCode The code of versions before, which names no shop.
 */
export function matchClient(
  wanted: ClientKeys,
  candidates: readonly KeyedClient[],
  olderCode: string | null = null,
): number | null {
  const tests: ((candidate: KeyedClient) => boolean)[] = [
    ({ code }) => wanted.code !== null && code === wanted.code,
    (candidate) => olderCode !== null && candidate.code === olderCode && agrees(wanted, candidate),
    (candidate) => wanted.vat !== null && candidate.vat === wanted.vat && !areTwoBodies(wanted, candidate),
    ({ tax }) => wanted.tax !== null && tax === wanted.tax,
    (candidate) => isCrossed(wanted, candidate) || isCrossed(candidate, wanted),
    (candidate) =>
      wanted.email !== null && candidate.email === wanted.email && !isOtherSubject(wanted, candidate),
  ];
  for (const test of tests) {
    const found = candidates.filter(test);
    if (found.length > 0) return Math.min(...found.map(({ clientId }) => clientId));
  }
  return null;
}

/** Its codice fiscale is the other's partita IVA, and neither has another one. */
function isCrossed(one: ClientKeys, other: ClientKeys): boolean {
  const vat = vatOfTax(one.tax);
  return (
    vat !== null && vat === other.vat && (one.vat === null || one.vat === vat) && !areTwoBodies(one, other)
  );
}

/** A VAT group: one partita IVA, and each member's own codice fiscale. One that only repeats the partita IVA tells none. */
function areTwoBodies(one: ClientKeys, other: ClientKeys): boolean {
  const own = ({ tax, vat }: ClientKeys) => (isBodyCode(tax) && tax !== taxOfVat(vat) ? tax : null);
  const [a, b] = [own(one), own(other)];
  return a !== null && b !== null && a !== b;
}

/** A key besides the code says that they are one. */
function agrees(one: ClientKeys, other: ClientKeys): boolean {
  if (isOtherSubject(one, other)) return false;
  return (['vat', 'tax', 'email'] as const).some((key) => one[key] !== null && one[key] === other[key]);
}

/** Whether their fiscal numbers make them two (true) or one (false); null: these do not tell. */
function areTwoByNumbers(one: ClientKeys, other: ClientKeys): boolean | null {
  const firms = ({ vat, tax }: ClientKeys) => [vat, vatOfTax(tax)].filter((number) => number !== null);
  const [mine, theirs] = [firms(one), firms(other)];
  if (mine.some((number) => theirs.includes(number))) return areTwoBodies(one, other);
  if (mine.length > 0 && theirs.length > 0) return true;
  return one.tax === null || other.tax === null ? null : one.tax !== other.tax;
}

/** Whether their fiscal numbers contradict each other. */
export const haveOtherNumbers = (one: ClientKeys, other: ClientKeys) => areTwoByNumbers(one, other) === true;

/**
 * Whether they are certainly two: different fiscal numbers, or a firm and a person. A firm without a number that has the
 * person's name may be the person, as merchants type them.
 */
export function isOtherSubject(one: ClientKeys, other: ClientKeys): boolean {
  const byNumbers = areTwoByNumbers(one, other);
  if (byNumbers !== null) return byNumbers;
  if (one.kind === null || other.kind === null || one.kind === other.kind) return false;
  const isNumbered = ({ vat, tax }: ClientKeys) => vat !== null || vatOfTax(tax) !== null;
  return isNumbered(one) || isNumbered(other) || one.name !== other.name;
}
