import { zodResolver } from '@hookform/resolvers/zod';
import { Text } from '@mantine/core';
import { ordersSettingsSchema, type SettingsDto } from '../../../src/contract/schemas.ts';
import { texts } from '../../texts.ts';
import { RadioField, SwitchField } from './fields.tsx';
import { SectionForm } from './section-form.tsx';
import { useSectionForm } from './use-section-form.ts';

const t = texts.settings.orders;
type Values = SettingsDto['orders'];
const resolver = zodResolver(ordersSettingsSchema);
const same = (values: Values): Values => values;

/** *Ordini*: whether and which orders leave by themselves. */
export default function OrdersTab({ settings }: { settings: SettingsDto }) {
  const state = useSectionForm({
    section: 'orders',
    saved: settings.orders,
    resolver,
    toValues: same,
    toSection: same,
  });
  return (
    <SectionForm state={state} help={t.help}>
      <SwitchField<Values> name="automatic" label={t.automatic} description={t.automaticHelp} />
      <RadioField<Values>
        name="send"
        label={t.send}
        choices={[
          { value: 'paid', label: t.paid, description: t.paidHelp },
          { value: 'invoice-requested', label: t.invoiceRequested, description: t.invoiceRequestedHelp },
        ]}
      />
      <Text size="sm" c="dimmed" maw={720}>
        {t.manualNote}
      </Text>
    </SectionForm>
  );
}
