import { Text } from '@mantine/core';
import type { UpdatePreviewDto } from '../../../src/contract/aftercare/acts.ts';
import { cx } from '../../components/cx.ts';
import { DataTable } from '../../components/data-table.tsx';
import { ProblemList } from '../../components/problem-list.tsx';
import { formatDecimal, formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';
import styles from './update-lines.module.css';

const t = texts.aftercare.update;

type Line = UpdatePreviewDto['lines'][number];

function Share({ share, currency, gone }: { share: Line['was']; currency: string; gone: boolean }) {
  if (share === null) return <td className={cx(styles.share)}>{t.none}</td>;
  const text = t.share(formatDecimal(share.quantity), formatMoney(share.gross, currency));
  return <td className={cx(styles.share)}>{gone ? <s>{text}</s> : text}</td>;
}

/** What the document says and what it would say, line by line; what differs stands out. */
export function UpdateLines({ preview }: { preview: UpdatePreviewDto }) {
  const { currency, lines, was, now, buyer, problems } = preview;
  return (
    <>
      <DataTable label={t.table} className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t.line}</th>
            <th scope="col" className={cx(styles.share)}>
              {t.was}
            </th>
            <th scope="col" className={cx(styles.share)}>
              {t.now}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a document's lines have no id and never move
            <tr key={place} data-changed={line.changed || undefined}>
              <th scope="row" className={cx(styles.name)}>
                {line.name}
              </th>
              <Share share={line.was} currency={currency} gone={line.changed} />
              <Share share={line.now} currency={currency} gone={false} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr data-changed={was !== now || undefined}>
            <th scope="row" className={cx(styles.name)}>
              {t.total}
            </th>
            <td className={cx(styles.share)}>{formatMoney(was, currency)}</td>
            <td className={cx(styles.share)}>{now === null ? t.none : formatMoney(now, currency)}</td>
          </tr>
        </tfoot>
      </DataTable>
      {buyer === undefined ? null : (
        <div className={cx(styles.buyer)}>
          <Text size="sm" fw={600}>
            {t.buyer}
          </Text>
          {buyer.map((line) => (
            <Text key={line} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {line}
            </Text>
          ))}
        </div>
      )}
      {problems.length > 0 ? <ProblemList tone="error" title={t.problems} problems={problems} /> : null}
    </>
  );
}
