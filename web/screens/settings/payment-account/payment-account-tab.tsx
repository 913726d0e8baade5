import '@mantine/core/styles/Fieldset.layer.css';
import '@mantine/core/styles/SimpleGrid.layer.css';
import { zodResolver } from '@hookform/resolvers/zod';
import { Fieldset, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { CatalogueDto } from '../../../../src/contract/settings/catalogue.ts';
import type { SettingsDto } from '../../../../src/contract/settings/settings.ts';
import { Notice } from '../../../components/notice.tsx';
import { texts } from '../../../texts.ts';
import { type Option, SelectField } from '../fields.tsx';
import { useGuide } from '../guide.ts';
import { fromId, isGone, namedOptions, withGone } from '../options.ts';
import { RefreshLists } from '../refresh-lists.tsx';
import { SectionForm } from '../section-form.tsx';
import { useSectionForm } from '../use-section-form.ts';
import {
  type PaymentAccountValues,
  paymentAccountValuesSchema,
  toPaymentAccountSettings,
  toPaymentAccountValues,
} from './payment-methods.ts';

const t = texts.settings.paymentAccount;
const resolver = zodResolver(paymentAccountValuesSchema);
const codeOptions: Option[] = [
  { value: '', label: t.codeAutomatic },
  ...Object.entries(t.codes).map(([code, name]) => ({ value: code, label: `${code} – ${name}` })),
];

function Gone({ options, value }: { options: Option[]; value: string }) {
  if (!isGone(options, value)) return null;
  return (
    <Text size="sm" c="var(--mantine-color-error)">
      {texts.settings.goneWarning}
    </Text>
  );
}

interface MethodsProps {
  methods: PaymentAccountValues['methods'];
  accounts: Option[];
}

function Methods({ methods, accounts }: MethodsProps) {
  return (
    <section aria-labelledby="payment-methods-title">
      <Title order={2} size="h5" id="payment-methods-title">
        {t.methodsTitle}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm" maw={720}>
        {methods.length === 0 ? t.noMethods : t.methodsHelp}
      </Text>
      <Stack gap="md" maw={760}>
        {methods.map(({ name, account }, index) => (
          <Fieldset key={name} legend={name}>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <div>
                <SelectField<PaymentAccountValues>
                  name={`methods.${index}.account`}
                  label={t.methodAccount}
                  aria-label={t.methodAccountFor(name)}
                  options={[{ value: '', label: t.asDefault }, ...withGone(accounts, account)]}
                />
                <Gone options={accounts} value={account} />
              </div>
              <SelectField<PaymentAccountValues>
                name={`methods.${index}.code`}
                label={t.code}
                aria-label={t.codeFor(name)}
                options={codeOptions}
              />
            </SimpleGrid>
          </Fieldset>
        ))}
      </Stack>
    </section>
  );
}

/** *Conto di saldo*: where the takings go, by payment method where wanted. */
export default function PaymentAccountTab({
  settings,
  catalogue,
}: {
  settings: SettingsDto;
  catalogue: CatalogueDto;
}) {
  const isGuided = useGuide() !== null;
  const only = catalogue.paymentAccounts.length === 1 ? catalogue.paymentAccounts[0] : undefined;
  const isSuggested = isGuided && settings.paymentAccount.id === null && only !== undefined;
  const state = useSectionForm<'paymentAccount', PaymentAccountValues>({
    section: 'paymentAccount',
    saved: settings.paymentAccount,
    resolver,
    rows: catalogue.paymentMethods,
    toValues: (saved) => ({
      ...toPaymentAccountValues(saved, catalogue.paymentMethods),
      ...(isSuggested ? { account: fromId(only.id) } : {}),
    }),
    toSection: toPaymentAccountSettings,
    fieldOf: (path, values) => {
      if (path === 'id') return 'account';
      const at = (prefix: string) => values.methods.findIndex(({ name }) => path === `${prefix}.${name}`);
      const account = at('byPaymentMethod');
      if (account >= 0) return `methods.${account}.account`;
      const code = at('eInvoiceCodeByPaymentMethod');
      return code >= 0 ? `methods.${code}.code` : undefined;
    },
  });
  const { account, methods } = state.form.watch();
  const accounts = namedOptions(catalogue.paymentAccounts);
  return (
    <SectionForm state={state} help={t.help}>
      {accounts.length === 0 ? (
        <Notice tone="warning" title={t.none}>
          {t.noneFix}
        </Notice>
      ) : null}
      <Stack gap={4} maw={420}>
        <SelectField<PaymentAccountValues>
          name="account"
          label={t.account}
          description={isGuided ? undefined : t.accountHelp}
          required
          options={[{ value: '', label: t.choose }, ...withGone(accounts, account)]}
        />
        <Gone options={accounts} value={account} />
        {isSuggested ? (
          <Text size="sm" c="dimmed">
            {texts.firstRun.account.only}
          </Text>
        ) : null}
      </Stack>
      {isGuided ? (
        <Text size="sm" c="dimmed" maw={720}>
          {texts.firstRun.account.later}
        </Text>
      ) : (
        <Methods methods={methods} accounts={accounts} />
      )}
      {isGuided && accounts.length > 0 ? null : <RefreshLists />}
    </SectionForm>
  );
}
