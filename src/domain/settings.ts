import type { StatusMeaning } from './catalogue.ts';

/** Which orders leave by themselves, and as what. */
export interface OrderSettings {
  automatic: boolean;
  /**
   * `paid`: every paid order; `invoice-requested`: paid or not, only where the buyer asked for an invoice;
   * `paid-and-invoice-requested`: only where both hold.
   */
  send: 'paid' | 'invoice-requested' | 'paid-and-invoice-requested';
  /** Who gets an invoice: who asked for one; whoever has a valid VAT number too; everybody. */
  invoice: 'requested' | 'business' | 'always';
  /** Shop's status id → what it means, where the merchant reads it otherwise than its title says. */
  statusMeaning: Record<string, StatusMeaning>;
  /**
   * What becomes of the document of an order that is cancelled after it was sent: a person decides, or it is withdrawn by
   * itself where it was never issued.
   */
  whenCancelled: 'ask' | 'withdraw';
}

export interface CustomerSettings {
  enabled: boolean;
  /** Whether a change in the shop overwrites what Fatture in Cloud holds; else it only fills in what is empty there. */
  overwrite: boolean;
}

export interface ProductSettings {
  /** Documents of type order move Fatture in Cloud's stock. */
  updateStock: boolean;
}

export interface TemplateSettings {
  /** Fatture in Cloud's template; null leaves the company's default. */
  templateId: number | null;
  showPaymentMethod: boolean;
  /** Fatture in Cloud's `show_payments`. */
  showPaymentDate: boolean;
  /** Fatture in Cloud's numeration as typed, e.g. `/WEB`; empty for the main one. */
  numberSuffix: string;
  /** The same for invoices; null: as `numberSuffix`. */
  invoiceNumberSuffix: string | null;
}

export interface VatSettings {
  /** Shop's tax profile id → Fatture in Cloud's VAT type id. 0 is a valid id. */
  mapping: Record<string, number>;
  /** Tax profile of what has none; null: the shop's only one, where it has one. */
  mainTaxProfileId: string | null;
  shippingVatTypeId: number | null;
  /** `as-told`: `shippingVatTypeId`, else what the order says; `as-goods`: in proportion to the goods. */
  shipping: 'as-told' | 'as-goods';
  /** VAT types of lines at 0 %, by where the goods go; null leaves the profile's. */
  byDestination: { euBusiness: number | null; extraEu: number | null; sanMarino: number | null };
  oss: OssSettings;
  /** VAT type of every line of a seller who charges no VAT (regime forfettario); null: not one. */
  flatRateVatTypeId: number | null;
  /** Imposta di bollo: where the law wants it, or left to Fatture in Cloud's own settings. */
  stampDuty: 'automatic' | 'never';
}

/** Sales to private persons of other member states, at the rates of their countries. */
export interface OssSettings {
  /** `DE:19` (country, percent) → VAT type of documents of type order. */
  rates: Record<string, number>;
  /** Invoices: VAT type of the taxable amount (N7), and of the line that holds the tax. */
  invoiceVatTypeId: number | null;
  taxLineVatTypeId: number | null;
}

export interface PaymentAccountSettings {
  /** Fatture in Cloud's payment account (conto di saldo); nothing is sent while it is null. */
  id: number | null;
  /** Shop's payment method name → payment account id, where it differs from `id`. */
  byPaymentMethod: Record<string, number>;
  /** Shop's payment method name → e-invoice code (MP01…), where it differs from the table's. */
  eInvoiceCodeByPaymentMethod: Record<string, string>;
}

export interface EInvoiceSettings {
  /** Whether invoices go to the SDI by themselves. */
  send: 'manual' | 'automatic';
  /** From the making of the invoice to its sending, minutes. */
  delayMinutes: number;
  /** Whether the buyer gets a copy by e-mail. */
  copyToBuyer: boolean;
}

export interface ReceiptSettings {
  /** `daily`: the takings without an invoice are recorded day by day. */
  mode: 'none' | 'daily';
  /** Fatture in Cloud's numeration of receipts as typed; empty for the main one. */
  numeration: string;
}

export interface Settings {
  orders: OrderSettings;
  customers: CustomerSettings;
  products: ProductSettings;
  template: TemplateSettings;
  vat: VatSettings;
  paymentAccount: PaymentAccountSettings;
  eInvoice: EInvoiceSettings;
  receipts: ReceiptSettings;
}

export type SettingsSection = keyof Settings;

export const defaultSettings: Settings = {
  orders: { automatic: false, send: 'paid', invoice: 'requested', statusMeaning: {}, whenCancelled: 'ask' },
  customers: { enabled: true, overwrite: false },
  products: { updateStock: true },
  template: {
    templateId: null,
    showPaymentMethod: true,
    showPaymentDate: true,
    numberSuffix: '',
    invoiceNumberSuffix: null,
  },
  vat: {
    mapping: {},
    mainTaxProfileId: null,
    shippingVatTypeId: null,
    shipping: 'as-told',
    byDestination: { euBusiness: null, extraEu: null, sanMarino: null },
    oss: { rates: {}, invoiceVatTypeId: null, taxLineVatTypeId: null },
    flatRateVatTypeId: null,
    stampDuty: 'automatic',
  },
  paymentAccount: { id: null, byPaymentMethod: {}, eInvoiceCodeByPaymentMethod: {} },
  eInvoice: { send: 'manual', delayMinutes: 0, copyToBuyer: false },
  receipts: { mode: 'none', numeration: '' },
};

/** What is to change in a section: a field left out stays, and so does one of `byDestination` and `oss`. */
export type SectionChanges<S extends SettingsSection> = Partial<
  S extends 'vat'
    ? Omit<VatSettings, 'byDestination' | 'oss'> & {
        byDestination: Partial<VatSettings['byDestination']>;
        oss: Partial<OssSettings>;
      }
    : Settings[S]
>;

/** A section with its changes. Tables (`mapping`, `rates`, `statusMeaning`…) are exchanged whole. */
export function changeSection<S extends SettingsSection>(
  saved: Settings[S],
  changes: SectionChanges<S>,
): Settings[S] {
  const changed = { ...saved, ...changes };
  if ('byDestination' in saved && 'byDestination' in changed) {
    changed.byDestination = { ...saved.byDestination, ...changed.byDestination };
  }
  if ('oss' in saved && 'oss' in changed) changed.oss = { ...saved.oss, ...changed.oss };
  return changed as Settings[S];
}

/** Sections that hold ids of one company of Fatture in Cloud. */
export const companySections = [
  'template',
  'vat',
  'paymentAccount',
] as const satisfies readonly SettingsSection[];
export type CompanySection = (typeof companySections)[number];

/** The sections without the ids, which mean something else in another company; the rest stays. */
export function withoutCompanyIds({
  template,
  vat,
  paymentAccount,
}: Settings): Pick<Settings, CompanySection> {
  const { mapping, shippingVatTypeId, byDestination, oss, flatRateVatTypeId } = defaultSettings.vat;
  return {
    template: { ...template, templateId: null },
    vat: { ...vat, mapping, shippingVatTypeId, byDestination, oss, flatRateVatTypeId },
    paymentAccount: { ...paymentAccount, id: null, byPaymentMethod: {} },
  };
}
