import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { OrderFilters as Filters } from '../../api/orders.ts';
import { cx } from '../../components/cx.ts';
import { texts } from '../../texts.ts';
import { eInvoiceStates } from '../e-invoice/e-invoice-state.tsx';
import { shownStates } from './delivery-state.tsx';
import styles from './order-filters.module.css';

const t = texts.orders.filters;

export const noFilters: Filters = { status: '', eInvoice: '', changed: '', q: '', from: '', to: '' };

export const isFiltered = (filters: Filters): boolean => Object.values(filters).some((value) => value !== '');

export const datesAreWrong = ({ from, to }: Filters): boolean => from !== '' && to !== '' && from > to;

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** Search, state and dates. */
export function OrderFilters({ filters, onChange }: Props) {
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  return (
    <search aria-label={t.label} className={cx(styles.filters)}>
      <TextInput
        type="search"
        className={cx(styles.search)}
        label={t.search}
        placeholder={t.searchPlaceholder}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filters.q}
        maxLength={200}
        onChange={(event) => set({ q: event.currentTarget.value })}
      />
      <NativeSelect
        label={t.status}
        value={filters.status}
        onChange={(event) => set({ status: event.currentTarget.value })}
        data={[
          { value: '', label: t.all },
          ...shownStates.map((state) => ({ value: state, label: texts.orders.filterStates[state] })),
        ]}
      />
      <NativeSelect
        label={texts.aftercare.filter}
        value={filters.changed}
        onChange={(event) => set({ changed: event.currentTarget.value as Filters['changed'] })}
        data={[
          { value: '', label: texts.aftercare.filterAll },
          { value: 'true', label: texts.aftercare.toCheck },
        ]}
      />
      <NativeSelect
        className={cx(styles.eInvoice)}
        label={texts.eInvoice.filter}
        value={filters.eInvoice}
        onChange={(event) => set({ eInvoice: event.currentTarget.value as Filters['eInvoice'] })}
        data={[
          { value: '', label: texts.eInvoice.filterAll },
          ...eInvoiceStates.map((state) => ({ value: state, label: texts.eInvoice.states[state] })),
        ]}
      />
      <TextInput
        type="date"
        label={t.from}
        value={filters.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
        error={datesAreWrong(filters) ? t.wrongDates : null}
      />
      <TextInput
        type="date"
        label={t.to}
        value={filters.to}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      <Button
        variant="subtle"
        className={cx(styles.reset)}
        disabled={!isFiltered(filters)}
        onClick={() => onChange(noFilters)}
      >
        {t.reset}
      </Button>
    </search>
  );
}
