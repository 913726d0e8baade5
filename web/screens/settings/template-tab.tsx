import { zodResolver } from '@hookform/resolvers/zod';
import { Stack, Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import type { CatalogueDto } from '../../../src/contract/settings/catalogue.ts';
import { type SettingsDto, templateSettingsSchema } from '../../../src/contract/settings/settings.ts';
import { texts } from '../../texts.ts';
import { SelectField, SwitchField, TextField } from './fields.tsx';
import { fromId, isGone, namedOptions, toId, withGone } from './options.ts';
import { RefreshLists } from './refresh-lists.tsx';
import { SectionForm } from './section-form.tsx';
import { useSectionForm } from './use-section-form.ts';

const t = texts.settings.template;

/** The contract's own rule for the suffixes, with the select's string in the place of the id. */
const valuesSchema = z.object({
  ...templateSettingsSchema.shape,
  templateId: z.string(),
  ownInvoiceNumbers: z.boolean(),
  invoiceNumberSuffix: templateSettingsSchema.shape.numberSuffix,
});
type Values = z.infer<typeof valuesSchema>;

const resolver = zodResolver(valuesSchema, {
  error: (issue) => (issue.code === 'too_big' ? t.suffixTooLong : t.suffixCharacters),
});

function Suffix({ numerations }: { numerations: string[] }) {
  const suffix = useWatch<Values, 'numberSuffix'>({ name: 'numberSuffix' });
  return (
    <Stack gap={4} maw={420}>
      <TextField<Values>
        name="numberSuffix"
        label={t.numberSuffix}
        description={t.numberSuffixHelp}
        maxLength={40}
      />
      <Text size="sm" aria-live="polite">
        {t.numberExample(`12${suffix.trim()}`)}
      </Text>
      {numerations.length > 0 ? (
        <Text size="xs" c="dimmed">
          {t.inUse(numerations.join(', '))}
        </Text>
      ) : null}
    </Stack>
  );
}

/** Invoices' numeration, where it is another one. */
function InvoiceSuffix() {
  const [isOwn, suffix] = useWatch<Values, ['ownInvoiceNumbers', 'invoiceNumberSuffix']>({
    name: ['ownInvoiceNumbers', 'invoiceNumberSuffix'],
  });
  return (
    <Stack gap="sm">
      <SwitchField<Values>
        name="ownInvoiceNumbers"
        label={t.ownInvoiceNumbers}
        description={t.ownInvoiceNumbersHelp}
      />
      {isOwn ? (
        <Stack gap={4} maw={420}>
          <TextField<Values>
            name="invoiceNumberSuffix"
            label={t.invoiceNumberSuffix}
            description={t.invoiceNumberSuffixHelp}
            maxLength={40}
          />
          <Text size="sm" aria-live="polite">
            {t.numberExample(`12${suffix.trim()}`)}
          </Text>
        </Stack>
      ) : null}
    </Stack>
  );
}

/** *Tipologia template*: how the documents look and are numbered. */
export default function TemplateTab({
  settings,
  catalogue,
}: {
  settings: SettingsDto;
  catalogue: CatalogueDto;
}) {
  const state = useSectionForm<'template', Values>({
    section: 'template',
    saved: settings.template,
    resolver,
    toValues: (saved) => ({
      ...saved,
      templateId: fromId(saved.templateId),
      ownInvoiceNumbers: saved.invoiceNumberSuffix !== null,
      invoiceNumberSuffix: saved.invoiceNumberSuffix ?? '',
    }),
    toSection: ({ ownInvoiceNumbers, ...values }) => ({
      ...values,
      templateId: toId(values.templateId),
      invoiceNumberSuffix: ownInvoiceNumbers ? values.invoiceNumberSuffix : null,
    }),
  });
  const options = namedOptions(catalogue.templates);
  const chosen = state.form.watch('templateId');
  return (
    <SectionForm state={state} help={t.help}>
      <Stack gap={4} maw={420}>
        <SelectField<Values>
          name="templateId"
          label={t.template}
          description={t.templateHelp}
          options={[{ value: '', label: t.companyDefault }, ...withGone(options, chosen)]}
        />
        {isGone(options, chosen) ? (
          <Text size="sm" c="var(--mantine-color-error)">
            {texts.settings.goneWarning}
          </Text>
        ) : null}
      </Stack>
      <SwitchField<Values>
        name="showPaymentMethod"
        label={t.showPaymentMethod}
        description={t.showPaymentMethodHelp}
      />
      <SwitchField<Values>
        name="showPaymentDate"
        label={t.showPaymentDate}
        description={t.showPaymentDateHelp}
      />
      <Suffix numerations={catalogue.numerations} />
      <InvoiceSuffix />
      <RefreshLists />
    </SectionForm>
  );
}
