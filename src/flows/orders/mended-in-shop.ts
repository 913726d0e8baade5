import type { ProblemCode } from '../../domain/problem.ts';

/** Problems of the order's own data: when the order has changed in the shop they may be gone. */
export const MENDED_IN_SHOP: readonly ProblemCode[] = [
  'shop-order-unreadable',
  'shop-field-conflict',
  'shop-field-unknown',
  'shop-vat-unclear',
  'order-on-hold',
  'order-not-found',
  'order-empty',
  'vat-unknown',
  'vat-rate-unmapped',
  'nature-buyer-mismatch',
  'total-mismatch',
  'total-negative',
  'amount-invalid',
  'currency-unsupported',
  'tax-code-invalid',
  'vat-number-invalid',
  'fiscal-data-missing',
  'name-missing',
  'address-incomplete',
  'country-unknown',
  'public-body-data-missing',
];
