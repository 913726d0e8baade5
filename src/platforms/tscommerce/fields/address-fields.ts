import { at, decisive, type Field, only, plain } from './table.ts';

/** Lists of `{name, value}` in which the checkout's own fields stand. */
export const fiscalLists = 'digital_invoice cart.digital_invoice addition_fields cart.addition_fields';

/** The buyer's data at one address; `lists`: where the checkout's own fields stand, for billing alone. */
export function addressFields(place: 'billing' | 'delivery'): Field[] {
  const field = (name: string) => `${place}.${name}`;
  const isBilling = place === 'billing';
  const lists = `${place}.digital_invoice ${place}.addition_fields ${place}.metadata ${
    isBilling ? `${fiscalLists} metadata invoice` : ''
  }`.trim();
  /** Beside the address only what cannot be mistaken for another thing, and only the buyer's. */
  const besides = isBilling ? [`customer . cart`] : [];
  const around = (...names: string[]) => besides.map((places) => at(places, 'guessed', ...names));
  return [
    plain(
      field('name'),
      'text',
      'full name, or a company’s name',
      at(place, 'known', 'fullname'),
      at(place, 'guessed', 'full_name name nominativo nome_e_cognome'),
    ),
    plain(field('first-name'), 'text', 'first name', at(place, 'guessed', 'first_name nome')),
    plain(field('last-name'), 'text', 'last name', at(place, 'guessed', 'last_name surname cognome')),
    plain(
      field('company'),
      'text',
      'company name',
      at(place, 'agreed', 'company'),
      at(
        `${place} ${lists}`,
        'guessed',
        'company_name business_name ragione_sociale azienda denominazione company',
      ),
    ),
    plain(
      field('address1'),
      'text',
      'street',
      at(place, 'known', 'addr1'),
      at(place, 'guessed', 'address1 address street indirizzo via address_line_1'),
    ),
    plain(
      field('address2'),
      'text',
      'second line of the address',
      at(place, 'known', 'addr2'),
      at(place, 'guessed', 'address2 address_line_2 street_number numero_civico civico'),
    ),
    plain(
      field('city'),
      'text',
      'city',
      at(place, 'known', 'city'),
      at(place, 'guessed', 'town comune citta localita'),
    ),
    plain(
      field('zip'),
      'text',
      'postal code',
      at(place, 'known', 'zip'),
      at(place, 'guessed', 'zip_code postal_code postcode cap'),
    ),
    plain(
      field('state'),
      'text',
      'province: its letters or name; a uid is passed over',
      at(place, 'agreed', 'state_iso'),
      at(`${place} ${place}.state`, 'follows', 'short_code state_code province_code'),
      at(place, 'guessed', 'province provincia prov state_name region'),
      only('words', at(place, 'known', 'state')),
      at(`${place}.state`, 'seen', 'iso code name'),
    ),
    plain(
      field('country'),
      'id',
      'the shop’s uid of the country, its ISO code or its name',
      at(place, 'known', 'country'),
      at(place, 'guessed', 'country_uid country_id nazione paese country_name nation'),
      at(`${place}.country`, 'follows', 'uid id'),
    ),
    plain(
      field('country-iso'),
      'text',
      'ISO code of the country',
      at(place, 'agreed', 'country_iso'),
      at(place, 'guessed', 'country_code iso_country'),
      at(`${place}.country`, 'seen', 'tld iso iso2 code'),
    ),
    plain(
      field('email'),
      'text',
      'e-mail',
      at(place, 'known', 'email'),
      at(place, 'guessed', 'e_mail mail email_address'),
      ...around('email customer_email'),
    ),
    plain(
      field('phone'),
      'text',
      'telephone',
      at(place, 'known', 'phone'),
      at(place, 'guessed', 'telephone mobile telefono cellulare tel phone_number'),
      ...around('phone telefono'),
    ),
    decisive(
      field('vat'),
      'text',
      'partita IVA or foreign VAT number; the vendor’s one field `vat` may hold a codice fiscale',
      at(place, 'known', 'vat'),
      at(
        `${place} ${lists}`,
        'guessed',
        'vat_number vat_code vat_id partita_iva p_iva piva numero_partita_iva',
        'partita_iva_cliente tax_number codice_fiscale_partita_iva partita_iva_codice_fiscale',
        'codice_fiscale_o_partita_iva partita_iva_o_codice_fiscale cf_piva piva_cf',
      ),
      ...around('partita_iva p_iva piva vat_number'),
    ),
    decisive(
      field('tax-code'),
      'text',
      'codice fiscale',
      at(place, 'agreed', 'tax_code'),
      at(
        `${place} ${lists}`,
        'guessed',
        'codice_fiscale cod_fiscale cod_fisc cf c_f fiscal_code fiscalcode codfiscale',
        'tax_code taxid',
      ),
      ...around('codice_fiscale fiscal_code tax_code'),
    ),
    decisive(
      field('pec'),
      'text',
      'certified e-mail (PEC)',
      at(place, 'agreed', 'pec'),
      at(
        `${place} ${lists}`,
        'guessed',
        'pec indirizzo_pec email_pec pec_email mail_pec posta_elettronica_certificata',
        'posta_certificata certified_email',
      ),
      only(
        'e-mail',
        at(
          `${place} ${lists}`,
          'guessed',
          'pec_sdi sdi_pec pec_o_sdi sdi_o_pec pec_o_codice_destinatario',
          'codice_destinatario_o_pec pec_codice_destinatario codice_univoco_o_pec',
          'pec_o_codice_univoco',
        ),
      ),
      ...around('pec'),
    ),
    decisive(
      field('sdi'),
      'text',
      'SDI code (codice destinatario)',
      at(place, 'agreed', 'sdi'),
      at(
        `${place} ${lists}`,
        'guessed',
        'sdi sdi_code codice_sdi codice_destinatario codice_destinatario_sdi codice_univoco',
        'codice_univoco_sdi cod_destinatario cod_univoco recipient_code destination_code',
        'unique_code codice_univoco_ufficio codice_interscambio',
      ),
      only(
        'no-e-mail',
        at(
          `${place} ${lists}`,
          'guessed',
          'pec_sdi sdi_pec pec_o_sdi sdi_o_pec pec_o_codice_destinatario',
          'codice_destinatario_o_pec pec_codice_destinatario codice_univoco_o_pec',
          'pec_o_codice_univoco',
        ),
      ),
      ...around('sdi codice_destinatario codice_sdi'),
    ),
  ];
}
