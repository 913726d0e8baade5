import { Stack, Text } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import type { CatalogueDto } from '../../../../src/contract/settings/catalogue.ts';
import { DataTable } from '../../../components/data-table.tsx';
import { texts } from '../../../texts.ts';
import { SelectField } from '../fields.tsx';
import { MoreChoices } from '../more-choices.tsx';
import { meanings, type OrdersValues } from './order-values.ts';

const t = texts.settings.orders.statuses;

/** The shop's statuses with what each means to us; as we read them unless the merchant says otherwise. */
export function Statuses({ statuses }: { statuses: CatalogueDto['statuses'] }) {
  const { watch, formState } = useFormContext<OrdersValues>();
  const rows = watch('statuses');
  const known = rows.flatMap((row, index) => {
    const status = statuses.find(({ id }) => id === row.id);
    return status ? [{ ...status, index, chosen: row.meaning === '' ? status.meaning : row.meaning }] : [];
  });
  if (known.length === 0) return null;
  const paid = known.filter(({ chosen }) => chosen === 'paid').map(({ title }) => title);
  return (
    <MoreChoices
      title={t.title}
      hint={paid.length > 0 ? t.hint(paid.join(', ')) : t.hintNone}
      open={rows.some(({ meaning }) => meaning !== '') || formState.errors.statuses !== undefined}
    >
      <Stack gap="xs" maw={720}>
        <Text size="sm" c="dimmed">
          {t.help}
        </Text>
        <DataTable label={t.table}>
          <thead>
            <tr>
              <th scope="col">{t.status}</th>
              <th scope="col">{t.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {known.map(({ id, title, meaning, index }) => (
              <tr key={id}>
                <th scope="row" style={{ overflowWrap: 'anywhere' }}>
                  {title}
                </th>
                <td>
                  <SelectField<OrdersValues>
                    name={`statuses.${index}.meaning`}
                    aria-label={t.meaningFor(title)}
                    options={[
                      { value: '', label: t.read(t.meanings[meaning]) },
                      ...meanings
                        .filter((other) => other !== meaning)
                        .map((other) => ({ value: other, label: t.meanings[other] })),
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
        <Text size="sm" c="dimmed">
          {t.holdNote}
        </Text>
      </Stack>
    </MoreChoices>
  );
}
