import type { ClientData, ClientPatch } from './client.ts';

/** Fields that a sync may write to a client that exists. `code` stays the merchant's, `countryIso` goes with `country`. */
const MERGED = [
  'type',
  'name',
  'firstName',
  'lastName',
  'vatNumber',
  'taxCode',
  'street',
  'postalCode',
  'city',
  'province',
  'addressExtra',
  'country',
  'email',
  'certifiedEmail',
  'phone',
  'eInvoiceCode',
  'notes',
] as const;
type MergedField = (typeof MERGED)[number];

/** One address: a part of it is filled in only where the rest does not speak of another place. */
const ADDRESS: readonly MergedField[] = [
  'street',
  'postalCode',
  'city',
  'province',
  'addressExtra',
  'country',
];

/** A mapped client as one text: equal exactly when nothing that a sync would write changed. */
export function canonicalClient(client: ClientData): string {
  return JSON.stringify((['code', ...MERGED, 'countryIso'] as const).map((field) => client[field]));
}

export interface MergeInput {
  /** The shop's side as of the last sync. */
  base: ClientData;
  /** The shop's side now. */
  mapped: ClientData;
  /** Fatture in Cloud's side, as last seen. */
  known: ClientData;
  /** Whether what Fatture in Cloud holds may be overwritten; else only what is empty there is filled in. */
  overwrite: boolean;
}

/**
 * What to write to the client: only fields that changed in the shop since the last sync and differ from what Fatture in
 * Cloud holds, so that the merchant's own edits stay. Nothing to write: no call. Merged again after it was written
 * (`base` and `known` moved on), it is empty.
 */
export function planPatch({ base, mapped, known, overwrite }: MergeInput): ClientPatch {
  const patch: Record<string, string | null> = {};
  for (const field of MERGED) {
    if (isSame(field, mapped, base) || isSame(field, mapped, known)) continue;
    if (mapped[field] === null) {
      // Emptied in the shop: emptied here only where it still is what came from the shop.
      if (overwrite && isSame(field, known, base)) patch[field] = null;
    } else if (known[field] === null) {
      if (overwrite || fits(field, mapped, known)) patch[field] = mapped[field];
    } else if (overwrite && !(field === 'name' && isPlaceholder(mapped))) {
      patch[field] = mapped[field];
    }
  }
  if (patch.country !== undefined) patch.countryIso = mapped.countryIso;
  return patch as ClientPatch;
}

/** Gaps that are no reason for a call by themselves; they are filled where there is one. */
const NO_REASON: readonly MergedField[] = ['type', 'firstName', 'lastName', 'addressExtra', 'notes'];
/** Codes that say there is none. Source: FatturaPA 1.1.4. */
const NO_CODE = ['0000000', 'XXXXXXX'];

/**
 * What to write to a client of the merchant's as it is linked: what is empty there and the shop knows. Nothing, where
 * only trifles are missing.
 */
export function planFill(mapped: ClientData, known: ClientData): ClientPatch {
  const nothing = Object.fromEntries(MERGED.map((field) => [field, null])) as unknown as ClientData;
  const patch = planPatch({ base: nothing, mapped, known, overwrite: false });
  const isReason = (field: MergedField) =>
    patch[field] !== undefined &&
    !NO_REASON.includes(field) &&
    !(field === 'eInvoiceCode' && NO_CODE.includes(patch.eInvoiceCode ?? ''));
  return MERGED.some(isReason) ? patch : {};
}

/** The client once the patch is written. */
export function applyPatch(known: ClientData, patch: ClientPatch): ClientData {
  return { ...known, ...patch };
}

function isSame(field: MergedField, one: ClientData, other: ClientData): boolean {
  if (field === 'country' && one.countryIso !== null && one.countryIso === other.countryIso) return true;
  return fold(field, one[field]) === fold(field, other[field]);
}

function fold(field: MergedField, value: string | null): string {
  const text = value?.trim() ?? '';
  return field === 'email' || field === 'certifiedEmail' ? text.toLowerCase() : text;
}

/** A customer without a name goes by the e-mail address: no reason to replace a name that somebody typed. */
function isPlaceholder(client: ClientData): boolean {
  return client.email !== null && client.name === client.email;
}

/** Whether an empty field may be filled in without making two addresses, or two names, into one. */
function fits(field: MergedField, mapped: ClientData, known: ClientData): boolean {
  const plain = (value: string | null) => (value ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const contradicts = (other: MergedField) =>
    known[other] !== null && mapped[other] !== null && plain(known[other]) !== plain(mapped[other]);
  if (ADDRESS.includes(field)) return !ADDRESS.some(contradicts);
  if (field === 'firstName' || field === 'lastName') return !contradicts('name');
  return true;
}
