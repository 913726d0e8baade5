import { at, decisive, only, plain, type Scope } from './table.ts';

/** One entry of `cart.items`. */
export const itemScope: Scope = {
  scope: 'item',
  fields: [
    plain(
      'product',
      'id',
      'the product’s uid; else the part of the entry’s key before `#|#`',
      at('.', 'guessed', 'product_uid product_id uid'),
      at('product', 'guessed', 'uid id'),
    ),
    decisive(
      'count',
      'count',
      'pieces',
      at('.', 'known', 'count'),
      at('.', 'guessed', 'quantity qty quantita pieces qta'),
    ),
    decisive(
      'price',
      'count',
      'price of one piece, VAT included',
      at('.', 'known', 'price'),
      at('.', 'follows', 'final_price'),
      at('.', 'guessed', 'unit_price item_price sale_price prezzo prezzo_unitario price_with_tax'),
    ),
    plain(
      'title',
      'text',
      'name of the article',
      at('.', 'known', 'title'),
      at('.', 'guessed', 'name product_title product_name titolo nome description'),
      at('product', 'guessed', 'title name'),
    ),
    plain(
      'sku',
      'text',
      'SKU',
      at('.', 'known', 'sku'),
      at('.', 'seen', 'code'),
      at('product', 'follows', 'sku code'),
      at('.', 'guessed', 'product_code codice reference'),
    ),
    decisive(
      'rate',
      'rate',
      'VAT rate, percent',
      at('.', 'agreed', 'tax'),
      at('.', 'guessed', 'tax_rate vat_rate tax_percent vat_percent tax_value aliquota aliquota_iva iva vat'),
      at('tax', 'follows', 'value rate percent'),
    ),
    decisive(
      'profile',
      'id',
      'id of the tax profile',
      at('.', 'agreed', 'tax_profile'),
      at('.', 'known', 'taxprofile'),
      at('tax', 'follows', 'id uid'),
      at('.', 'guessed', 'tax_profile_id tax_id profilo_iva'),
      at('product', 'follows', 'tax_profile taxprofile'),
    ),
  ],
  ignored: [
    at('.', 'known', 'options option variant varianti'),
    only('words', at('.', 'guessed', 'image img url link ean barcode brand weight')),
  ],
};
