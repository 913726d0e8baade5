import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RegisterDto } from '../../../src/contract/receipts/register.ts';
import { receiptsApi } from '../../api/receipts.ts';
import { cx } from '../../components/cx.ts';
import { DataTable } from '../../components/data-table.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { notify } from '../../components/notify.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { formatDay, formatDecimal, formatInteger, formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';
import styles from './receipts-screen.module.css';

const t = texts.receipts;
type Day = RegisterDto['days'][number];
type Amounts = RegisterDto['totals'];

const tones = {
  none: 'neutral',
  open: 'info',
  recorded: 'success',
  waiting: 'warning',
  failed: 'error',
} as const;
const money = (amount: number) => formatMoney(amount, 'EUR');

/** Opens the sales behind a figure. */
export type OpenSales = (day: string, vatTypeId: number | null) => void;

function rateText({ percent, net, vat, ossCountry }: Amounts['byVatType'][number]): string {
  const figures = [formatDecimal(percent), money(net), money(vat)] as const;
  return ossCountry === undefined ? t.rate(...figures) : t.ossRate(ossCountry, ...figures);
}

function Rates({ of, day, open }: { of: Amounts; day?: string; open?: OpenSales }) {
  return (
    <ul className={cx(styles.rates)}>
      {of.byVatType.map((rate) => (
        <li key={`${rate.vatTypeId} ${rate.ossCountry ?? ''}`}>
          {day === undefined || open === undefined ? (
            rateText(rate)
          ) : (
            <button
              type="button"
              className={cx(styles.figure)}
              title={t.openRate(formatDay(day), formatDecimal(rate.percent))}
              onClick={() => open(day, rate.vatTypeId)}
            >
              {rateText(rate)}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

interface Asking {
  today: string;
  /** The day that is being recorded because somebody asked. */
  asked: string | null;
  onAsked: (day: string) => void;
}

/** What became of a day, and the button that records it now. */
function DayState({ day, today, asked, onAsked }: { day: Day } & Asking) {
  const client = useQueryClient();
  const record = useMutation({
    mutationFn: () => receiptsApi.record(day.date),
    onSuccess: () => {
      onAsked(day.date);
      notify({ message: t.recordDone });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['receipts'] }),
  });
  const mayRecord = day.state !== 'recorded' && day.problem?.code !== 'receipt-closed' && day.date <= today;
  return (
    <>
      <Group gap="xs">
        <StateBadge tone={tones[day.state]}>{t.states[day.state]}</StateBadge>
        {day.receipt ? <Text size="sm">{t.number(day.receipt.number)}</Text> : null}
      </Group>
      {day.problem ? (
        <Text size="sm" mt={4}>
          {day.problem.detail} {day.problem.fix}
        </Text>
      ) : null}
      {record.error ? <ErrorMessage error={record.error} /> : null}
      {mayRecord ? (
        <Button
          mt={4}
          size="compact-sm"
          variant="default"
          loading={record.isPending || asked === day.date}
          aria-label={t.recordLabel(formatDay(day.date))}
          onClick={() => record.mutate()}
        >
          {t.record}
        </Button>
      ) : null}
    </>
  );
}

/** A month by day; each figure opens the sales behind it. */
export function RegisterTable({
  register,
  open,
  ...asking
}: { register: RegisterDto; open: OpenSales } & Asking) {
  const { totals } = register;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={cx(styles.scroll)} tabIndex={0} aria-label={t.table.label}>
      <DataTable label={t.table.label} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t.table.day}</th>
            <th scope="col">{t.table.orders}</th>
            <th scope="col">{t.table.rates}</th>
            <th scope="col">{t.table.refunds}</th>
            <th scope="col">{t.table.gross}</th>
            <th scope="col">{t.table.state}</th>
          </tr>
        </thead>
        <tbody>
          {register.days.map((day) => (
            <tr key={day.date}>
              <th scope="row">{formatDay(day.date)}</th>
              <td>{formatInteger(day.orders)}</td>
              <td>
                <Rates of={day} day={day.date} open={open} />
              </td>
              <td>{day.refunds === 0 ? '' : money(day.refunds)}</td>
              <td>
                <button
                  type="button"
                  className={cx(styles.figure)}
                  title={t.openDay(formatDay(day.date))}
                  onClick={() => open(day.date, null)}
                >
                  {money(day.gross)}
                </button>
              </td>
              <td>
                <DayState day={day} {...asking} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className={cx(styles.total)}>
            <th scope="row">{t.table.total}</th>
            <td>{formatInteger(totals.orders)}</td>
            <td>
              <Rates of={totals} />
            </td>
            <td>{totals.refunds === 0 ? '' : money(totals.refunds)}</td>
            <td>{money(totals.gross)}</td>
            <td />
          </tr>
        </tfoot>
      </DataTable>
    </section>
  );
}
