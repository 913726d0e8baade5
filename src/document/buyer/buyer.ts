import type { DocumentKind } from '../../domain/delivery.ts';
import { countryName } from '../../domain/party/countries.ts';
import { isForeignOrganisation, isOrganisation } from '../../domain/party/organisations.ts';
import type { Party } from '../../domain/party/party.ts';
import { readPhone } from '../../domain/party/phone.ts';
import type { PublicBodyData } from '../../domain/party/public-body.ts';
import type { ProblemText } from '../../domain/problem.ts';
import { cleanText, findEmail } from '../../domain/text.ts';
import { addressFieldNames } from '../../texts/it/problems/document.ts';
import type { DocumentEntity } from '../issued-document.ts';
import { createFindings, type Findings } from '../problems.ts';
import { buyerAddress, type ReadAddress, readCountry } from './address.ts';
import { type Addressee, readEInvoiceAddress } from './e-invoice-address.ts';
import { type FiscalIds, readFiscalIds } from './fiscal-ids.ts';
import { latinEntity } from './latin.ts';
import { readCompany, readNames, readPerson } from './names.ts';
import { shippingAddress } from './shipping-address.ts';

export interface EntityOptions {
  /** On an invoice wrong or missing fiscal data are problems, on an order warnings or nothing. */
  kind: DocumentKind;
  /** Where the goods go; told on the document where it differs from the billing address. */
  delivery?: Party | null;
  /** Client id in Fatture in Cloud, where a link is known. */
  clientId?: number | null;
  /** What a person told for a public body; without it such a buyer's invoice waits for one. */
  publicBody?: PublicBodyData | null;
}

/**
 * The buyer as Fatture in Cloud's entity, for a document or for a client of its address book (then as on an
 * order: `kind: 'order'`). Everything that the shop's customer typed is read leniently; what cannot be right is
 * left out and told.
 */
export function buildEntity(
  billing: Party,
  options: EntityOptions,
): { entity: DocumentEntity; problems: ProblemText[]; warnings: ProblemText[] } {
  const findings = createFindings();
  const invoice = options.kind === 'invoice';
  const delivery = options.delivery ?? null;
  const party = billedParty(billing, delivery);
  const countryIso = readCountry(party);
  if (countryIso === null) findings[invoice ? 'problem' : 'warning']('country-unknown', {});

  const person = readPerson(party.name);
  const company = readCompany(party.company, person);
  const name = company || person;
  const isForeign = countryIso !== null && countryIso !== 'IT';
  const isCompany = company !== '' || (isForeign ? isForeignOrganisation : isOrganisation)(name);
  const ids = readFiscalIds(party, { name, isCompany, countryIso, invoice }, findings);
  const isBusiness = isCompany || isBusinessByNumber(ids);
  const place = placeOf(countryIso, ids);
  const sent = readEInvoiceAddress(party, { name, place, isBusiness, taxCode: ids.taxCode }, findings);

  if (invoice && sent.publicBody && !options.publicBody) findings.problem('public-body-data-missing', {});

  const address = buyerAddress(party, countryIso);
  if (invoice) checkAddress(address, findings);
  const named = { company, person, isPerson: !isBusiness, taxCode: ids.taxCode, invoice };
  const entity: DocumentEntity = {
    id: options.clientId ?? null,
    type: sent.publicBody ? 'pa' : isBusiness ? 'company' : 'person',
    ...readNames(party, named, findings),
    ...address,
    country: countryIso === null ? null : countryName(countryIso),
    countryIso,
    vatNumber: ids.vatNumber,
    taxCode: ids.taxCode,
    email: findEmail(party.email),
    certifiedEmail: sent.certifiedEmail,
    phone: readPhone(cleanText(party.phone, 60)),
    eInvoiceCode: sent.eInvoiceCode,
    shippingAddress: shippingAddress(party, delivery),
  };
  return {
    entity: invoice ? latinEntity(entity, checkAddress, findings) : entity,
    problems: findings.problems,
    warnings: findings.warnings,
  };
}

/** Who is billed: where the billing address is empty, whoever the goods go to, with the numbers that were told. */
function billedParty(billing: Party, delivery: Party | null): Party {
  const { name, company, address1, address2, city, postalCode } = billing;
  const isEmpty = [name, company, address1, address2, city, postalCode].every(
    (text) => cleanText(text, 60) === '',
  );
  if (!isEmpty || delivery === null) return billing;
  const told = Object.entries(billing).filter(([, value]) => value !== null && value !== '');
  return { ...delivery, ...Object.fromEntries(told) };
}

/** A VAT number, or eleven digits alone, which no person has. A placeholder is no number. */
function isBusinessByNumber({ vatNumber, taxCode }: FiscalIds): boolean {
  return (vatNumber !== null && !/^0+$/.test(vatNumber)) || /^\d{11}$/.test(taxCode ?? '');
}

function placeOf(countryIso: string | null, ids: FiscalIds): Addressee['place'] {
  if (ids.italian) return 'italy';
  return countryIso === 'SM' ? 'san-marino' : 'abroad';
}

/** What an e-invoice's address must have (FatturaPA 1.4.2: Indirizzo, CAP, Comune). */
function checkAddress(
  address: Pick<ReadAddress, 'street' | 'postalCode' | 'city'>,
  findings: Findings,
): void {
  const missing = (['street', 'postalCode', 'city'] as const).filter((field) => address[field] === null);
  if (missing.length === 0) return;
  findings.problem('address-incomplete', {
    missing: missing.map((field) => addressFieldNames[field]).join(', '),
  });
}
