import type {
  CreateClientRequest,
  CreateIssuedDocumentRequest,
  Entity,
  IssuedDocumentEiData,
  IssuedDocumentItemsListItem,
  IssuedDocumentPaymentsListItem,
} from '@fattureincloud/fattureincloud-ts-sdk';
import type {
  CreditNoteDocument,
  DocumentEntity,
  DocumentItem,
  DocumentPayment,
  IssuedDocument,
} from '../../document/issued-document.ts';
import type { ClientPatch } from '../../domain/customers/client.ts';

/**
 * IssuedDocument → the vendor's names. Source: openapi.json 2.1.8, `POST /c/{company_id}/issued_documents`.
 * Decimal euros exist only here. A null of ours is left out, so that the API's own default holds.
 */

type Told<T> = { [K in keyof T]?: Exclude<T[K], null> };

/** The object without its nulls. */
function told<T extends object>(values: T): Told<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Told<T>;
}

/** Cents → decimal euros; exact to the cent up to 90 thousand milliards. */
function euros(cents: number): number {
  return Number((cents / 100).toFixed(2));
}

function toEntity(entity: DocumentEntity, isEInvoice: boolean): Entity {
  return told({
    id: entity.id,
    type: entity.type,
    name: entity.name,
    first_name: entity.firstName,
    last_name: entity.lastName,
    vat_number: entity.vatNumber,
    tax_code: entity.taxCode,
    address_street: entity.street,
    address_postal_code: entity.postalCode,
    address_city: entity.city,
    address_province: entity.province,
    address_extra: entity.addressExtra,
    country: entity.country,
    country_iso: entity.countryIso,
    email: entity.email,
    certified_email: entity.certifiedEmail,
    phone: entity.phone,
    shipping_address: entity.shippingAddress,
    e_invoice: isEInvoice,
    ei_code: entity.eInvoiceCode,
  });
}

function toItem(item: DocumentItem, priceMode: IssuedDocument['priceMode']): IssuedDocumentItemsListItem {
  const price = item.price.toNumber();
  return {
    ...told({
      product_id: item.productId,
      code: item.code,
      name: item.name,
      description: item.description,
    }),
    qty: item.quantity.toNumber(),
    ...(priceMode === 'gross' ? { gross_price: price } : { net_price: price }),
    // 0 is the id of the standard 22 %.
    vat: { id: item.vatTypeId },
    // A percentage only, so discounts are lines of their own; 0 keeps a client's default discount out.
    discount: 0,
    stock: item.stock,
  };
}

function toPayment(payment: DocumentPayment): IssuedDocumentPaymentsListItem {
  return {
    amount: euros(payment.amountCents),
    due_date: payment.dueDate,
    status: payment.reversed === true ? 'reversed' : payment.paidDate === null ? 'not_paid' : 'paid',
    ...told({
      paid_date: payment.paidDate,
      payment_account: payment.paymentAccountId === null ? null : { id: payment.paymentAccountId },
    }),
  };
}

/** What only the XML says. `vat_kind` S: the buyer pays the VAT to the state. */
function toEInvoiceData(document: IssuedDocument | CreditNoteDocument): IssuedDocumentEiData {
  const { eInvoicePaymentCode, bankIban, publicBody } = document;
  const credits = document.kind === 'credit-note' ? document.credits : null;
  return told({
    invoice_number: credits?.number ?? null,
    invoice_date: credits?.date ?? null,
    payment_method: eInvoicePaymentCode,
    bank_iban: bankIban,
    vat_kind: publicBody?.splitPayment ? ('S' as const) : null,
    cig: publicBody?.cig ?? null,
    cup: publicBody?.cup ?? null,
  });
}

/** The fiscal extras of which nobody spoke: without a 0, the company's defaults would apply. */
const noExtras = {
  rivalsa: 0,
  cassa: 0,
  cassa2: 0,
  withholding_tax: 0,
  other_withholding_tax: 0,
};

/**
 * The request that makes the document. `fix_payments` is never asked for: our payments sum to what the buyer paid, and
 * should the API compute another total it refuses, and makes nothing.
 */
export function toCreateRequest(document: IssuedDocument | CreditNoteDocument): CreateIssuedDocumentRequest {
  return {
    data: {
      type: document.kind === 'credit-note' ? 'credit_note' : document.kind,
      entity: toEntity(document.entity, document.eInvoice),
      date: document.date,
      numeration: document.numeration,
      currency: { id: document.currency },
      language: { code: document.language },
      subject: document.subject,
      visible_subject: document.visibleSubject,
      notes: document.notes,
      ...noExtras,
      stamp_duty: euros(document.stampDutyCents),
      use_gross_prices: document.priceMode === 'gross',
      items_list: document.items.map((item) => toItem(item, document.priceMode)),
      payments_list: document.payments.map(toPayment),
      ...told({
        payment_method: document.paymentMethodName === null ? null : { name: document.paymentMethodName },
        template: document.templateId === null ? null : { id: document.templateId },
        ei_data: document.eInvoice ? toEInvoiceData(document) : null,
        use_split_payment: document.publicBody?.splitPayment ? true : null,
        amount_due_discount: document.dueDiscountCents === 0 ? null : euros(document.dueDiscountCents),
      }),
      show_payment_method: document.showPaymentMethod,
      show_payments: document.showPayments,
      e_invoice: document.eInvoice,
    },
  };
}

/** Our fields → the API's names of a client, which both directions use. */
const clientNames = {
  code: 'code',
  type: 'type',
  name: 'name',
  firstName: 'first_name',
  lastName: 'last_name',
  vatNumber: 'vat_number',
  taxCode: 'tax_code',
  street: 'address_street',
  postalCode: 'address_postal_code',
  city: 'address_city',
  province: 'address_province',
  addressExtra: 'address_extra',
  country: 'country',
  countryIso: 'country_iso',
  email: 'email',
  certifiedEmail: 'certified_email',
  phone: 'phone',
  eInvoiceCode: 'ei_code',
  notes: 'notes',
} as const satisfies Record<keyof ClientPatch, string>;

/**
 * The request that makes a client or changes one: only the fields that are there. A null empties the field (an empty
 * text); in making one it is left out, so that the API's own default holds.
 */
export function toClientRequest(client: ClientPatch, act: 'create' | 'modify'): CreateClientRequest {
  const data: Record<string, string> = {};
  for (const [field, name] of Object.entries(clientNames)) {
    const value = client[field as keyof ClientPatch];
    if (value === undefined || (value === null && act === 'create')) continue;
    data[name] = value ?? '';
  }
  return { data };
}

/** Names of the fields that a client is read by, for the `fields` parameter. */
export const clientFields = ['id', ...Object.values(clientNames)].join(',');
