import { zodResolver } from '@hookform/resolvers/zod';
import { Divider, Stack } from '@mantine/core';
import { customersSettingsSchema, type SettingsDto } from '../../../../src/contract/settings/settings.ts';
import { texts } from '../../../texts.ts';
import { SwitchField } from '../fields.tsx';
import { SectionForm } from '../section-form.tsx';
import { useSectionForm } from '../use-section-form.ts';
import { CustomerSync } from './customer-sync.tsx';
import { PersonalData } from './personal-data.tsx';

const t = texts.settings.customers;
type Values = SettingsDto['customers'];
const resolver = zodResolver(customersSettingsSchema);
const same = (values: Values): Values => values;

/** *Clienti*: the nightly synchronization, *Sincronizza ora*, and what is held on one customer. */
export default function CustomersTab({ settings }: { settings: SettingsDto }) {
  const state = useSectionForm({
    section: 'customers',
    saved: settings.customers,
    resolver,
    toValues: same,
    toSection: same,
  });
  return (
    <Stack gap="lg">
      <SectionForm state={state} help={t.help}>
        <SwitchField<Values> name="enabled" label={t.enabled} description={t.enabledHelp} />
        <SwitchField<Values> name="overwrite" label={t.overwrite} description={t.overwriteHelp} />
      </SectionForm>
      <Divider />
      <CustomerSync />
      <Divider />
      <PersonalData />
    </Stack>
  );
}
