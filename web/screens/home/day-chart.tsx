import { Text, Title } from '@mantine/core';
import { type PointerEvent, useId, useState } from 'react';
import { cx } from '../../components/cx.ts';
import { formatDayMonth, formatInteger, formatLongDay } from '../../format.ts';
import { texts } from '../../texts.ts';
import { columnParts, type Day, type Series, scaleTop, series, sumOf } from './chart-scale.ts';
import styles from './day-chart.module.css';
import { DayTable } from './day-table.tsx';

const t = texts.home.chart;
const HEIGHT = 140;
/** Of a day's width. */
const COLUMN_SHARE = 0.72;

const figuresText = (figures: Record<Series, number>): string =>
  t.figures(formatInteger(figures.sent), formatInteger(figures.waiting), formatInteger(figures.failed));

function Columns({ days, chosen, hatch }: { days: Day[]; chosen: number | null; hatch: string }) {
  const top = scaleTop(days);
  const width = 100 / days.length;
  return (
    <svg className={cx(styles.plot)} width="100%" height={HEIGHT} aria-hidden="true" focusable="false">
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className={cx(styles.failed)} />
          <rect width="1.6" height="5" className={cx(styles.hatch)} />
        </pattern>
      </defs>
      {[0, 0.5, 1].map((share) => (
        <line
          key={share}
          x1="0"
          x2="100%"
          y1={HEIGHT * share + (share === 0 ? 0.5 : -0.5)}
          y2={HEIGHT * share + (share === 0 ? 0.5 : -0.5)}
          className={cx(styles.grid)}
        />
      ))}
      {chosen === null ? null : (
        <rect
          x={`${width * chosen}%`}
          y="0"
          width={`${width}%`}
          height={HEIGHT}
          className={cx(styles.chosen)}
        />
      )}
      {days.map((day, index) =>
        columnParts(day, top, HEIGHT).map(({ name, y, height }) => (
          <rect
            key={`${day.day} ${name}`}
            x={`${width * (index + (1 - COLUMN_SHARE) / 2)}%`}
            y={y}
            width={`${width * COLUMN_SHARE}%`}
            height={height}
            rx="1"
            className={cx(styles[name])}
            {...(name === 'failed' ? { style: { fill: `url(#${hatch})` } } : {})}
          />
        )),
      )}
    </svg>
  );
}

function Legend() {
  return (
    <ul className={cx(styles.legend)}>
      {series.map((name) => (
        <li key={name}>
          <svg width="12" height="12" aria-hidden="true" focusable="false">
            <rect width="12" height="12" rx="2" className={cx(styles[name])} />
            {name === 'failed' ? (
              <path d="M-1 5 5-1M-1 13 13-1M7 13 13 7" className={cx(styles.stroke)} />
            ) : null}
          </svg>
          {t.series[name]}
        </li>
      ))}
    </ul>
  );
}

/**
 * Documents per day by state. A slider without a knob lies over the columns: pointer, finger and arrow keys choose the
 * day whose figures are written above, and a screen reader says them.
 */
export function DayChart({ days }: { days: Day[] }) {
  const hatch = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  const sum = sumOf(days);
  const isEmpty = sum.sent + sum.waiting + sum.failed === 0;
  const day = chosen === null ? undefined : days[chosen];
  const textOf = (one: Day) => t.day(formatLongDay(one.day), figuresText(one));
  const at = days[chosen ?? days.length - 1];
  const follow = (event: PointerEvent<HTMLInputElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - box.left) / box.width) * days.length);
    setChosen(Math.min(days.length - 1, Math.max(0, index)));
  };
  const top = scaleTop(days);

  return (
    <section aria-labelledby="chart-title">
      <div className={cx(styles.head)}>
        <Title order={2} size="h5" id="chart-title">
          {t.title}
        </Title>
        <Legend />
      </div>
      <Text size="sm" className={cx(styles.readout)} data-chart-readout>
        {isEmpty ? t.emptyTitle : day ? textOf(day) : t.total(figuresText(sum))}
      </Text>
      <div className={cx(styles.frame)}>
        <div className={cx(styles.marks)} aria-hidden="true">
          <span>{formatInteger(top)}</span>
          <span>{formatInteger(top / 2)}</span>
          <span>0</span>
        </div>
        <div className={cx(styles.area, focused && styles.focused)}>
          <Columns days={days} chosen={chosen} hatch={hatch} />
          {isEmpty || at === undefined ? null : (
            <input
              type="range"
              className={cx(styles.slider)}
              min={0}
              max={days.length - 1}
              step={1}
              value={chosen ?? days.length - 1}
              aria-label={t.slider}
              aria-valuetext={textOf(at)}
              onChange={(event) => setChosen(Number(event.currentTarget.value))}
              onFocus={(event) => {
                setFocused(event.currentTarget.matches(':focus-visible'));
                setChosen((now) => now ?? days.length - 1);
              }}
              onBlur={() => {
                setFocused(false);
                setChosen(null);
              }}
              onPointerMove={follow}
              onPointerLeave={(event) => {
                if (document.activeElement !== event.currentTarget) setChosen(null);
              }}
            />
          )}
        </div>
        <div className={cx(styles.ends)} aria-hidden="true">
          {[0, Math.floor((days.length - 1) / 2), days.length - 1].map((index) => (
            <span key={index}>{formatDayMonth(days[index]?.day ?? '')}</span>
          ))}
        </div>
      </div>
      <Text size="xs" c="dimmed" mt="xs" maw={720}>
        {isEmpty ? t.emptyText : t.note}
      </Text>
      {isEmpty ? null : <DayTable days={days} />}
    </section>
  );
}
