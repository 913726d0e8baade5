import type { SdiRecords } from './e-invoice/types.ts';

export interface VatType {
  id: number;
  /** Percent (22). */
  value: number;
  description: string;
  notes: string;
  e_invoice: boolean;
  /** Natura of a zero rate without its N (`"2.2"`), `"0"` for none, as the real API writes it; a test may tell a number. */
  ei_type: string | number | null;
  ei_description: string;
  editable: boolean;
  is_disabled: boolean;
  default: boolean;
}

export interface PaymentAccount {
  id: number;
  name: string;
  type: 'standard' | 'bank';
  iban: string | null;
  sia: string | null;
  cuc: string | null;
  virtual: boolean;
}

export interface PaymentMethod {
  id: number;
  name: string;
  type: 'standard';
  is_default: boolean;
  details: { title: string; description: string }[];
  bank_iban: string | null;
  bank_name: string | null;
  bank_beneficiary: string | null;
  ei_payment_method: string | null;
}

export interface Template {
  id: number;
  name: string;
  type: 'standard' | 'delivery_note' | 'accompanying_invoice';
}

export interface Product {
  id: number;
  name: string;
  code: string;
  net_price: number;
  gross_price: number;
  use_gross_price: boolean;
  default_vat: VatType | null;
  net_cost: number;
  measure: string;
  description: string;
  category: string;
  notes: string;
  in_stock: boolean;
  stock_initial: number;
  stock_current: number;
  created_at: string;
  updated_at: string;
}

/** A client as the API gives it: plain JSON, the fields of the OpenAPI description. */
export type Client = Record<string, unknown> & { id: number; name: string };

export interface DocumentItem {
  id: number;
  product_id: number | null;
  code: string;
  name: string;
  category: string;
  description: string;
  qty: number;
  measure: string;
  net_price: number;
  gross_price: number;
  vat: VatType;
  not_taxable: boolean;
  apply_withholding_taxes: boolean;
  /** Percent. */
  discount: number;
  discount_highlight: boolean;
  in_dn: boolean;
  stock: boolean;
}

export interface DocumentPayment {
  id: number;
  /** Decimal euros. */
  amount: number;
  due_date: string;
  paid_date: string | null;
  status: 'not_paid' | 'paid' | 'reversed';
  payment_account: PaymentAccount | null;
  payment_terms: { days: number; type: 'standard' };
}

/** A document as the API gives it; `Record` for the fields that are only kept and repeated. */
export type IssuedDocument = Record<string, unknown> & {
  id: number;
  type: string;
  number: number;
  numeration: string;
  /** `YYYY-MM-DD` */
  date: string;
  year: number;
  subject: string;
  visible_subject: string;
  entity: Record<string, unknown> & { name: string };
  items_list: DocumentItem[];
  payments_list: DocumentPayment[];
  payment_method: PaymentMethod | { id: null; name: string } | null;
  template: Template;
  use_gross_prices: boolean;
  e_invoice: boolean;
  ei_data: Record<string, unknown> | null;
  ei_status: string | null;
  amount_net: number;
  amount_vat: number;
  amount_gross: number;
  amount_due_discount: number;
  url: string;
  created_at: string;
  updated_at: string;
};

/** Extras that a company adds to its documents by default, percent but for the stamp duty in euros. */
export interface FiscalDefaults {
  rivalsa: number;
  cassa: number;
  cassa2: number;
  withholding_tax: number;
  other_withholding_tax: number;
  stamp_duty: number;
}

export interface Company {
  id: number;
  name: string;
  taxCode: string;
  vatNumber: string;
  plan: 'trial' | 'standard' | 'premium' | 'premium_plus' | 'complete';
  /** `YYYY-MM-DD`; past it every call is refused. */
  licenseExpires: string;
  defaults: FiscalDefaults;
  /** Tax regime, e.g. `ordinario`, `forfettario_5`. */
  regime: string;
  vatTypes: VatType[];
  templates: Template[];
  paymentAccounts: PaymentAccount[];
  paymentMethods: PaymentMethod[];
  clients: Client[];
  products: Product[];
  documents: IssuedDocument[];
  bin: IssuedDocument[];
  /** Nobody switched e-invoicing on: nothing can be sent. */
  eInvoicingOff?: boolean;
  sdi?: SdiRecords;
  receipts?: Receipt[];
}

/** Takings of a day, as the API gives them. */
export interface Receipt extends Record<string, unknown> {
  id: number;
  /** `YYYY-MM-DD` */
  date: string;
  number: number;
  numeration: string;
  type: string;
  description: string;
  amount_net: number;
  amount_vat: number;
  amount_gross: number;
  use_gross_prices: boolean;
  payment_account: PaymentAccount;
  items_list: { id: number; amount_net: number; amount_gross: number; category: string; vat: VatType }[];
  created_at: string;
  updated_at: string;
}

export interface User {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  /** What the login page says about the user. */
  about: string;
  /** Companies of one's own. */
  owns: number[];
  /** An accountant's office and the companies it controls. */
  accountant: { id: number; name: string; controls: number[] } | null;
  /** Companies of which the user may only read. */
  readOnly: number[];
}

export type Rounding = 'per-rate' | 'per-line' | 'whole' | 'gross-from-net' | 'odd-cent';
