/**
 * What a shop may call a thing and where it may stand: the sandbox's own list, from what the vendor's pages, its
 * storefront and running public code say (the order's keys are camelCase, the order-creation call's snake_case, the
 * storefront's cart has both). `a.b` is a key of an object, `list[Label]` a `{name, value}` of a list.
 */
export const orderPlaces = {
  shippingCost: [
    'cart.shippingCost',
    'cart.shipping_cost',
    'cart.ShippingCost',
    'cart.shipping-cost',
    'cart.shipping.cost',
    'cart.shippingAmount',
    'cart.shippingPrice',
    'shippingCost',
    'shipping_cost',
    'shipping.cost',
  ],
  shippingMethod: [
    'cart.shippingMethod',
    'cart.shipping_method',
    'cart.shipping.method',
    'shippingMethod',
    'shipping_method',
  ],
  shippingTax: ['', '', 'shipping_tax', 'shippingTax', 'cart.shipping_tax', 'cart.shippingTax'],
  paymentMethod: [
    'cart.paymentMethod',
    'cart.payment_method',
    'cart.payment_method_id',
    'cart.payment.method',
    'paymentMethod',
    'payment_method',
    'payment.method',
  ],
  paymentCost: [
    'cart.paymentCost',
    'cart.payment_cost',
    'cart.payment_amount',
    'cart.payment.cost',
    'paymentCost',
    'payment_cost',
    'payment_amount',
  ],
  paidAt: ['', '', 'paid_at', 'paidAt', 'PaidAt', 'payment.paid_at'],
  currency: ['', '', 'currency', 'cart.currency', 'Currency'],
  notes: ['message', 'notes', 'Notes', 'cart.message'],
  shortId: ['short_id', 'shortId', ''],
  total: ['cart.total'],
  discount: ['cart.saleAmount', 'cart.sale_amount', 'saleAmount'],
  coupon: ['cart.couponCode', 'cart.coupon_code', 'cart.coupon', 'couponCode'],
  invoice: [
    'needInvoice',
    'need_invoice',
    'needinvoice',
    'cart.needInvoice',
    'billing.needInvoice',
    'invoice',
  ],
  vat: ['billing.vat'],
  taxCode: [
    'billing.tax_code',
    'billing.taxCode',
    'digital_invoice[Codice fiscale]',
    'digital_invoice[codice_fiscale]',
    'addition_fields[Codice Fiscale]',
  ],
  pec: ['billing.pec', 'billing.PEC', 'digital_invoice[PEC]', 'digital_invoice[pec]', 'addition_fields[PEC]'],
  sdi: [
    'billing.sdi',
    'billing.SDI',
    'digital_invoice[Codice destinatario]',
    'digital_invoice[Codice SDI]',
    'digital_invoice[sdi]',
    'addition_fields[Codice Destinatario]',
  ],
  /** `fullname` holds it where there is no other place. */
  company: ['', '', 'billing.company', 'billing.Company'],
} as const satisfies Record<string, readonly string[]>;

export type OrderField = keyof typeof orderPlaces;

export const itemPlaces = {
  tax: ['', '', 'tax', 'Tax'],
  taxProfile: ['', 'tax_profile', 'taxProfile', 'taxprofile'],
  separator: ['#|#', '#|#', '|#|'],
} as const;

/** Words of yes and of no. */
export const flags: readonly (readonly [unknown, unknown])[] = [
  [true, false],
  [1, 0],
  ['1', '0'],
  ['true', 'false'],
  ['Y', 'N'],
  ['yes', 'no'],
  ['sì', 'no'],
  ['SI', 'NO'],
  ['fattura', ''],
  ['fattura', 'ricevuta'],
  ['2', '0'],
];

export const amountForms = ['number', 'text', 'comma'] as const;
export const instantForms = ['iso', 'seconds', 'seconds as text'] as const;
export const guestForms = [-1, 0, '-1', '0', '', null] as const;
export const statusForms = ['maps', 'one list in a list', 'one map', 'rows'] as const;
export const countryKeys = ['tld', 'iso', 'iso2', 'code', 'TLD'] as const;
export const skuKeys = ['code', 'sku', 'Code'] as const;
export const profileKeys = ['tax_profile', 'taxprofile', 'taxProfile'] as const;
export const stockKeys = ['stock_count', 'stockCount'] as const;
export const storeNameKeys = ['store_name', 'name', 'storeName'] as const;
export const errorForms = ['number and message', 'message in error', 'text in error'] as const;
