import { zodResolver } from '@hookform/resolvers/zod';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import type { SettingsDto } from '../../../../src/contract/settings/settings.ts';
import { catalogueQuery } from '../../../api/settings.ts';
import { texts } from '../../../texts.ts';
import { RadioField, SwitchField, TextField } from '../fields.tsx';
import { useGuide } from '../guide.ts';
import { SectionForm } from '../section-form.tsx';
import { useSectionForm } from '../use-section-form.ts';
import { type OrdersValues, ordersValuesSchema, toOrdersSettings, toOrdersValues } from './order-values.ts';
import { Statuses } from './statuses.tsx';

const t = texts.settings.orders;
const resolver = zodResolver(ordersValuesSchema);
const noStatuses: never[] = [];

/** *Ordini*: whether and which orders leave by themselves, as what, and what the shop's statuses mean. */
export default function OrdersTab({ settings }: { settings: SettingsDto }) {
  const isGuided = useGuide() !== null;
  // Where the lists cannot be read the rest of the tab can still be saved.
  const statuses = useQuery(catalogueQuery).data?.statuses ?? noStatuses;
  const state = useSectionForm<'orders', OrdersValues>({
    section: 'orders',
    saved: settings.orders,
    resolver,
    rows: statuses,
    toValues: (saved) => ({ ...toOrdersValues(saved, statuses), ...(isGuided ? { automatic: true } : {}) }),
    toSection: (values) => toOrdersSettings(values, settings.orders),
    fieldOf: (path, values) => {
      const row = values.statuses.findIndex(({ id }) => path === `statusMeaning.${id}`);
      if (row >= 0) return `statuses.${row}.meaning`;
      return (['automatic', 'send', 'invoice', 'whenCancelled', 'since'] as const).find(
        (field) => field === path,
      );
    },
  });
  const automatic = useWatch({ control: state.form.control, name: 'automatic' });
  const isSwitchedOn = automatic && !settings.orders.automatic;
  return (
    <SectionForm state={state} help={t.help}>
      {isGuided ? null : (
        <SwitchField<OrdersValues> name="automatic" label={t.automatic} description={t.automaticHelp} />
      )}
      <RadioField<OrdersValues>
        name="send"
        label={t.send}
        choices={[
          { value: 'paid', label: t.paid, description: t.paidHelp },
          { value: 'invoice-requested', label: t.invoiceRequested, description: t.invoiceRequestedHelp },
          {
            value: 'paid-and-invoice-requested',
            label: t.paidAndRequested,
            description: t.paidAndRequestedHelp,
          },
        ]}
      />
      {isSwitchedOn ? (
        <TextField<OrdersValues> name="since" label={t.since} description={t.sinceHelp} type="date" />
      ) : null}
      {isGuided ? null : (
        <>
          <Text size="sm" c="dimmed" maw={720}>
            {t.manualNote}
          </Text>
          <RadioField<OrdersValues>
            name="invoice"
            label={t.invoice}
            choices={[
              { value: 'requested', label: t.invoiceRequestedOnly, description: t.invoiceRequestedOnlyHelp },
              { value: 'business', label: t.invoiceBusiness, description: t.invoiceBusinessHelp },
              { value: 'always', label: t.invoiceAlways, description: t.invoiceAlwaysHelp },
            ]}
          />
          <RadioField<OrdersValues>
            name="whenCancelled"
            label={t.whenCancelled}
            choices={[
              { value: 'ask', label: t.whenCancelledAsk, description: t.whenCancelledAskHelp },
              { value: 'withdraw', label: t.whenCancelledWithdraw, description: t.whenCancelledWithdrawHelp },
            ]}
          />
          <Statuses statuses={statuses} />
        </>
      )}
    </SectionForm>
  );
}
