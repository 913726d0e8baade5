import type { Decimal } from 'decimal.js';
import type { SentLineKind } from '../domain/aftercare/sent-document.ts';
import type { DocumentKind } from '../domain/delivery.ts';
import type { PublicBodyData } from '../domain/party/public-body.ts';

/** A document for Fatture in Cloud, in our words; `platforms/fattureincloud/wire.ts` turns it into its API's. */
export interface IssuedDocument {
  kind: DocumentKind;
  /** Day of Europe/Rome, `YYYY-MM-DD`. */
  date: string;
  /** ISO 4217. */
  currency: string;
  /** ISO 639-1, one that Fatture in Cloud prints: it, en, de, fr, es. */
  language: string;
  /** Identifies shop and order; part of `subject`, by which the document is found again. */
  marker: string;
  /** Not printed; contains the marker. */
  subject: string;
  /** Printed, e.g. `Ordine #1042`. */
  visibleSubject: string;
  notes: string;
  /** null: the company's default template. */
  templateId: number | null;
  /** Numeration (suffix) as typed; empty for the main one. */
  numeration: string;
  showPaymentMethod: boolean;
  /** Fatture in Cloud's `show_payments`. */
  showPayments: boolean;
  /** Payment method's name as printed; null where the shop tells none. */
  paymentMethodName: string | null;
  /** True for invoices that go through SDI. */
  eInvoice: boolean;
  /** MP01…, only with `eInvoice`. */
  eInvoicePaymentCode: string | null;
  entity: DocumentEntity;
  /** Whether `items[].price` includes VAT (`use_gross_prices`). */
  priceMode: 'gross' | 'net';
  items: DocumentItem[];
  payments: DocumentPayment[];
  totals: DocumentTotals;
  /** Imposta di bollo on the document, cents; 0: none. The seller bears it. */
  stampDutyCents: number;
  /** Taken off what the buyer owes, cents: the stamp duty, where Fatture in Cloud adds it. */
  dueDiscountCents: number;
  /** What the buyer owes, cents: the gross, of a public body that pays the VAT itself the net. */
  dueCents: number;
  /** IBAN of a bank transfer's account, only with `eInvoice`. */
  bankIban: string | null;
  /** Of an invoice to a public body. */
  publicBody: PublicBodyData | null;
}

/** A credit note of an invoice (TD04): what it credits has positive prices. */
export interface CreditNoteDocument extends Omit<IssuedDocument, 'kind'> {
  kind: 'credit-note';
  /** The invoice that it refers to; `number` as printed. */
  credits: { number: string; date: string };
}

export interface DocumentEntity {
  /** Client id in Fatture in Cloud, where a link is known. */
  id: number | null;
  type: 'company' | 'person' | 'pa';
  name: string;
  firstName: string | null;
  lastName: string | null;
  /** Without country prefix for Italy. */
  vatNumber: string | null;
  taxCode: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  /** Two letters, Italy only. */
  province: string | null;
  addressExtra: string | null;
  /** Italian country name as Fatture in Cloud lists it, e.g. `Italia`. */
  country: string | null;
  countryIso: string | null;
  email: string | null;
  certifiedEmail: string | null;
  phone: string | null;
  /** 7 characters (6 for public bodies); `0000000` or `XXXXXXX` by rule. */
  eInvoiceCode: string | null;
  /** Multi-line, where the goods go when that differs from the billing address. */
  shippingAddress: string | null;
}

export interface DocumentItem {
  /** What the line stands for; not told to Fatture in Cloud. */
  kind: SentLineKind;
  /** Product id in Fatture in Cloud, where the SKU is known there. */
  productId: number | null;
  /** SKU. */
  code: string | null;
  name: string;
  description: string | null;
  quantity: Decimal;
  /** Price of one piece, euros as an exact decimal; gross or net by the document's `priceMode`. May be negative (discount, rounding). */
  price: Decimal;
  vatTypeId: number;
  /** Percent (22). */
  vatPercent: number;
  /** Moves Fatture in Cloud's stock. */
  stock: boolean;
}

export interface DocumentPayment {
  amountCents: number;
  /** `YYYY-MM-DD`. */
  dueDate: string;
  /** `YYYY-MM-DD` when paid, else null. */
  paidDate: string | null;
  /** Required by Fatture in Cloud when paid. */
  paymentAccountId: number | null;
  /** Nothing is paid: an invoice that was not is set off against its credit note. */
  reversed?: boolean;
}

/** Cents. */
export interface DocumentTotals {
  netCents: number;
  vatCents: number;
  grossCents: number;
}
