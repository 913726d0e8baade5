import type { IssuedDocument, VatType } from '../types.ts';

/** The natura as the XML and the paper have it: `N2.2`; null for none. */
export function natureOf({ ei_type: type }: Pick<VatType, 'ei_type'>): string | null {
  return /^[1-7](\.\d)?$/.test(String(type ?? '')) ? `N${type}` : null;
}

/** What the check of the XML would object to, in Italian; empty for a good e-invoice. */
export function xmlErrors(document: IssuedDocument): string[] {
  const { entity } = document;
  const text = (name: string) => String(entity[name] ?? '').trim();
  const errors: string[] = [];
  if (!document.e_invoice) errors.push('Il documento non è una fattura elettronica.');
  const italian = text('country_iso') === 'IT' || /^italia?$/i.test(text('country'));
  if (!text('country') && !text('country_iso')) errors.push('Manca il paese del cliente.');
  for (const [field, name] of [
    ['address_street', 'l’indirizzo'],
    ['address_city', 'il comune'],
    ['address_postal_code', 'il CAP'],
  ] as const) {
    if (!text(field)) errors.push(`Manca ${name} del cliente.`);
  }
  if (italian && !/^\d{5}$/.test(text('address_postal_code')))
    errors.push('Il CAP del cliente deve avere 5 cifre.');
  if (italian && !/^[A-Z]{2}$/.test(text('address_province')))
    errors.push('La provincia del cliente deve avere 2 lettere.');
  if (italian && !text('vat_number') && !text('tax_code')) {
    errors.push('Manca la partita IVA o il codice fiscale del cliente.');
  }
  const code = text('ei_code');
  if (code && !/^[A-Z0-9]{6,7}$/.test(code))
    errors.push('Il codice destinatario deve avere 6 o 7 caratteri.');
  if (!code && !text('certified_email')) errors.push('Manca il codice destinatario o la PEC del cliente.');
  if (!/^MP\d\d$/.test(String(document.ei_data?.payment_method ?? ''))) {
    errors.push('Manca la modalità di pagamento (MP01…).');
  }
  for (const item of document.items_list) {
    const { vat } = item;
    if (!vat.e_invoice)
      errors.push(`La riga «${item.name}» ha un’aliquota non utilizzabile nelle fatture elettroniche.`);
    if (vat.value === 0 && natureOf(vat) === null) {
      errors.push(`La riga «${item.name}» ha aliquota zero senza natura.`);
    }
  }
  return errors;
}
