import { zodResolver } from '@hookform/resolvers/zod';
import { Stack } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { eInvoiceSettingsSchema, type SettingsDto } from '../../../src/contract/settings/settings.ts';
import { texts } from '../../texts.ts';
import { RadioField, SwitchField, TextField } from './fields.tsx';
import { useGuide } from './guide.ts';
import { SectionForm } from './section-form.tsx';
import { useSectionForm } from './use-section-form.ts';

const t = texts.eInvoice.tab;

/** In the guided path nothing is chosen beforehand: the merchant says who sends. */
const valuesSchema = z.object({
  send: eInvoiceSettingsSchema.shape.send,
  delayMinutes: z
    .string()
    .trim()
    .regex(/^\d{1,5}$/)
    .refine((minutes) => eInvoiceSettingsSchema.shape.delayMinutes.safeParse(Number(minutes)).success),
  copyToBuyer: z.boolean(),
});
type Values = Omit<z.infer<typeof valuesSchema>, 'send'> & { send: 'manual' | 'automatic' | '' };
const resolver = zodResolver(valuesSchema, {
  error: (issue) => (issue.path?.[0] === 'send' ? texts.settings.required : t.delayWrong),
});

/** *Fattura elettronica*: who sends invoices to the SDI, and when. */
export default function EInvoiceTab({ settings }: { settings: SettingsDto }) {
  const isGuided = useGuide() !== null;
  const state = useSectionForm<'eInvoice', Values>({
    section: 'eInvoice',
    saved: settings.eInvoice,
    resolver: resolver as never,
    toValues: ({ send, delayMinutes, copyToBuyer }) => ({
      send: isGuided ? '' : send,
      delayMinutes: String(delayMinutes),
      copyToBuyer,
    }),
    toSection: ({ send, delayMinutes, copyToBuyer }) => ({
      send: send === '' ? 'manual' : send,
      delayMinutes: Number(delayMinutes),
      copyToBuyer,
    }),
  });
  const send = useWatch({ control: state.form.control, name: 'send' });
  return (
    <SectionForm state={state} help={t.help}>
      <RadioField<Values>
        name="send"
        label={t.send}
        choices={[
          { value: 'automatic', label: t.automatic, description: t.automaticHelp },
          { value: 'manual', label: t.manual, description: t.manualHelp },
        ]}
      />
      {send === 'automatic' ? (
        <Stack maw={420}>
          <TextField<Values> name="delayMinutes" label={t.delay} description={t.delayHelp} maxLength={5} />
        </Stack>
      ) : null}
      <SwitchField<Values> name="copyToBuyer" label={t.copy} description={t.copyHelp} />
    </SectionForm>
  );
}
