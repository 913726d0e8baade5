import { saysNone } from './none-words.ts';
import { isItalianVatNumber, isPersonalTaxCode, normalizeTaxId } from './tax-ids.ts';

/**
 * Italian tax numbers as people type them. The check digit proves what a label, a letter in a digit's place or a lost
 * zero leave in doubt; what no such mend makes right is no number.
 */

/** What people write before a number, drawn together: `P.IVA`, `C.F.:`, `IT`, `ITIT`. */
const LABEL =
  /^(PARTITAIVA|PARTIVA|PIVA|PI|IVA|VATNUMBER|VATID|VATNO|VAT|CODICEFISCALE|CODFISCALE|CODFISC|CODFIS|CFISCALE|CF|NUMERO|NUM|NR|IT)/;
/** A number cast loses its leading zeros: numbers of the oldest offices begin with several. */
const SHORTEST_DIGITS = 8;

const toDigits = (text: string) => text.replace(/O/g, '0').replace(/I/g, '1');
const toLetters = (text: string) => text.replace(/0/g, 'O').replace(/1/g, 'I');

/** The personal codice fiscale that a text is, letters and digits put right by their place; null for none. */
function readPersonalTaxCode(text: string): string | null {
  if (isPersonalTaxCode(text)) return text;
  if (text.length !== 16) return null;
  const mended = Array.from(text, (sign, at) =>
    [6, 7, 9, 10, 12, 13, 14].includes(at) ? toDigits(sign) : toLetters(sign),
  ).join('');
  return isPersonalTaxCode(mended) ? mended : null;
}

/** The eleven digits that a text is, lost zeros put back; null for none. */
function readDigits(text: string): string | null {
  const digits = toDigits(text);
  const mostlyDigits = text.replace(/\D/g, '').length * 2 > text.length;
  if (!/^\d+$/.test(digits) || !mostlyDigits || digits.length < SHORTEST_DIGITS) return null;
  const padded = digits.padStart(11, '0');
  return isItalianVatNumber(padded) ? padded : null;
}

/** Letters and digits of no one's: `AAAAAA00A00A000A` fills a field that wants a codice fiscale. */
const FILLER = /^([A-Z])\1{5}00\1(?:00|01)\1(?:000)\1$/;

/** Whether a field holds no number: a word for none, a label alone (`IT`), a filler. */
export function saysNoId(typed: string | null): boolean {
  let text = normalizeTaxId(typed);
  if (saysNone(typed) || FILLER.test(text)) return true;
  while (LABEL.test(text)) text = text.replace(LABEL, '');
  return saysNone(text);
}

function readOne(normalized: string): string | null {
  for (let text = normalized; ; text = text.replace(LABEL, '')) {
    const id = readPersonalTaxCode(text) ?? readDigits(text);
    if (id !== null || !LABEL.test(text)) return id;
  }
}

/**
 * The Italian numbers in a field, upper case and without label: one as a rule, two where both were typed into it
 * (`RSSMRA80A01H501U / 07643520567`).
 */
export function readItalianIds(typed: string | null): string[] {
  if (typed === null || saysNoId(typed)) return [];
  const whole = readOne(normalizeTaxId(typed));
  if (whole !== null) return [whole];
  const pieces = typed.split(/[\s/,;|]+/).map((piece) => readOne(normalizeTaxId(piece)));
  return pieces.filter((piece) => piece !== null);
}

/** Whether eleven digits are a body's codice fiscale and never a partita IVA. Source: Agenzia delle Entrate. */
export function isBodyTaxCode(digits: string): boolean {
  return /^[89]\d{10}$/.test(digits);
}

export interface ItalianIds {
  /** Eleven digits. */
  vatNumber: string | null;
  /** 16 characters of a person. */
  personalCode: string | null;
  /** Eleven digits that stand as codice fiscale: a body's, or a company's own. */
  bodyCode: string | null;
}

/** The numbers of both fields where they belong, whichever field each was typed into. */
export function sortItalianIds(vatField: string | null, taxCodeField: string | null): ItalianIds {
  const inVat = readItalianIds(vatField);
  const inTaxCode = readItalianIds(taxCodeField);
  const isPersonal = (id: string) => id.length === 16;
  const isVat = (id: string) => id.length === 11 && !isBodyTaxCode(id);
  const personalCode = [...inTaxCode, ...inVat].find(isPersonal) ?? null;
  // Digits alone in the field of the codice fiscale are one; beside a person's they can only be the partita IVA.
  const swapped = personalCode === null ? undefined : inTaxCode.find(isVat);
  const vatNumber = inVat.find(isVat) ?? swapped ?? null;
  const bodyCode =
    [...inTaxCode, ...inVat].find((id) => id.length === 11 && isBodyTaxCode(id)) ??
    inTaxCode.find((id) => isVat(id) && (personalCode === null || id !== vatNumber)) ??
    null;
  return { vatNumber, personalCode, bodyCode };
}
