/** The order of the vendor's documentation, with the fields that were agreed. */
export function wireOrder(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    orderID: '132_5672eebab5aa6',
    short_id: '1042',
    orderDate: '2015-12-17T18:19:54+0100',
    status: 1,
    currency: 'EUR',
    invoice: 1,
    paid_at: '2015-12-17T18:25:00+0100',
    payment_method: 'PayPal',
    payment_cost: 0,
    shipping_method: 'Corriere',
    shipping_cost: 5.25,
    shipping_tax: 22,
    notes: 'Citofonare Rossi',
    billing: wireAddress(),
    delivery: [],
    cart: {
      total: 45.25,
      items: { 'p1|#|v1': wireItem() },
      couponCode: '',
      saleAmount: 0,
    },
    ...changes,
  };
}

export function wireAddress(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    fullname: 'Mario Rossi',
    company: '',
    addr1: 'Via Roma 1',
    addr2: '',
    city: 'Torino',
    zip: '10121',
    state: 1234,
    state_iso: 'TO',
    country: 82,
    country_iso: 'it',
    email: 'mario@example.it',
    phone: '+39 011 123456',
    vat: '',
    tax_code: 'RSSMRA80A01L219M',
    pec: '',
    sdi: '',
    userUID: 'u-77',
    ...changes,
  };
}

export function wireItem(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    count: 2,
    price: 20,
    title: 'Tazza',
    sku: 'TZ-1',
    options: { Colore: 'Blu' },
    tax: 22,
    tax_profile: '52dd3382be85f18660000000',
    ...changes,
  };
}

export const wireCountries = [
  { uid: 82, iso: 'IT', name: 'Italia' },
  { uid: 83, iso: 'DE', name: 'Germania' },
];

export const wireStatuses = [
  { id: 0, title: 'Attesa pagamento' },
  { id: 1, title: 'Pagato' },
  { id: 6, title: 'Annullato' },
];
