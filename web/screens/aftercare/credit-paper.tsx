import { Group, Paper, Text } from '@mantine/core';
import type { CreditPreviewDto } from '../../../src/contract/aftercare/acts.ts';
import { formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';

const t = texts.aftercare.credit;
const italianDay = (day: string) => day.split('-').reverse().join('/');

/** The credit note as it will be: its lines, what of it is at which rate, its total. */
export function CreditPaper({ preview }: { preview: CreditPreviewDto }) {
  const { invoice, currency, lines, vat, gross, left } = preview;
  const money = (value: number) => formatMoney(value, currency);
  return (
    <Paper withBorder p="md" component="section" aria-label={t.paper}>
      <Text size="sm" fw={600} mb="xs">
        {t.paperTitle(invoice.number, italianDay(invoice.date))}
      </Text>
      {lines.map(({ name, quantity, gross: amount }) => (
        <Group key={`${name} ${quantity} ${amount}`} justify="space-between" wrap="nowrap" gap="md">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {quantity} × {name}
          </Text>
          <Text size="sm">{money(amount)}</Text>
        </Group>
      ))}
      <Group justify="space-between" mt="xs">
        <Text size="sm" fw={600}>
          {t.total}
        </Text>
        <Text size="sm" fw={600}>
          {money(gross)}
        </Text>
      </Group>
      {vat.length > 1
        ? vat.map(({ percent, gross: amount }) => (
            <Text key={percent} size="xs" c="dimmed">
              {money(amount)} {t.vat(String(percent))}
            </Text>
          ))
        : null}
      <Text size="xs" c="dimmed">
        {t.after(money(left))}
      </Text>
    </Paper>
  );
}
