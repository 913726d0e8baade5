import { z } from 'zod';
import type { SettingsDto } from '../../../../src/contract/settings/settings.ts';
import { texts } from '../../../texts.ts';
import { fromId, toId } from '../options.ts';

type PaymentAccountSettings = SettingsDto['paymentAccount'];

/** A row a payment method, since its name as a field's name could contain dots. */
export const paymentAccountValuesSchema = z.object({
  account: z.string().min(1, { error: texts.settings.paymentAccount.requiredMessage }),
  methods: z.array(z.object({ name: z.string(), account: z.string(), code: z.string() })),
});
export type PaymentAccountValues = z.infer<typeof paymentAccountValuesSchema>;

/** The shop's payment methods, and those that the settings already name. */
export function toPaymentAccountValues(
  saved: PaymentAccountSettings,
  paymentMethods: readonly string[],
): PaymentAccountValues {
  const names = new Set([
    ...paymentMethods,
    ...Object.keys(saved.byPaymentMethod),
    ...Object.keys(saved.eInvoiceCodeByPaymentMethod),
  ]);
  return {
    account: fromId(saved.id),
    methods: [...names].map((name) => ({
      name,
      account: fromId(saved.byPaymentMethod[name]),
      code: saved.eInvoiceCodeByPaymentMethod[name] ?? '',
    })),
  };
}

export function toPaymentAccountSettings(values: PaymentAccountValues): PaymentAccountSettings {
  const byPaymentMethod: Record<string, number> = {};
  const eInvoiceCodeByPaymentMethod: Record<string, string> = {};
  for (const { name, account, code } of values.methods) {
    const id = toId(account);
    if (id !== null) byPaymentMethod[name] = id;
    if (code !== '') eInvoiceCodeByPaymentMethod[name] = code;
  }
  return { id: toId(values.account), byPaymentMethod, eInvoiceCodeByPaymentMethod };
}
