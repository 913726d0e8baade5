import { CheckDigitizer } from '@marketto/codice-fiscale-utils';
import { checkVAT, countries, italy } from 'jsvat';

/**
 * Italian and foreign tax numbers, checked offline. Form and check digit only: whether a number was ever
 * given out is for Agenzia delle Entrate and VIES to say.
 */

/**
 * Form of a personal codice fiscale: surname and name (6 letters), year, month letter, day (women +40),
 * place, check letter. `LMNPQRSTUV` stand for the digits 0–9 where two people would share a code (omocodia).
 * Source: DM 23 December 1976, GU 345/1976; omocodia: Agenzia delle Entrate, "codice fiscale".
 */
const PERSONAL_CODE =
  /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/;
const OMOCODE = 'LMNPQRSTUV';

/** Upper case, letters and digits alone: `it 0123-456` → `IT0123456`. */
export function normalizeTaxId(value: string | null | undefined): string {
  return typeof value === 'string' ? value.toUpperCase().replace(/[^A-Z0-9]/g, '') : '';
}

/** A personal codice fiscale (16 characters) with a possible day and the right check letter. Normalized input. */
export function isPersonalTaxCode(code: string): boolean {
  if (!PERSONAL_CODE.test(code)) return false;
  const day = Number(code.slice(9, 11).replace(/[A-Z]/g, (letter) => String(OMOCODE.indexOf(letter))));
  const possibleDay = (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
  return possibleDay && CheckDigitizer.checkDigit(code) === code.slice(15);
}

/** A partita IVA: 11 digits whose last is the Luhn-like check digit. Normalized input, without `IT`. */
export function isItalianVatNumber(digits: string): boolean {
  return /^\d{11}$/.test(digits) && checkVAT(`IT${digits}`, [italy]).isValid;
}

/** A codice fiscale of a person (16 characters) or of a body (11 digits, made like a partita IVA). */
export function isItalianTaxCode(code: string): boolean {
  return isPersonalTaxCode(code) || isItalianVatNumber(code);
}

/** Prefix of a country's VAT numbers where it is not its ISO code (Greece writes EL). */
export function vatPrefix(countryIso: string): string {
  return countryIso === 'GR' ? 'EL' : countryIso;
}

/** What businesses of Switzerland and Norway write after their number. */
const SUFFIX = /(MWST|TVA|IVA|MVA)$/;

/**
 * A foreign VAT number. `valid` is null where the country's numbers cannot be checked. `number` carries its
 * country prefix (`DE136695976`) where the number is a valid one of the EU or a near country, else it is
 * as typed, normalized. Northern Ireland's are British ones under `XI`, whose goods are in the EU's VAT area
 * (Windsor Framework); San Marino's are `SM` and up to five digits.
 */
export function readForeignVatNumber(
  typed: string,
  countryIso: string,
): { number: string; valid: boolean | null } {
  const number = normalizeTaxId(typed).replace(SUFFIX, '');
  if (countryIso === 'SM') {
    const digits = number.replace(/^SM/, '');
    return /^\d{1,5}$/.test(digits) ? { number: `SM${digits}`, valid: true } : { number, valid: false };
  }
  const northern = countryIso === 'GB' && number.startsWith('XI');
  const rules = countries.filter((country) => country.codes.includes(countryIso));
  if (rules.length === 0) return { number, valid: null };
  const bare = northern ? number.slice(2) : number;
  for (const candidate of [bare, `${vatPrefix(countryIso)}${bare}`]) {
    if (!checkVAT(candidate, rules).isValid) continue;
    return { number: northern ? `XI${bare}` : candidate, valid: true };
  }
  return { number, valid: false };
}

/** The country that a VAT number with its prefix is a valid one of (`DE136695976` → `DE`); null for none. */
export function countryOfVatNumber(number: string): string | null {
  if (number.startsWith('XI')) return countryOfVatNumber(`GB${number.slice(2)}`);
  const result = checkVAT(number, countries);
  return result.isValid ? (result.country?.isoCode.short ?? null) : null;
}

/** The three letters that a surname gives to its codice fiscale: consonants, then vowels, then X. */
export function surnameCode(surname: string): string {
  const letters = surname
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
  const consonants = letters.replace(/[AEIOU]/g, '');
  const vowels = letters.replace(/[^AEIOU]/g, '');
  return `${consonants}${vowels}XXX`.slice(0, 3);
}
