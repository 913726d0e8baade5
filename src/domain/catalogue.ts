/** A VAT type of Fatture in Cloud. `value` is a percent (22). Descriptions of the standard ones are empty. */
export interface VatType {
  id: number;
  value: number;
  description: string;
  /** Natura for e-invoices (`N2.2`), for zero rates; null when none is set. */
  nature: string | null;
  /** Whether it may stand on an e-invoice. */
  forEInvoices: boolean;
  /** Switched off in Fatture in Cloud: kept to tell so where the settings still name it. */
  isDisabled: boolean;
}

export interface NamedId {
  id: number;
  name: string;
}

/** A payment account (conto di saldo). */
export interface PaymentAccount extends NamedId {
  /** Without spaces; null or left out: none. */
  iban?: string | null;
}

/** What Fatture in Cloud offers to choose from, read in one call (`issued_documents/info`). */
export interface InvoicingCatalogue {
  templates: NamedId[];
  vatTypes: VatType[];
  paymentAccounts: PaymentAccount[];
  /** Numerations in use, as typed (`/WEB`); the main one is the empty string and is left out. */
  numerations: string[];
  /** The company's tax regime as Fatture in Cloud tells it (`forfettario_5`); left out where it was not read. */
  regime?: string | null;
}

/** A tax profile of the shop. `value` is a percent (22). */
export interface TaxProfile {
  id: string;
  title: string;
  value: number;
}

/** What an order's status means for sending it; `hold`: a person decides. */
export type StatusMeaning = 'paid' | 'unpaid' | 'cancelled' | 'hold';

/** A status of the shop's orders, with our reading of it. */
export interface ShopStatus {
  id: string;
  title: string;
  meaning: StatusMeaning;
}

/** What the shop has to map. */
export interface ShopCatalogue {
  taxProfiles: TaxProfile[];
  /** In the shop's order; empty before they were read. */
  statuses: ShopStatus[];
  /** Names of payment methods, as they occur in the shop's orders. */
  paymentMethods: string[];
  sales: SalesSeen;
}

/** What the shop's orders tell of where it sells. */
export interface SalesSeen {
  /** Whether any order went there: to a business of another member state, outside the EU, to San Marino. */
  destinations: { euBusiness: boolean; extraEu: boolean; sanMarino: boolean };
  /** Rates of other member states that private persons paid, `DE:19` (country, percent), each once. */
  ossRates: string[];
}

export const noSales: SalesSeen = {
  destinations: { euBusiness: false, extraEu: false, sanMarino: false },
  ossRates: [],
};

export interface Catalogue extends InvoicingCatalogue, ShopCatalogue {
  /** Company that the Fatture in Cloud half was read from. */
  companyId: number | null;
  readAt: Date;
}

/**
 * The VAT type to propose for a rate: the one of that percentage without a description (the standard one)
 * first, else the only one of that percentage; null where none or several fit. Percent; id 0 is valid.
 */
export function suggestVatType(value: number, vatTypes: readonly VatType[]): number | null {
  const same = vatTypes.filter((type) => type.value === value && !type.isDisabled);
  const standard = same.filter((type) => type.description === '' && type.nature === null);
  if (standard.length > 0) return standard[0]?.id ?? null;
  return same.length === 1 ? (same[0]?.id ?? null) : null;
}
