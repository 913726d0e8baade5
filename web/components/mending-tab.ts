import type { SettingsTab } from '../navigation/routes.ts';

const tabs: Record<string, SettingsTab> = {
  'vat-unmapped': 'vat',
  'vat-ambiguous': 'vat',
  'vat-type-gone': 'vat',
  'vat-rate-differs': 'vat',
  'nature-missing': 'vat',
  'fic-refused-vat': 'vat',
  'fic-refused-template': 'template',
  'payment-account-missing': 'paymentAccount',
  'payment-code-unknown': 'paymentAccount',
  'fic-refused-payment-account': 'paymentAccount',
};

/** The settings tab that mends a problem, by its code; undefined: it is mended elsewhere, as its `fix` says. */
export const mendingTab = (code: string): SettingsTab | undefined => tabs[code];
