/** Which orders leave by themselves. */
export interface OrderSettings {
  automatic: boolean;
  /** `paid`: every paid order; `invoice-requested`: paid or not, only where the buyer asked for an invoice. */
  send: 'paid' | 'invoice-requested';
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
}

export interface VatSettings {
  /** Shop's tax profile id → Fatture in Cloud's VAT type id. 0 is a valid id. */
  mapping: Record<string, number>;
  shippingVatTypeId: number | null;
}

export interface PaymentAccountSettings {
  /** Fatture in Cloud's payment account (conto di saldo); nothing is sent while it is null. */
  id: number | null;
  /** Shop's payment method name → payment account id, where it differs from `id`. */
  byPaymentMethod: Record<string, number>;
  /** Shop's payment method name → e-invoice code (MP01…), where it differs from the table's. */
  eInvoiceCodeByPaymentMethod: Record<string, string>;
}

export interface Settings {
  orders: OrderSettings;
  customers: CustomerSettings;
  products: ProductSettings;
  template: TemplateSettings;
  vat: VatSettings;
  paymentAccount: PaymentAccountSettings;
}

export type SettingsSection = keyof Settings;

export const defaultSettings: Settings = {
  orders: { automatic: false, send: 'paid' },
  customers: { enabled: true, overwrite: false },
  products: { updateStock: true },
  template: { templateId: null, showPaymentMethod: true, showPaymentDate: true, numberSuffix: '' },
  vat: { mapping: {}, shippingVatTypeId: null },
  paymentAccount: { id: null, byPaymentMethod: {}, eInvoiceCodeByPaymentMethod: {} },
};

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
  return {
    template: { ...template, templateId: null },
    vat: { ...vat, mapping: {}, shippingVatTypeId: null },
    paymentAccount: { ...paymentAccount, id: null, byPaymentMethod: {} },
  };
}
