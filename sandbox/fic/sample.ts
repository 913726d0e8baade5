import { vatNumber } from '../common/fiscal.ts';
import { Decimal, round2 } from '../common/money.ts';
import type { Random } from '../common/random.ts';
import { romeTimestamp } from '../common/time.ts';
import type {
  Company,
  FiscalDefaults,
  PaymentAccount,
  PaymentMethod,
  Product,
  Template,
  User,
  VatType,
} from './types.ts';

export const templates: readonly Template[] = [
  { id: 10, name: 'New Standard S1', type: 'standard' },
  { id: 106, name: 'Minimalist', type: 'standard' },
  { id: 108, name: 'Modern', type: 'standard' },
  { id: 2821, name: 'Light Smoke', type: 'standard' },
];
export const deliveryNoteTemplates: readonly Template[] = [{ id: 660, name: 'DDT 1', type: 'delivery_note' }];
export const accompanyingTemplates: readonly Template[] = [
  { id: 663, name: 'FT Accompagnatoria 1', type: 'accompanying_invoice' },
];

/** @param eiType The natura without its N, a text or a number as it comes. */
function vatType(id: number, value: number, description = '', eiType = '0'): VatType {
  return {
    id,
    value,
    description,
    notes: '',
    e_invoice: value !== 0 || eiType !== '0',
    ei_type: eiType,
    ei_description: eiType === '0' ? '' : description,
    editable: description !== '',
    is_disabled: false,
    default: id === 0,
  };
}

/** The standard types (without descriptions; 0 is the id of 22 %) and some zero rates with their natura. */
export function makeVatTypes(): VatType[] {
  return [
    vatType(0, 22),
    vatType(3, 10),
    vatType(54, 5),
    vatType(4, 4),
    vatType(6, 0),
    vatType(9, 0, 'Escluso art. 15', '1'),
    vatType(11, 0, 'Fuori campo IVA', '2.2'),
    vatType(21, 0, 'Non imponibile art. 41 D.L. 331/93', '3.2'),
    vatType(22, 0, 'Non imponibile art. 8 DPR 633/72', '3.1'),
    vatType(23, 0, 'Esente art. 10', '4'),
    vatType(66, 0, 'Contribuenti forfettari', '2.2'),
  ];
}

function account(id: number, name: string, iban: string | null = null): PaymentAccount {
  return { id, name, type: iban ? 'bank' : 'standard', iban, sia: null, cuc: null, virtual: false };
}

function method(id: number, name: string, ei: string, isDefault = false): PaymentMethod {
  return {
    id,
    name,
    type: 'standard',
    is_default: isDefault,
    details: [],
    bank_iban: null,
    bank_name: null,
    bank_beneficiary: null,
    ei_payment_method: ei,
  };
}

/** Codes as the sample shop writes them; `CESTO-NATALE` is missing and `MIELE-ACACIA` stands twice. */
const goods: readonly (readonly [string, string, string, number, number])[] = [
  ['TAG-OLIVO-M', 'Tagliere in legno d’ulivo, medio', '34.90', 0, 42],
  ['GREM-LINO', 'Grembiule in lino lavato', '39.00', 0, 25],
  ['MACINAPEPE', 'Macinapepe in faggio', '27.50', 0, 60],
  ['CANDELA-FICO', 'Candela di soia al fico', '18.40', 0, 80],
  ['TAZZA-GRES', 'Tazza in gres fatta a mano', '16.99', 0, 120],
  ['VINO-CHIANTI', 'Chianti Classico DOCG', '14.80', 0, 96],
  ['CAFFE-MISC', 'Caffè in grani 1 kg', '19.95', 0, 70],
  ['TOVAGLIA-6', 'Tovaglia in cotone', '58.00', 0, 18],
  ['MIELE-ACACIA', 'Miele di acacia', '9.70', 3, 140],
  ['MIELE-ACACIA', 'Miele di acacia (vecchia etichetta)', '9.20', 3, 4],
  ['MARM-ARANCIA', 'Marmellata di arance amare', '6.35', 3, 160],
  ['SALAME-FELINO', 'Salame Felino IGP', '17.90', 3, 35],
  ['ACETO-BALS', 'Aceto balsamico di Modena IGP', '12.49', 3, 90],
  ['CIOCC-70', 'Cioccolato fondente 70 %', '4.15', 3, 300],
  ['OLIO-EVO-500', 'Olio extravergine di oliva', '13.90', 4, 110],
  ['PASTA-GRAGN', 'Pasta di Gragnano IGP', '4.29', 4, 240],
  ['PARMIG-24', 'Parmigiano Reggiano 24 mesi', '23.75', 4, 50],
  ['LIBRO-RICETTE', 'Ricette di casa', '22.00', 4, 30],
  ['RISO-CARN', 'Riso Carnaroli', '3.98', 4, 150],
  ['BUONO-25', 'Buono regalo da 25 euro', '25.00', 11, 999],
];

