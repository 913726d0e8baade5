import type { DocumentKind } from '../domain/delivery.ts';
import { countryName } from '../domain/party/countries.ts';
import type { Party } from '../domain/party/party.ts';
import { isPersonalTaxCode, surnameCode } from '../domain/party/tax-ids.ts';
import type { ProblemText } from '../domain/problem.ts';
import { cleanText, losesLetters, readEmail, toLatin } from '../domain/text.ts';
import { documentTexts } from '../texts/it/document.ts';
import { addressFieldNames } from '../texts/it/problems/document.ts';
import { buyerAddress, type ReadAddress, readCountry, shippingAddress } from './address.ts';
import { type FiscalIds, readFiscalIds } from './fiscal-ids.ts';
import type { DocumentEntity } from './issued-document.ts';
import { createFindings, type Findings } from './problems.ts';

/** Longest texts of a buyer. Source: FatturaPA 1.4.1.3 Denominazione 80, Nome and Cognome 60, Indirizzo 60. */
const NAME_MAX = 80;
const PERSON_NAME_MAX = 60;
const PHONE_MAX = 30;

export interface EntityOptions {
  /** On an invoice wrong or missing fiscal data are problems, on an order warnings or nothing. */
  kind: DocumentKind;
  /** Where the goods go; told on the document where it differs from the billing address. */
  delivery?: Party | null;
  /** Client id in Fatture in Cloud, where a link is known. */
  clientId?: number | null;
}

/**
 * The buyer as Fatture in Cloud's entity, for a document or for a client of its address book (then as on an
 * order: `kind: 'order'`). Everything that the shop's customer typed is read leniently; what cannot be right is
 * left out and told.
 */
export function buildEntity(
  party: Party,
  options: EntityOptions,
): { entity: DocumentEntity; problems: ProblemText[]; warnings: ProblemText[] } {
  const findings = createFindings();
  const invoice = options.kind === 'invoice';
  const countryIso = readCountry(party);
  if (countryIso === null) findings[invoice ? 'problem' : 'warning']('country-unknown', {});
  const address = buyerAddress(party, countryIso);
  const ids = readFiscalIds(party, countryIso, invoice, findings);
  if (invoice) checkAddress(address, findings);

  const company = readCompany(party.company);
  const type = ids.publicBody ? 'pa' : company !== '' || ids.vatNumber !== null ? 'company' : 'person';
  const entity: DocumentEntity = {
    id: options.clientId ?? null,
    type,
    ...readNames(party, company, ids, findings, invoice),
    ...address,
    country: countryIso === null ? null : countryName(countryIso),
    countryIso,
    vatNumber: ids.vatNumber,
    taxCode: ids.taxCode,
    email: readEmail(party.email),
    certifiedEmail: ids.certifiedEmail,
    phone: readPhone(party.phone),
    eInvoiceCode: ids.eInvoiceCode,
    shippingAddress: shippingAddress(party, options.delivery ?? null),
  };
  return {
    entity: invoice ? latinEntity(entity, findings) : entity,
    problems: findings.problems,
    warnings: findings.warnings,
  };
}

/** A company name; what people write in the field to mean "none" is none. */
function readCompany(value: string | null): string {
  const company = cleanText(value, NAME_MAX);
  const none = /^([^\p{L}\p{N}]*|n\/?a|no|none|null|nessun[ao]?|privat[oa]|x+)$/iu;
  return none.test(company) ? '' : company;
}

/** Company name, else the person's, else the e-mail address; first and last name for a person. */
function readNames(
  party: Party,
  company: string,
  ids: FiscalIds,
  findings: Findings,
  invoice: boolean,
): Pick<DocumentEntity, 'name' | 'firstName' | 'lastName'> {
  const person = cleanText(party.name, NAME_MAX);
  if (company !== '') return { name: company, firstName: null, lastName: null };
  if (person !== '') {
    const split = ids.vatNumber === null && !ids.publicBody ? splitName(person, ids.taxCode) : null;
    return { name: person, firstName: split?.firstName ?? null, lastName: split?.lastName ?? null };
  }
  const email = readEmail(party.email);
  if (email === null || invoice) findings[invoice ? 'problem' : 'warning']('name-missing', {});
  return {
    name: email === null ? documentTexts.unnamedBuyer : cleanText(email, NAME_MAX),
    firstName: null,
    lastName: null,
  };
}

/**
 * First and last name of a full one. The codice fiscale tells where the surname stands (`Maria Grazia De
 * Luca`, `Rossi Mario`); without one the first word is the first name. null for a single word.
 */
export function splitName(
  fullName: string,
  taxCode: string | null,
): { firstName: string; lastName: string } | null {
  const words = fullName.split(' ').filter((word) => word !== '');
  if (words.length < 2) return null;
  const cut = (at: number) => [words.slice(0, at).join(' '), words.slice(at).join(' ')] as const;
  const named = (firstName: string, lastName: string) => ({
    firstName: cleanText(firstName, PERSON_NAME_MAX),
    lastName: cleanText(lastName, PERSON_NAME_MAX),
  });
  if (taxCode !== null && isPersonalTaxCode(taxCode)) {
    const code = taxCode.slice(0, 3);
    for (let at = 1; at < words.length; at += 1) {
      const [before, after] = cut(at);
      if (surnameCode(after) === code) return named(before, after);
    }
    for (let at = 1; at < words.length; at += 1) {
      const [before, after] = cut(at);
      if (surnameCode(before) === code) return named(after, before);
    }
  }
  return named(...cut(1));
}

function readPhone(value: string | null): string | null {
  const phone = cleanText(value, 60)
    .replace(/[^0-9+()/. -]/g, '')
    .trim();
  return /\d/.test(phone) ? phone.slice(0, PHONE_MAX).trim() : null;
}

/** What an e-invoice's address must have (FatturaPA 1.4.2: Indirizzo, CAP, Comune). */
function checkAddress(address: ReadAddress, findings: Findings): void {
  const missing = (['street', 'postalCode', 'city'] as const).filter((field) => address[field] === null);
  if (missing.length === 0) return;
  findings.problem('address-incomplete', {
    missing: missing.map((field) => addressFieldNames[field]).join(', '),
  });
}

/** The same buyer in the characters of an e-invoice; lost letters are told, a lost name is a problem. */
function latinEntity(entity: DocumentEntity, findings: Findings): DocumentEntity {
  const latin = (text: string | null) => (text === null ? null : toLatin(text) || null);
  for (const text of [entity.name, entity.street, entity.city]) {
    if (text !== null && losesLetters(text)) findings.warning('name-not-printable', { text });
  }
  const name = latin(entity.name);
  if (name === null || !/[\p{L}\p{N}]/u.test(name)) findings.problem('name-missing', {});
  const street = latin(entity.street);
  const city = latin(entity.city);
  const lost = (entity.street !== null && street === null) || (entity.city !== null && city === null);
  if (lost) {
    checkAddress({ ...entity, street, city }, findings);
  }
  return {
    ...entity,
    name: name ?? entity.name,
    firstName: latin(entity.firstName),
    lastName: latin(entity.lastName),
    street,
    city,
    addressExtra: latin(entity.addressExtra),
    shippingAddress: latin(entity.shippingAddress),
  };
}
