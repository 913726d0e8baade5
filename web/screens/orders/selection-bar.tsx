import { Button, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { type OrderFilters, ordersApi } from '../../api/orders.ts';
import { cx } from '../../components/cx.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { formatInteger } from '../../format.ts';
import { useVisiblePart } from '../../frame/visible-part.ts';
import { texts } from '../../texts.ts';
import { maySend } from '../e-invoice/e-invoice-state.tsx';
import styles from './selection-bar.module.css';
import { MOST_SELECTED, type Selection } from './use-selection.ts';

const t = texts.bulk.bar;
const PAGE = 200;

/** All orders that the filters find, up to what one request may hold. */
async function findAll(filters: OrderFilters): Promise<OrderDto[]> {
  const found: OrderDto[] = [];
  let cursor: string | null = null;
  do {
    const page = await ordersApi.orders(filters, cursor, undefined, PAGE);
    found.push(...page.orders);
    cursor = page.nextCursor;
  } while (cursor !== null && found.length < MOST_SELECTED);
  return found;
}

interface Props {
  selection: Selection;
  filters: OrderFilters;
  /** There are more orders than those in sight, all of which are ticked. */
  mayTakeAll: boolean;
  onSend: (trigger: HTMLElement) => void;
  /** The invoices of these go to the SDI. */
  onToSdi: (ids: string[]) => void;
  sending: boolean;
}

/** How many are ticked, and what may be done with them; stays in sight. */
export function SelectionBar({ selection, filters, mayTakeAll, onSend, onToSdi, sending }: Props) {
  useVisiblePart(true);
  const all = useMutation({ mutationFn: () => findAll(filters), onSuccess: selection.add });
  const count = selection.orders.size;
  const toSdi = [...selection.orders.values()].flatMap(({ id, delivery }) =>
    delivery !== null && maySend(delivery) === 'send' ? [id] : [],
  );
  const full = count >= MOST_SELECTED;
  return (
    <section className={cx(styles.bar)} aria-label={t.label}>
      <div className={cx(styles.count)}>
        <Text size="sm" fw={600} role="status">
          {t.selected(formatInteger(count), count === 1)}
        </Text>
        {full ? <Text size="xs">{t.limit(formatInteger(MOST_SELECTED))}</Text> : null}
      </div>
      {mayTakeAll && !full ? (
        <Button
          size="compact-sm"
          variant="subtle"
          className={cx(styles.all)}
          loading={all.isPending}
          onClick={() => all.mutate()}
        >
          {t.all}
        </Button>
      ) : null}
      <Button size="compact-sm" variant="subtle" className={cx(styles.clear)} onClick={selection.clear}>
        {t.clear}
      </Button>
      {toSdi.length > 0 ? (
        <Button size="sm" variant="default" loading={sending} onClick={() => onToSdi(toSdi)}>
          {texts.eInvoice.bulk}
        </Button>
      ) : null}
      <Button
        size="sm"
        className={cx(styles.send)}
        leftSection={<IconSend size={16} aria-hidden />}
        onClick={(event) => onSend(event.currentTarget)}
      >
        {t.send}
      </Button>
      {all.error ? <ErrorMessage error={all.error} /> : null}
    </section>
  );
}
