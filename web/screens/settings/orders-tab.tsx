import { zodResolver } from '@hookform/resolvers/zod';
import { Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import {
  ordersSettingsSchema,
  type SettingsDto,
  type SettingsInput,
} from '../../../src/contract/settings/settings.ts';
import { texts } from '../../texts.ts';
import { RadioField, SwitchField, TextField } from './fields.tsx';
import { useGuide } from './guide.ts';
import { SectionForm } from './section-form.tsx';
import { useSectionForm } from './use-section-form.ts';

const t = texts.settings.orders;
/** The form always holds the day, empty for none; it is asked for when the automatic sending is switched on. */
const formSchema = ordersSettingsSchema.pick({ automatic: true, send: true }).extend({
  since: z.union([z.literal(''), z.iso.date()]),
});
type Values = z.infer<typeof formSchema>;
const resolver = zodResolver(formSchema);

const toValues = ({ automatic, send }: SettingsDto['orders']): Values => ({ automatic, send, since: '' });
const toSection = ({ automatic, send, since }: Values): SettingsInput['orders'] =>
  automatic && since !== '' ? { automatic, send, since } : { automatic, send };

/** *Ordini*: whether and which orders leave by themselves. */
export default function OrdersTab({ settings }: { settings: SettingsDto }) {
  const isGuided = useGuide() !== null;
  const state = useSectionForm({
    section: 'orders',
    saved: settings.orders,
    resolver,
    toValues: (saved) => ({ ...toValues(saved), ...(isGuided ? { automatic: true } : {}) }),
    toSection,
  });
  const automatic = useWatch({ control: state.form.control, name: 'automatic' });
  const isSwitchedOn = automatic && !settings.orders.automatic;
  return (
    <SectionForm state={state} help={t.help}>
      {isGuided ? null : (
        <SwitchField<Values> name="automatic" label={t.automatic} description={t.automaticHelp} />
      )}
      <RadioField<Values>
        name="send"
        label={t.send}
        choices={[
          { value: 'paid', label: t.paid, description: t.paidHelp },
          { value: 'invoice-requested', label: t.invoiceRequested, description: t.invoiceRequestedHelp },
        ]}
      />
      {isSwitchedOn ? (
        <TextField<Values> name="since" label={t.since} description={t.sinceHelp} type="date" />
      ) : null}
      {isGuided ? null : (
        <Text size="sm" c="dimmed" maw={720}>
          {t.manualNote}
        </Text>
      )}
    </SectionForm>
  );
}
