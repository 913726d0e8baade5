import { saysNone } from '../../domain/party/none-words.ts';
import type { Party } from '../../domain/party/party.ts';
import { isPersonalTaxCode, surnameCode } from '../../domain/party/tax-ids.ts';
import { cleanText, findEmail } from '../../domain/text.ts';
import { documentTexts } from '../../texts/it/document.ts';
import type { DocumentEntity } from '../issued-document.ts';
import type { Findings } from '../problems.ts';

/** Longest names. Source: FatturaPA 1.4.1.3 Denominazione 80, Nome and Cognome 60. */
const NAME_MAX = 80;
const PERSON_NAME_MAX = 60;

/** A company name; what people write in the field to mean "none" is none, and so is their own name once more. */
export function readCompany(value: string | null, person: string): string {
  const company = cleanText(value, NAME_MAX);
  const isOwnName = company.toLowerCase() === person.toLowerCase();
  return saysNone(company) || isOwnName ? '' : company;
}

/** The person's name, or whatever stands in its field: the platform's own addresses have no other. */
export function readPerson(value: string | null): string {
  return cleanText(value, NAME_MAX);
}

/** Company name, else the person's, else the e-mail address; first and last name for a person. */
export function readNames(
  party: Party,
  buyer: { company: string; person: string; isPerson: boolean; taxCode: string | null; invoice: boolean },
  findings: Findings,
): Pick<DocumentEntity, 'name' | 'firstName' | 'lastName'> {
  const unsplit = { firstName: null, lastName: null };
  if (buyer.company !== '') return { name: buyer.company, ...unsplit };
  if (buyer.person !== '') {
    const split = buyer.isPerson ? splitName(buyer.person, buyer.taxCode) : null;
    return { name: buyer.person, ...(split ?? unsplit) };
  }
  const email = findEmail(party.email);
  if (email === null || buyer.invoice) findings[buyer.invoice ? 'problem' : 'warning']('name-missing', {});
  return { name: email === null ? documentTexts.unnamedBuyer : cleanText(email, NAME_MAX), ...unsplit };
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
