import { romeTimestamp } from '../../common/time.ts';
import { invalid } from '../errors.ts';
import type { ClientInput } from '../input.ts';
import type { Client } from '../types.ts';

const texts = [
  'code',
  'first_name',
  'last_name',
  'contact_person',
  'vat_number',
  'tax_code',
  'address_street',
  'address_postal_code',
  'address_city',
  'address_province',
  'address_extra',
  'email',
  'certified_email',
  'phone',
  'fax',
  'notes',
  'shipping_address',
  'ei_code',
] as const;

const countryNames = new Intl.DisplayNames(['it'], { type: 'region' });

function checked(input: ClientInput, name: string | null | undefined): string {
  if (!name?.trim()) throw invalid({ 'data.name': ['Il campo data.name è obbligatorio.'] });
  const fields: Record<string, string[]> = {};
  if (input.country_iso && !/^[A-Z]{2}$/.test(input.country_iso)) {
    fields['data.country_iso'] = ['Il paese selezionato non esiste.'];
  }
  if (input.email && !/^[^@\s]+@[^@\s]+$/.test(input.email)) {
    fields['data.email'] = ['L’indirizzo e-mail non è valido.'];
  }
  if (Object.keys(fields).length > 0) throw invalid(fields);
  return name;
}

export function createClient(input: ClientInput, id: number, now: Date): Client {
  const name = checked(input, input.name);
  const iso = input.country_iso ?? 'IT';
  const client: Client = {
    id,
    name,
    type: input.type ?? 'company',
    ...Object.fromEntries(texts.map((field) => [field, input[field] ?? ''])),
    country: input.country ?? countryNames.of(iso) ?? '',
    country_iso: iso,
    e_invoice: input.e_invoice ?? false,
    default_payment_terms: 0,
    default_payment_terms_type: 'standard',
    default_vat: null,
    bank_name: '',
    bank_iban: '',
    bank_swift_code: '',
    discount_highlight: false,
    default_discount: 0,
    has_intent_declaration: false,
    created_at: romeTimestamp(now),
    updated_at: romeTimestamp(now),
  };
  return client;
}

/** Only the fields that the request names change. */
export function modifyClient(target: Client, input: ClientInput, now: Date): Client {
  checked(input, input.name === undefined ? target.name : input.name);
  const client: Record<string, unknown> = target;
  for (const field of [...texts, 'name', 'type', 'country', 'country_iso', 'e_invoice'] as const) {
    const value = input[field];
    if (value !== undefined) client[field] = value ?? '';
  }
  client.updated_at = romeTimestamp(now);
  return target;
}