function makeProducts(vatTypes: readonly VatType[], firstId: number, now: Date): Product[] {
  return goods.map(([code, name, price, vatId, stock], index) => {
    const vat = vatTypes.find((type) => type.id === vatId) ?? null;
    return {
      id: firstId + index,
      name,
      code,
      net_price: round2(new Decimal(price).div(1 + (vat?.value ?? 0) / 100)).toNumber(),
      gross_price: Number(price),
      use_gross_price: true,
      default_vat: vat,
      net_cost: 0,
      measure: 'pz',
      description: '',
      category: 'Bottega',
      notes: '',
      in_stock: code !== 'BUONO-25',
      stock_initial: stock,
      stock_current: stock,
      created_at: romeTimestamp(now),
      updated_at: romeTimestamp(now),
    };
  });
}

export const noExtras: FiscalDefaults = {
  rivalsa: 0,
  cassa: 0,
  cassa2: 0,
  withholding_tax: 0,
  other_withholding_tax: 0,
  stamp_duty: 0,
};

/** A company as one opens it: VAT types, templates, accounts, a catalogue of products, no documents. */
export function makeCompany(
  random: Random,
  id: number,
  name: string,
  now: Date,
  change: Partial<Company> = {},
): Company {
  const vat = vatNumber(random);
  const vatTypes = makeVatTypes();
  return {
    id,
    name,
    taxCode: vat,
    vatNumber: vat,
    plan: 'premium',
    licenseExpires: '2099-12-31',
    defaults: { ...noExtras },
    regime: 'ordinario',
    vatTypes,
    templates: templates.map((template) => ({ ...template })),
    paymentAccounts: [
      account(id * 10 + 1, 'Banca del Colle', `IT60X0542811101${random.digits(12)}`),
      account(id * 10 + 2, 'PayPal'),
      account(id * 10 + 3, 'Cassa'),
    ],
    paymentMethods: [
      method(id * 10 + 1, 'Bonifico bancario', 'MP05', true),
      method(id * 10 + 2, 'Carta di credito', 'MP08'),
      method(id * 10 + 3, 'Contrassegno', 'MP01'),
    ],
    clients: [],
    products: makeProducts(vatTypes, id * 1000, now),
    documents: [],
    bin: [],
    ...change,
  };
}

export const companyIds = {
  bottega: 110,
  officina: 120,
  /** Adds cassa and stamp duty to each document that does not say otherwise. */
  cantina: 130,
  /** Has no payment account yet. */
  nuova: 140,
  /** Its licence has expired. */
  archivio: 150,
  /** The accountant may only read it. */
  consultazione: 160,
  /** Of an owner who has nothing to do with the others. */
  altra: 170,
} as const;

export function makeCompanies(random: Random, now: Date): Company[] {
  return [
    makeCompany(random, companyIds.bottega, 'Bottega Belvedere S.r.l.', now),
    makeCompany(random, companyIds.officina, 'Officina Verde S.n.c.', now),
    makeCompany(random, companyIds.cantina, 'Cantina del Colle S.r.l.', now, {
      defaults: { ...noExtras, cassa: 4, stamp_duty: 2 },
    }),
    makeCompany(random, companyIds.nuova, 'Nuova Attività S.r.l.', now, { paymentAccounts: [] }),
    makeCompany(random, companyIds.archivio, 'Archivio Storico S.r.l.', now, {
      licenseExpires: '2020-12-31',
    }),
    makeCompany(random, companyIds.consultazione, 'Sola Lettura S.p.A.', now),
    makeCompany(random, companyIds.altra, 'Altra Impresa S.a.s.', now),
  ];
}

/** Fresh copies, since an accountant may come to control more companies. */
export function makeUsers(): User[] {
  return structuredClone(samples);
}

const samples: User[] = [
  {
    id: 1,
    firstName: 'Laura',
    lastName: 'Conti',
    email: 'laura.conti@example.com',
    about: 'titolare di una sola azienda',
    owns: [companyIds.bottega],
    accountant: null,
    readOnly: [],
  },
  {
    id: 2,
    firstName: 'Enrico',
    lastName: 'Ferri',
    email: 'studio.ferri@example.com',
    about: 'commercialista con più aziende',
    owns: [],
    accountant: {
      id: 200,
      name: 'Studio Ferri',
      controls: [
        companyIds.bottega,
        companyIds.officina,
        companyIds.cantina,
        companyIds.nuova,
        companyIds.archivio,
        companyIds.consultazione,
      ],
    },
    readOnly: [companyIds.consultazione],
  },
  {
    id: 3,
    firstName: 'Sara',
    lastName: 'Vuoto',
    email: 'sara.vuoto@example.com',
    about: 'non ha ancora un’azienda',
    owns: [],
    accountant: null,
    readOnly: [],
  },
  {
    id: 4,
    firstName: 'Paolo',
    lastName: 'Neri',
    email: 'paolo.neri@example.com',
    about: 'titolare di un’altra azienda',
    owns: [companyIds.altra],
    accountant: null,
    readOnly: [],
  },
];
