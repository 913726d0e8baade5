import { ActionIcon, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import type { CatalogueDto } from '../../../../src/contract/settings/catalogue.ts';
import { cx } from '../../../components/cx.ts';
import { texts } from '../../../texts.ts';
import { SelectField, TextField } from '../fields.tsx';
import { vatTypeOptions, withGone } from '../options.ts';
import { countryText, memberOptions } from './countries.ts';
import { readPercent, type VatValues } from './vat-mapping.ts';
import styles from './vat-tab.module.css';

const t = texts.settings.vat.oss;
type VatTypes = CatalogueDto['vatTypes'];

function Rate({ index, vatTypes, onRemove }: { index: number; vatTypes: VatTypes; onRemove: () => void }) {
  const row = useWatch<VatValues, `oss.rates.${number}`>({ name: `oss.rates.${index}` });
  const percent = readPercent(row?.percent ?? '');
  // As long as the percentage is not typed, any rate may be meant.
  const fitting = vatTypes.filter(({ value }) => value > 0 && (percent === null || value === percent));
  const name = t.row(row?.country ? countryText(row.country) : '', row?.percent ?? '');
  return (
    <Group className={cx(styles.rate)} gap="xs" align="flex-start" role="group" aria-label={name}>
      <SelectField<VatValues>
        name={`oss.rates.${index}.country`}
        label={t.country}
        options={[{ value: '', label: t.chooseCountry }, ...memberOptions]}
      />
      <TextField<VatValues> name={`oss.rates.${index}.percent`} label={t.percent} maxLength={6} />
      <SelectField<VatValues>
        name={`oss.rates.${index}.vatTypeId`}
        label={t.vatType}
        options={[
          { value: '', label: texts.settings.vat.choose },
          ...withGone(vatTypeOptions(fitting), row?.vatTypeId ?? ''),
        ]}
      />
      <ActionIcon
        className={cx(styles.remove)}
        variant="subtle"
        color="gray"
        size={36}
        aria-label={t.remove(name)}
        onClick={onRemove}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

/** OSS: the rates of other member states, and what an invoice at them is written with. */
export function OssRates({ vatTypes }: { vatTypes: VatTypes }) {
  const { control, setFocus } = useFormContext<VatValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'oss.rates' });
  const invoice = useWatch<VatValues, 'oss.invoice'>({ name: 'oss.invoice' });
  const taxLine = useWatch<VatValues, 'oss.taxLine'>({ name: 'oss.taxLine' });
  const zero = vatTypeOptions(vatTypes.filter(({ value }) => value === 0));
  const none = { value: '', label: t.noInvoices };
  const add = () => {
    append({ country: '', percent: '', vatTypeId: '' });
    // The new row is drawn first.
    setTimeout(() => setFocus(`oss.rates.${fields.length}.country`));
  };
  return (
    <Stack gap="sm">
      <div>
        <Title order={2} size="h5">
          {t.title}
        </Title>
        <Text size="sm" c="dimmed" mt={4} maw={720}>
          {t.help}
        </Text>
      </div>
      {fields.map((field, index) => (
        <Rate key={field.id} index={index} vatTypes={vatTypes} onRemove={() => remove(index)} />
      ))}
      <div>
        <Button variant="default" size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {t.add}
        </Button>
      </div>
      {fields.length > 0 ? (
        <Stack gap="md" maw={420}>
          <SelectField<VatValues>
            name="oss.invoice"
            label={t.invoice}
            description={t.invoiceHelp}
            options={[none, ...withGone(zero, invoice ?? '')]}
          />
          <SelectField<VatValues>
            name="oss.taxLine"
            label={t.taxLine}
            description={t.taxLineHelp}
            options={[none, ...withGone(zero, taxLine ?? '')]}
          />
        </Stack>
      ) : null}
    </Stack>
  );
}
