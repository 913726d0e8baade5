import { NumberInput } from '@mantine/core';
import type { CreditableDto } from '../../../src/contract/aftercare/acts.ts';
import { cx } from '../../components/cx.ts';
import { DataTable } from '../../components/data-table.tsx';
import { formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';
import styles from './credit-lines.module.css';

const t = texts.aftercare.credit;

interface Props {
  creditable: CreditableDto;
  quantities: Record<number, number>;
  onChange: (quantities: Record<number, number>) => void;
}

/** The invoice's lines with what is left of each, and how many of it are to be credited. */
export function CreditLines({ creditable, quantities, onChange }: Props) {
  return (
    <DataTable label={t.table} className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t.line}</th>
          <th scope="col">{t.remaining}</th>
          <th scope="col">{t.quantity}</th>
        </tr>
      </thead>
      <tbody>
        {creditable.lines.map(({ line, name, quantity, left, gross }) => (
          <tr key={line}>
            <th scope="row" className={cx(styles.name)}>
              {name}
            </th>
            <td>
              {left} / {quantity} · {formatMoney(gross, creditable.currency)}
            </td>
            <td>
              <NumberInput
                aria-label={t.quantityFor(name)}
                hideControls
                size="xs"
                w={72}
                min={0}
                max={left}
                disabled={left === 0}
                value={quantities[line] ?? 0}
                decimalSeparator=","
                allowNegative={false}
                onChange={(value) => onChange({ ...quantities, [line]: Math.min(left, Number(value) || 0) })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
