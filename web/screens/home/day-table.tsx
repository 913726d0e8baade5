import { useState } from 'react';
import { cx } from '../../components/cx.ts';
import { DataTable } from '../../components/data-table.tsx';
import { formatInteger, formatLongDay } from '../../format.ts';
import { texts } from '../../texts.ts';
import { type Day, series } from './chart-scale.ts';
import styles from './day-chart.module.css';

const t = texts.home.chart;

/** The chart's figures for whom a table serves better; today first. */
export function DayTable({ days }: { days: Day[] }) {
  const [shown, setShown] = useState(false);
  return (
    <details className={cx(styles.details)} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>{t.table}</summary>
      {shown ? (
        <DataTable label={t.tableLabel} className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.dayColumn}</th>
              {series.map((name) => (
                <th key={name} scope="col">
                  {t.series[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...days].reverse().map((day) => (
              <tr key={day.day}>
                <th scope="row">{formatLongDay(day.day)}</th>
                {series.map((name) => (
                  <td key={name}>{formatInteger(day[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </DataTable>
      ) : null}
    </details>
  );
}
