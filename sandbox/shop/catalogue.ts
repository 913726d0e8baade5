/** A rate of the shop. Ids have the form of the platform's documentation. */
export interface TaxProfile {
  id: string;
  /** Percent (22). */
  value: number;
  title: string;
}

export const taxProfiles: readonly TaxProfile[] = [
  { id: '52dd3382be85f18660000000', value: 22, title: 'Profilo Iva EU 22%' },
  { id: '52dd3382be85f18660000001', value: 10, title: 'Profilo Iva EU 10%' },
  { id: '52dd3382be85f18660000002', value: 4, title: 'Profilo Iva EU 4%' },
  { id: '52dd3382be85f18660000003', value: 0, title: 'Fuori campo Iva (buoni)' },
];

export interface Product {
  uid: string;
  sku: string;
  title: string;
  /** Euros, VAT included. */
  price: string;
  taxProfile: string;
  stock: number;
  /** Choices of one option, e.g. `{ name: 'Taglia', values: ['S', 'M'] }`. */
  variants?: { name: string; values: readonly string[] };
}

function uid(index: number): string {
  return `5672ee${(0x10a3f0 + index * 7919).toString(16)}`;
}

const rows: readonly (readonly [
  string,
  string,
  string,
  22 | 10 | 4 | 0,
  number,
  (readonly [string, string])?,
])[] = [
  ['TAG-OLIVO-M', 'Tagliere in legno d’ulivo, medio', '34.90', 22, 42],
  ['GREM-LINO', 'Grembiule in lino lavato', '39.00', 22, 25, ['Colore', 'Blu|Naturale|Terracotta']],
  ['MACINAPEPE', 'Macinapepe in faggio', '27.50', 22, 60],
  ['CANDELA-FICO', 'Candela di soia al fico', '18.40', 22, 80],
  ['TAZZA-GRES', 'Tazza in gres fatta a mano', '16.99', 22, 120, ['Colore', 'Sabbia|Salvia']],
  ['VINO-CHIANTI', 'Chianti Classico DOCG 2022, 75 cl', '14.80', 22, 96],
  ['CAFFE-MISC', 'Caffè in grani, miscela della casa, 1 kg', '19.95', 22, 70],
  ['TOVAGLIA-6', 'Tovaglia in cotone per 6 persone', '58.00', 22, 18],
  ['MIELE-ACACIA', 'Miele di acacia, 500 g', '9.70', 10, 140],
  ['MARM-ARANCIA', 'Marmellata di arance amare, 340 g', '6.35', 10, 160],
  ['SALAME-FELINO', 'Salame Felino IGP, 700 g', '17.90', 10, 35],
  ['ACETO-BALS', 'Aceto balsamico di Modena IGP, 250 ml', '12.49', 10, 90],
  ['CIOCC-70', 'Cioccolato fondente 70 %, 100 g', '4.15', 10, 300],
  ['OLIO-EVO-500', 'Olio extravergine di oliva, 500 ml', '13.90', 4, 110],
  ['PASTA-GRAGN', 'Pasta di Gragnano IGP, 1 kg', '4.29', 4, 240],
  ['PARMIG-24', 'Parmigiano Reggiano 24 mesi, 1 kg', '23.75', 4, 50],
  ['LIBRO-RICETTE', 'Ricette di casa (libro, 240 pagine)', '22.00', 4, 30],
  ['RISO-CARN', 'Riso Carnaroli, 1 kg', '3.98', 4, 150],
  ['BUONO-25', 'Buono regalo da 25 euro', '25.00', 0, 999],
  // Not known to Fatture in Cloud's catalogue: such a line has no product_id.
  ['CESTO-NATALE', 'Cesto di Natale «Belvedere»', '79.00', 10, 12],
];

export const products: readonly Product[] = rows.map(([sku, title, price, rate, stock, variants], index) => ({
  uid: uid(index),
  sku,
  title,
  price,
  taxProfile: taxProfiles.find((profile) => profile.value === rate)?.id ?? '',
  stock,
  ...(variants ? { variants: { name: variants[0], values: variants[1].split('|') } } : {}),
}));

/** Statuses as seen in public code of the platform. */
export const statuses = [
  { id: 0, title: 'Attesa pagamento' },
  { id: 1, title: 'Pagato' },
  { id: 2, title: 'In allestimento' },
  { id: 3, title: 'Inviato' },
  { id: 4, title: 'Consegnato' },
  { id: 5, title: 'Chiuso' },
  { id: 6, title: 'Annullato' },
] as const;

/** A return is in process. The vendor's help names it; its number is unknown, this one made up. */
export const afterSalesStatus = { id: 7, title: 'Post-vendita' } as const;

export const cancelledStatus = 6;
/** The merchant's own, made when the first order is refunded. */
export const refundedStatus = { id: 12, title: 'Rimborsato' } as const;

/** The platform's own numbers of countries; they are not ISO. */
export const countries = [
  { uid: 82, iso: 'IT', name: 'Italia' },
  { uid: 83, iso: 'DE', name: 'Germania' },
  { uid: 84, iso: 'FR', name: 'Francia' },
  { uid: 85, iso: 'AT', name: 'Austria' },
  { uid: 86, iso: 'ES', name: 'Spagna' },
  { uid: 120, iso: 'CH', name: 'Svizzera' },
  { uid: 121, iso: 'GB', name: 'Regno Unito' },
  { uid: 131, iso: 'US', name: 'Stati Uniti' },
] as const;

export const paymentMethods = ['Carta di credito', 'PayPal', 'Bonifico bancario', 'Contrassegno'] as const;

/** Methods of other companies, as payments/list.json tells them: an order may name one by its id. */
export const externalPayments: readonly { id: string; label: string }[] = [
  { id: '5b06c1f0e85f1866000000a1', label: 'Carta di credito' },
  { id: '5b06c1f0e85f1866000000a2', label: 'PayPal' },
];

export const shippingMethods = ['Corriere espresso', 'Ritiro in negozio'] as const;
