import { at, plain, type Scope } from './table.ts';

/** Everything but the order and its items: of these the first place counts, whatever others say. */

/** A row of orders/list.json and orders/updated.json. */
export const orderRowScope: Scope = {
  scope: 'order-row',
  fields: [
    plain('id', 'id', 'the order’s id', at('.', 'known', 'orderID'), at('.', 'guessed', 'id_order uid id')),
    plain(
      'total',
      'amount',
      'what the buyer pays',
      at('.', 'known', 'total'),
      at('cart', 'follows', 'total'),
    ),
    plain(
      'placed-at',
      'instant',
      'instant of the order',
      at('iso', 'known', 'orderDate'),
      at('.', 'known', 'orderDate'),
      at('.', 'guessed', 'created_at date'),
    ),
    plain(
      'status',
      'whole',
      'number of the status',
      at('.', 'known', 'status'),
      at('status', 'guessed', 'id status'),
      at('.', 'guessed', 'status_id order_status stato'),
    ),
  ],
  ignored: [at('.', 'seen', 'locale short_id tags'), at('billing delivery', 'known', 'fullname email')],
};

const freeFields = 'metadata custom_fields addition_fields';

/** A row of clients/list.json, and clients/client.json, which adds the address. */
export const clientScope: Scope = {
  scope: 'client',
  fields: [
    plain(
      'id',
      'id',
      'id of the client (24 hex)',
      at('.', 'known', 'id'),
      at('.', 'guessed', '_id client_id'),
    ),
    plain('user', 'id', 'account; `0` is none', at('.', 'known', 'userUID'), at('.', 'guessed', 'uid')),
    plain('name', 'text', 'full name', at('.', 'known', 'fullname'), at('.', 'guessed', 'full_name name')),
    plain('first-name', 'text', 'first name', at('.', 'known', 'first_name'), at('.', 'guessed', 'nome')),
    plain(
      'last-name',
      'text',
      'last name',
      at('.', 'known', 'last_name'),
      at('.', 'guessed', 'surname cognome'),
    ),
    plain(
      'company',
      'text',
      'company name',
      at(`. ${freeFields}`, 'agreed', 'company'),
      at(`. ${freeFields}`, 'guessed', 'company_name business_name ragione_sociale azienda'),
    ),
    plain('email', 'text', 'e-mail', at('.', 'known', 'email'), at('.', 'guessed', 'mail e_mail')),
    plain('phone', 'text', 'telephone', at('.', 'known', 'phone mobile'), at('.', 'guessed', 'telefono')),
    plain('address1', 'text', 'street', at('.', 'known', 'address'), at('.', 'guessed', 'addr1 address1')),
    plain('address2', 'text', 'second line', at('.', 'guessed', 'addr2 address2')),
    plain('city', 'text', 'city', at('.', 'known', 'city'), at('.', 'guessed', 'comune town')),
    plain('zip', 'text', 'postal code', at('.', 'known', 'zip'), at('.', 'guessed', 'postal_code cap')),
    plain(
      'state',
      'text',
      'province, a name',
      at(`. ${freeFields}`, 'agreed', 'state_iso'),
      at('.', 'known', 'state'),
      at('state', 'follows', 'short_code name'),
      at('.', 'guessed', 'province provincia'),
    ),
    plain(
      'country',
      'id',
      'the shop’s uid of the country',
      at('.', 'known', 'country'),
      at('country', 'follows', 'uid id'),
    ),
    plain(
      'country-iso',
      'text',
      'ISO code of the country',
      at(`. ${freeFields}`, 'agreed', 'country_iso'),
      at('country', 'seen', 'tld iso iso2 code'),
      at('.', 'guessed', 'country_code'),
    ),
    plain('code', 'text', 'codice fiscale, or the shop’s own code of the client', at('.', 'known', 'code')),
    plain(
      'vat',
      'text',
      'partita IVA or VAT number',
      at('.', 'known', 'tax_number'),
      at(`. ${freeFields}`, 'guessed', 'vat vat_number partita_iva p_iva piva'),
    ),
    plain(
      'tax-code',
      'text',
      'codice fiscale',
      at(`. ${freeFields}`, 'agreed', 'tax_code'),
      at(`. ${freeFields}`, 'guessed', 'codice_fiscale cod_fiscale cf fiscal_code'),
    ),
    plain(
      'pec',
      'text',
      'certified e-mail (PEC)',
      at(`. ${freeFields}`, 'agreed', 'pec'),
      at(`. ${freeFields}`, 'guessed', 'indirizzo_pec email_pec posta_certificata certified_email'),
    ),
    plain(
      'sdi',
      'text',
      'SDI code (codice destinatario)',
      at(`. ${freeFields}`, 'agreed', 'sdi'),
      at(
        `. ${freeFields}`,
        'guessed',
        'sdi_code codice_sdi codice_destinatario codice_univoco recipient_code',
      ),
    ),
    plain(
      'updated-at',
      'instant',
      'last change',
      at('.', 'agreed', 'updated_at'),
      at('.', 'guessed', 'modified_at last_update updated'),
    ),
    plain('notes', 'text', 'notes', at('.', 'agreed', 'notes'), at('.', 'guessed', 'note')),
  ],
  ignored: [
    at('.', 'known', 'created_at accept_marketing website mobile metadata error message'),
    at('country state', 'follows', 'name'),
  ],
};

