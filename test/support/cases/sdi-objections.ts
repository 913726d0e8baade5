import type { CaseVatType } from './case-files.ts';
import type { RequestBody } from './request-body.ts';

/**
 * What the SDI would discard an e-invoice for, or its XML's check refuse: none for a good one, and for documents that
 * are none. Written from the rules (FatturaPA 1.2.3, the SDI's list of checks), not from what the project does.
 */
export function sdiObjections(body: RequestBody, vatTypes: readonly CaseVatType[]): string[] {
  if (body.data.e_invoice !== true) return [];
  return [...buyerObjections(body), ...lineObjections(body, vatTypes)].map((text) => `SDI: ${text}`);
}

const COMPANY_FORM = /\b(s\.?r\.?l\.?s?|s\.?p\.?a|s\.?n\.?c|s\.?a\.?s|soc\.? coop|cooperativa|consorzio)\b/i;

function buyerObjections(body: RequestBody): string[] {
  const { entity } = body.data;
  const text = (name: string) => String(entity[name] ?? '');
  const objections: string[] = [];
  const object = (unless: boolean, message: string) => {
    if (!unless) objections.push(message);
  };
  const italian = text('country_iso') === 'IT';
  const code = text('ei_code');
  const vatNumber = text('vat_number');
  const taxCode = text('tax_code');
  object(/^[A-Z]{2}$/.test(text('country_iso')), 'no country');
  object(text('name') !== '', 'no name');
  object(text('address_street') !== '', 'no street');
  object(text('address_city') !== '', 'no city');
  object(/^\d{5}$/.test(text('address_postal_code')), `CAP ${text('address_postal_code')}`);
  if (italian || text('address_province') !== '') {
    object(/^[A-Z]{2}$/.test(text('address_province')), `province ${text('address_province')}`);
  }
  object(vatNumber !== '' || taxCode !== '', '00417: no identifier');
  object(taxCode === '' || /^([A-Z0-9]{11}|[A-Z0-9]{16})$/.test(taxCode), `00306: codice fiscale ${taxCode}`);
  if (italian) object(vatNumber === '' || isPartitaIva(vatNumber), `00305: partita IVA ${vatNumber}`);
  object(!/^[89]/.test(vatNumber) || !italian, `00305: ${vatNumber} is the code of a body`);
  const isPerson = /^[A-Z]{6}/.test(taxCode);
  object(!(isPerson && vatNumber !== '' && COMPANY_FORM.test(text('name'))), '00324: a company and a person');
  object(/^[A-Z0-9]{6,7}$/.test(code), `code ${code}`);
  if (code === 'XXXXXXX') {
    object(!italian, '00313: XXXXXXX for an Italian buyer');
    object(vatNumber !== '', '00313: XXXXXXX without an identifier');
  } else {
    const known = italian || taxCode !== '' || vatNumber.startsWith('IT') || text('country_iso') === 'SM';
    object(known, `code ${code} abroad`);
  }
  object((code.length === 6) === (text('type') === 'pa'), '00427: six characters are for public bodies');
  object(!/@pec\.fatturapa\.it$/.test(text('certified_email')), "00330: the SDI's own PEC");
  return objections;
}

function lineObjections(body: RequestBody, vatTypes: readonly CaseVatType[]): string[] {
  const { data } = body;
  const objections: string[] = [];
  for (const item of data.items_list) {
    const type = vatTypes.find(({ id }) => id === item.vat.id);
    const nature = String(type?.ei_type ?? '0');
    if (type?.value === 0 && !/^N?[1-7]/.test(nature)) objections.push('00400: 0 % without a natura');
    if (type?.e_invoice === false) objections.push(`VAT type ${type.id} is not for e-invoices`);
    if (!isLatin(`${item.name ?? ''}${item.description ?? ''}`)) objections.push('letters beyond Latin-1');
  }
  if (!/^MP\d\d$/.test(data.ei_data?.payment_method ?? '')) objections.push('no way of payment');
  const method = (data.payment_method as { name?: string } | undefined)?.name ?? '';
  if (!isLatin(method + Object.values(data.entity).join(''))) objections.push('letters beyond Latin-1');
  return objections;
}

function isLatin(text: string): boolean {
  return /^[\n -~\u00a0-\u00ff]*$/.test(text);
}

/** Eleven digits, the last of which checks the others. Source: DM 23 December 1976. */
function isPartitaIva(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || /^0+$/.test(digits)) return false;
  const sum = Array.from(digits, Number).reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit : digit * 2;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
