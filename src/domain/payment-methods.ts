/**
 * From the shop's name of a payment method to the code of the e-invoice (`ModalitaPagamento`).
 * Source: FatturaPA, "Rappresentazione tabellare del tracciato", 2.4.2.2: MP01 cash, MP02 cheque, MP05 bank
 * transfer, MP08 payment card, MP12 RIBA, MP15 giroconto, MP18 postal slip, MP19 SEPA direct debit, MP23 PagoPA.
 * Wallets and "pay later" have no code of their own: the buyer pays the merchant's provider online, as with a card.
 */
const METHODS: readonly { pattern: RegExp; code: string }[] = [
  {
    pattern: /contrassegno|alla consegna|cash on delivery|\bcod\b|contanti|cash\b|ritiro in (negozio|sede)/i,
    code: 'MP01',
  },
  { pattern: /assegno|cheque/i, code: 'MP02' },
  { pattern: /pago\s?pa\b/i, code: 'MP23' },
  { pattern: /bollettino|conto corrente postale|\bccp\b/i, code: 'MP18' },
  { pattern: /riba\b|ri\.ba|ricevuta bancaria/i, code: 'MP12' },
  { pattern: /sepa.*(debit|addebito)|addebito (diretto|sepa)|\bsdd\b|\brid\b/i, code: 'MP19' },
  {
    pattern:
      /bonifico|bank\s?transfer|wire transfer|banktransfer|sofort|my\s?bank|giropay|ideal\b|trustly|iban/i,
    code: 'MP05',
  },
  {
    pattern:
      /carta|card|stripe|nexi|x-?pay|visa|mastercard|maestro|amex|american express|paypal|pay\s?pal|braintree|satispay|klarna|scalapay|postepay|apple\s?pay|google\s?pay|amazon\s?pay|shop\s?pay|sumup|worldpay|adyen|bancomat|pos\b|soisy|pagolight|heidi\s?pay|oney|clearpay|axerve|gestpay|banca sella|unicredit|setefi|mollie|revolut/i,
    code: 'MP08',
  },
];

/** Used where the table knows no better: an order placed online is most often paid by card. */
export const DEFAULT_EINVOICE_PAYMENT_CODE = 'MP08';

/** The codes in force: MP01–MP23 (FatturaPA 1.2.2 and later). */
const CODE = /^MP(0[1-9]|1\d|2[0-3])$/;

/**
 * The e-invoice's payment code. `known` is false where neither the merchant's table nor ours has the method
 * and the default stands in.
 *
 * @param overrides The merchant's own table: shop's method name → code; others than MP01–MP23 are passed over.
 */
export function eInvoicePaymentCode(
  method: string | null,
  overrides: Readonly<Record<string, string>> = {},
): { code: string; known: boolean } {
  const own = byMethodName(overrides, method)?.trim().toUpperCase();
  if (own !== undefined && CODE.test(own)) return { code: own, known: true };
  const found = method === null ? undefined : METHODS.find(({ pattern }) => pattern.test(method));
  return { code: found?.code ?? DEFAULT_EINVOICE_PAYMENT_CODE, known: found !== undefined };
}

/** Looks a method up in a merchant's table: the exact name first, then without regard to case and spaces. */
export function byMethodName<T>(table: Readonly<Record<string, T>>, method: string | null): T | undefined {
  if (method === null) return undefined;
  if (Object.hasOwn(table, method)) return table[method];
  const wanted = fold(method);
  return Object.entries(table).find(([name]) => fold(name) === wanted)?.[1];
}

function fold(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}