/** products/product.json and the rows of the lists of products. */
export const productScope: Scope = {
  scope: 'product',
  fields: [
    plain('id', 'id', 'uid', at('.', 'known', 'uid'), at('.', 'guessed', 'id product_uid productUID')),
    plain('sku', 'text', 'SKU', at('.', 'known', 'sku'), at('.', 'seen', 'code')),
    plain(
      'title',
      'text',
      'title; in lists only where asked for',
      at('.', 'known', 'title'),
      at('.', 'guessed', 'name'),
    ),
    plain(
      'profile',
      'id',
      'id of its tax profile; none: the shop’s main one',
      at('.', 'known', 'tax_profile taxprofile'),
      at('tax', 'follows', 'id uid'),
      at('.', 'guessed', 'tax_profile_id tax_id'),
    ),
  ],
  ignored: [at('.', 'known', 'price final_price stock_count stockCount taxable status error message')],
};

/** A row of countries/list.json. */
export const countryScope: Scope = {
  scope: 'country',
  fields: [
    plain('id', 'id', 'uid', at('.', 'seen', 'uid'), at('.', 'guessed', 'id country_id')),
    plain(
      'iso',
      'text',
      'ISO code; `uk` is GB',
      at('.', 'agreed', 'iso'),
      at('.', 'guessed', 'iso2 iso_code alpha2'),
      at('.', 'seen', 'tld'),
      at('.', 'guessed', 'code country_code'),
    ),
    plain('name', 'text', 'name', at('.', 'seen', 'name'), at('.', 'guessed', 'title label')),
  ],
  ignored: [at('.', 'seen', 'states')],
};

/** A row of taxes/list.json. */
export const taxScope: Scope = {
  scope: 'tax',
  fields: [
    plain('id', 'id', 'id of the profile', at('.', 'known', 'id'), at('.', 'guessed', 'uid _id')),
    plain('rate', 'rate', 'percent', at('.', 'known', 'value'), at('.', 'guessed', 'rate percent aliquota')),
    plain('title', 'text', 'title', at('.', 'known', 'title'), at('.', 'guessed', 'name label')),
  ],
  ignored: [at('.', 'known', 'countriesUID countries')],
};

/** A row of payments/list.json. */
export const paymentScope: Scope = {
  scope: 'payment',
  fields: [
    plain('id', 'id', 'id of the method', at('.', 'known', 'id'), at('.', 'guessed', 'uid _id code')),
    plain('label', 'text', 'its name', at('.', 'known', 'label'), at('.', 'guessed', 'title name')),
  ],
  ignored: [],
};

/** store/info.json */
export const storeScope: Scope = {
  scope: 'store',
  fields: [
    plain('id', 'id', 'uid of the store', at('.', 'known', 'uid'), at('.', 'guessed', 'id')),
    plain('instance', 'id', 'the platform’s instance of these keys', at('.', 'guessed', 'instance')),
    plain('url', 'text', 'its public address', at('.', 'known', 'url')),
    plain(
      'name',
      'text',
      'its name',
      at('.', 'known', 'store_name'),
      at('.', 'agreed', 'name'),
      at('.', 'guessed', 'title'),
    ),
    plain(
      'online',
      'flag',
      'whether it is online',
      at('.', 'agreed', 'online'),
      at('.', 'guessed', 'is_online published'),
      at('.', 'seen', 'status'),
    ),
    plain(
      'invoicing',
      'flag',
      'whether invoicing is on',
      at('.', 'agreed', 'invoicing'),
      at('.', 'guessed', 'invoicing_enabled invoices_enabled invoice_enabled'),
    ),
  ],
  ignored: [at('.', 'seen', 'email warehouse'), at('.', 'known', 'error message')],
};
