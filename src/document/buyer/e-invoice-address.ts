import { saysNone } from '../../domain/party/none-words.ts';
import { hasCompanyForm, isPublicName } from '../../domain/party/organisations.ts';
import type { Party } from '../../domain/party/party.ts';
import { isPersonalTaxCode, normalizeTaxId } from '../../domain/party/tax-ids.ts';
import { cleanText, findEmail } from '../../domain/text.ts';
import type { Findings } from '../problems.ts';

/** Codes of the e-invoice's delivery. Source: SDI, "Specifiche tecniche", 1.1.4 CodiceDestinatario. */
const NO_CODE = '0000000';
const FOREIGN_CODE = 'XXXXXXX';
/** Of every business of San Marino. Source: San Marino's Ufficio tributario, DM 21 June 2021. */
const SAN_MARINO_CODE = '2R4GTO8';

/** The buyer as far as it decides where the e-invoice goes. */
export interface Addressee {
  name: string;
  /** Italy, San Marino, or anywhere else; an Italian number at an address abroad counts as Italian. */
  place: 'italy' | 'san-marino' | 'abroad';
  /** A company, a body, or whoever has a VAT number. */
  isBusiness: boolean;
  taxCode: string | null;
}

export interface EInvoiceAddress {
  certifiedEmail: string | null;
  eInvoiceCode: string;
  /** A public body, told by its code of six characters. */
  publicBody: boolean;
}

/**
 * PEC and SDI code: seven characters as typed, six for public bodies; else `0000000` in Italy (a private person, a
 * PEC, or the buyer's tax drawer), `XXXXXXX` abroad, and `2R4GTO8` for a business of San Marino. What stands in the
 * other's field is put where it belongs.
 */
export function readEInvoiceAddress(party: Party, buyer: Addressee, findings: Findings): EInvoiceAddress {
  const inCode = readField(party.sdiCode);
  const inPec = readField(party.certifiedEmail);
  const certifiedEmail = readCertifiedEmail(inPec, inCode, findings);
  const typed = inCode.code ?? misplacedCode(inPec);
  if (buyer.place === 'san-marino' && buyer.isBusiness) {
    return { certifiedEmail, eInvoiceCode: SAN_MARINO_CODE, publicBody: false };
  }
  if (buyer.place !== 'italy') return { certifiedEmail, eInvoiceCode: FOREIGN_CODE, publicBody: false };
  if (typed !== null && isPublicBody(typed, buyer)) {
    return { certifiedEmail, eInvoiceCode: typed, publicBody: true };
  }
  if (isPublicName(buyer.name) && !hasCompanyForm(buyer.name)) {
    findings.warning('public-body-code-missing', {});
  }
  const usable = typed !== null && typed.length === 7 && typed !== FOREIGN_CODE;
  const isTyped = inCode.email === null && (typed === FOREIGN_CODE || !saysNone(party.sdiCode));
  if (!usable && isTyped) {
    findings.warning('sdi-code-invalid', { sdiCode: cleanText(party.sdiCode, 40), used: NO_CODE });
  }
  return { certifiedEmail, eInvoiceCode: usable ? typed : NO_CODE, publicBody: false };
}

/**
 * Six characters are a public body's (IPA's *codice univoco ufficio*). Beside a company's form or a person's codice
 * fiscale they are a mistake: a code of seven that lost one.
 */
function isPublicBody(code: string, buyer: Addressee): boolean {
  if (code.length !== 6 || !buyer.isBusiness) return false;
  if (isPublicName(buyer.name)) return true;
  const isPerson = buyer.taxCode !== null && isPersonalTaxCode(buyer.taxCode);
  return !isPerson && !hasCompanyForm(buyer.name);
}

/** What people write before a code, drawn together: `Codice destinatario:`, `SDI`. */
const LABEL = /^(CODICE|COD|SDI|DESTINATARIO|UNIVOCO|UFFICIO)/;

/** A field in which an e-mail address or a code may stand; words for none are neither. */
function readField(value: string | null): { text: string; email: string | null; code: string | null } {
  const text = cleanText(value, 300);
  const email = findEmail(text);
  let code = normalizeTaxId(text);
  while (code.length > 7 && LABEL.test(code)) code = code.replace(LABEL, '');
  const isNone = (saysNone(text) && code !== FOREIGN_CODE) || text.includes('@');
  return { text, email, code: isNone || code === '' ? null : code };
}

type Field = ReturnType<typeof readField>;

/** An SDI code in the PEC's field; words have no digit. */
function misplacedCode({ code }: Field): string | null {
  return code !== null && code.length === 7 && /\d/.test(code) ? code : null;
}

/** The SDI's own addresses (`sdi01@pec.fatturapa.it`) are no buyer's. Source: SDI check 00330. */
const OWN_PEC = /@pec\.fatturapa\.it$/i;

function readCertifiedEmail(inPec: Field, inCode: Field, findings: Findings): string | null {
  const told = [inPec.email, inCode.email].filter((email) => email !== null);
  const unreadable =
    inPec.email === null && misplacedCode(inPec) === null && !saysNone(inPec.text) ? [inPec.text] : [];
  for (const wrong of [...unreadable, ...told.filter((email) => OWN_PEC.test(email))]) {
    findings.warning('certified-email-invalid', { certifiedEmail: cleanText(wrong, 100) });
  }
  return told.find((email) => !OWN_PEC.test(email)) ?? null;
}
