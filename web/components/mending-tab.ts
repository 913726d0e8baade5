import type { SettingsTab } from '../navigation/routes.ts';

const tabs: Record<string, SettingsTab> = {
  'vat-unmapped': 'vat',
  'vat-ambiguous': 'vat',
  'vat-unknown': 'vat',
  'vat-type-gone': 'vat',
  'vat-rate-differs': 'vat',
  'vat-rate-unmapped': 'vat',
  'vat-type-disabled': 'vat',
  'vat-type-not-electronic': 'vat',
  'destination-vat-unset': 'vat',
  'oss-rate-unset': 'vat',
  'oss-invoice-unset': 'vat',
  'nature-missing': 'vat',
  'nature-buyer-mismatch': 'vat',
  'fic-refused-vat': 'vat',
  'fic-refused-template': 'template',
  'payment-account-missing': 'paymentAccount',
  'payment-code-unknown': 'paymentAccount',
  'fic-refused-payment-account': 'paymentAccount',
};

/** The settings tab that mends a problem, by its code; undefined: it is mended elsewhere, as its `fix` says. */
export const mendingTab = (code: string): SettingsTab | undefined => tabs[code];
