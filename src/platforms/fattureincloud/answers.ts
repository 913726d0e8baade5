import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { DocumentTotals } from '../../document/issued-document.ts';
import type { InvoicingCatalogue, NamedId, PaymentAccount, VatType } from '../../domain/catalogue.ts';
import type { InvoicingClient } from '../../domain/customers/client.ts';
import { toCents } from '../../domain/money.ts';
import type { CreatedDocument } from '../../ports/invoicing.ts';
import { webAddress } from '../web-address.ts';

/** Fatture in Cloud's answers → our words. Source of the names: openapi.json 2.1.8. */

/** Decimal euros → cents, half away from zero. */
const cents = z.coerce.number().transform((euros) => toCents(new Decimal(euros)));
export const text = z.string().nullish().catch(null);
export const id = z.number().int();

/** A list whose unreadable rows are left out. */
export function rows<T>(schema: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .nullish()
    .catch([])
    .transform((list) =>
      (list ?? []).flatMap((row) => {
        const parsed = schema.safeParse(row);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

/** A document as created or listed. */
const documentSchema = z.object({
  id,
  number: z.number().nullish().catch(null),
  numeration: text,
  date: text,
  subject: text,
  amount_net: cents,
  amount_vat: cents,
  amount_gross: cents,
});

function toCreated(document: z.output<typeof documentSchema>): Omit<CreatedDocument, 'url'> {
  return {
    id: document.id,
    number: `${document.number ?? ''}${document.numeration ?? ''}`,
    date: readDay(document.date),
    netCents: document.amount_net,
    vatCents: document.amount_vat,
    grossCents: document.amount_gross,
  };
}

/** A day, `YYYY-MM-DD`; null for anything else. */
export const readDay = (value: string | null | undefined): string | null =>
  value != null && z.iso.date().safeParse(value.slice(0, 10)).success ? value.slice(0, 10) : null;

const totalsSchema = z.object({
  data: z.object({
    amount_net: cents,
    amount_vat: cents,
    amount_gross: cents,
    amount_due: z.coerce.number().nullish().catch(null),
  }),
});

/** null where the answer does not tell the amounts. `dueCents`: what the buyer would owe. */
export function readPreview(body: unknown): (DocumentTotals & { dueCents: number }) | null {
  const parsed = totalsSchema.safeParse(body);
  if (!parsed.success) return null;
  const { amount_net, amount_vat, amount_gross, amount_due: due } = parsed.data.data;
  const dueCents = due == null ? amount_gross : toCents(new Decimal(due));
  return { netCents: amount_net, vatCents: amount_vat, grossCents: amount_gross, dueCents };
}

/** The PDF's address, which dies after seven days; empty where there is none. null: the answer is no document. */
export function readPdf(body: unknown): string | null {
  const parsed = z.object({ data: z.object({ id, url: text }) }).safeParse(body);
  return parsed.success ? webAddress(parsed.data.data.url) : null;
}

/** settings/tax_profile → the company's regime as told (`forfettario_5`), empty where it is not. */
export function readRegime(body: unknown): string | null {
  const parsed = z.object({ data: z.object({ regime: text }) }).safeParse(body);
  return parsed.success ? (parsed.data.data.regime?.trim() ?? '') : null;
}

const createdSchema = z.object({ data: documentSchema });

/** null where the answer does not tell the document's id and amounts. */
export function readCreated(body: unknown): Omit<CreatedDocument, 'url'> | null {
  const parsed = createdSchema.safeParse(body);
  return parsed.success ? toCreated(parsed.data.data) : null;
}

/** Names of the fields that `readPage` needs, for the `fields` parameter. */
export const pageFields = 'id,number,numeration,date,subject,amount_net,amount_vat,amount_gross';

/** The frame of every list; whether this page is the last, by its count or else by its length. */
const frame = {
  current_page: z.number().nullish().catch(null),
  last_page: z.number().nullish().catch(null),
};

function isLastPage(
  page: { current_page?: number | null | undefined; last_page?: number | null | undefined },
  length: number,
  perPage: number,
): boolean {
  const { current_page: current, last_page: last } = page;
  return typeof current === 'number' && typeof last === 'number' ? current >= last : length < perPage;
}

const pageSchema = z.object({ data: z.array(documentSchema).nullable(), ...frame });

export interface DocumentPage {
  documents: { subject: string; created: Omit<CreatedDocument, 'url'> }[];
  isLast: boolean;
}

/** A page of documents; null where a row cannot be read: it may be the one that is looked for. */
export function readPage(body: unknown, perPage: number): DocumentPage | null {
  const parsed = pageSchema.safeParse(body);
  if (!parsed.success) return null;
  const documents = (parsed.data.data ?? []).map((row) => ({
    subject: row.subject ?? '',
    created: toCreated(row),
  }));
  return { documents, isLast: isLastPage(parsed.data, documents.length, perPage) };
}

/** Names of the fields that `readProducts` needs. */
export const productFields = 'id,code';

const productsSchema = z.object({ data: z.array(z.unknown()).nullable(), ...frame });
const productSchema = z.object({ id, code: z.string().trim().min(1) });

/** A page of products: those that have a code. */
export function readProducts(body: unknown, perPage: number) {
  const parsed = productsSchema.safeParse(body);
  if (!parsed.success) return null;
  const data = parsed.data.data ?? [];
  return {
    products: rows(productSchema).parse(data),
    isLast: data.length === 0 || isLastPage(parsed.data, data.length, perPage),
  };
}

const value = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((raw) => (raw == null || String(raw).trim() === '' ? null : String(raw).trim()));

const clientSchema = z
  .object({
    id,
    code: value,
    type: z.enum(['company', 'person', 'pa', 'condo']).catch('company'),
    name: value,
    first_name: value,
    last_name: value,
    vat_number: value,
    tax_code: value,
    address_street: value,
    address_postal_code: value,
    address_city: value,
    address_province: value,
    address_extra: value,
    country: value,
    country_iso: value,
    email: value,
    certified_email: value,
    phone: value,
    ei_code: value,
    notes: value,
  })
  .transform(
    (client): InvoicingClient => ({
      id: client.id,
      code: client.code,
      type: client.type,
      name: client.name ?? '',
      firstName: client.first_name,
      lastName: client.last_name,
      vatNumber: client.vat_number,
      taxCode: client.tax_code,
      street: client.address_street,
      postalCode: client.address_postal_code,
      city: client.address_city,
      province: client.address_province,
      addressExtra: client.address_extra,
      country: client.country,
      countryIso: client.country_iso?.toUpperCase() ?? null,
      email: client.email,
      certifiedEmail: client.certified_email,
      phone: client.phone,
      eInvoiceCode: client.ei_code,
      notes: client.notes,
    }),
  );

/** null where the answer does not tell the client's id. */
export function readClient(body: unknown): InvoicingClient | null {
  const parsed = z.object({ data: clientSchema }).safeParse(body);
  return parsed.success ? parsed.data.data : null;
}

export interface ClientPage {
  clients: InvoicingClient[];
  isLast: boolean;
}

/** A page of clients; null where a row cannot be read: it may be the one that a customer is. */
export function readClients(body: unknown, perPage: number): ClientPage | null {
  const parsed = z.object({ data: z.array(clientSchema).nullable(), ...frame }).safeParse(body);
  if (!parsed.success) return null;
  const clients = parsed.data.data ?? [];
  return { clients, isLast: clients.length === 0 || isLastPage(parsed.data, clients.length, perPage) };
}

/** True for any document; null where the answer is none. */
export function readExists(body: unknown): true | null {
  return z.object({ data: z.object({ id }) }).safeParse(body).success ? true : null;
}

const namedSchema = z
  .object({ id, name: text })
  .transform(({ id: namedId, name }): NamedId => ({ id: namedId, name: name?.trim() || String(namedId) }));

const accountSchema = z
  .object({ id, name: text, iban: text })
  .transform(({ id: accountId, name, iban }): PaymentAccount => {
    const code = iban?.replace(/\s/g, '').toUpperCase() ?? '';
    const told = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(code) ? { iban: code } : {};
    return { id: accountId, name: name?.trim() || String(accountId), ...told };
  });

const vatSchema = z
  .object({
    id,
    value: z.number(),
    description: text,
    ei_type: value,
    e_invoice: z.boolean().nullish().catch(null),
    is_disabled: z.boolean().nullish().catch(null),
  })
  .transform(
    (vat): VatType => ({
      id: vat.id,
      value: vat.value,
      description: vat.description?.trim() ?? '',
      nature: readNature(vat.ei_type),
      forEInvoices: vat.e_invoice !== false,
      isDisabled: vat.is_disabled === true,
    }),
  );

/**
 * `ei_type` → natura. The vendor tells it without its N, as a text or a number (`"2.2"`, `3.1`, `7`); `0` and nothing
 * are none. Source: openapi.json, examples of `VatType`. With an N it is taken too.
 */
function readNature(eiType: string | null): string | null {
  const code = (eiType ?? '').toUpperCase().replace(/^N/, '');
  return /^[1-7](\.[1-9]\d?)?$/.test(code) ? `N${code}` : null;
}

/** `{2026: {"": 12, "/WEB": 3}}` → `["/WEB"]`, those of the latest year first; PHP's `[]` for none. */
function numerationsOf(byYear: unknown): string[] {
  if (typeof byYear !== 'object' || byYear === null) return [];
  const years = Object.entries(byYear as Record<string, unknown>).sort(([a], [b]) => b.localeCompare(a));
  const names = years.flatMap(([, entries]) =>
    typeof entries === 'object' && entries !== null && !Array.isArray(entries) ? Object.keys(entries) : [],
  );
  return [...new Set(names)].filter((name) => name !== '');
}

const infoSchema = z.object({
  data: z.object({
    numerations: z.unknown().optional(),
    templates_list: rows(namedSchema),
    payment_accounts_list: rows(accountSchema),
    vat_types_list: rows(vatSchema),
  }),
});

/** issued_documents/info → what the settings choose from. */
export function readInfo(body: unknown): InvoicingCatalogue | null {
  const parsed = infoSchema.safeParse(body);
  if (!parsed.success) return null;
  const { data } = parsed.data;
  return {
    templates: data.templates_list,
    vatTypes: data.vat_types_list,
    paymentAccounts: data.payment_accounts_list,
    numerations: numerationsOf(data.numerations),
  };
}
