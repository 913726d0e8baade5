import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as echarts from 'echarts';

const file = fileURLToPath(new URL('../../docs/images/fleet.svg', import.meta.url));
const PANEL = { width: 420, height: 260 };
const COLUMNS = 2;
const COLOURS = ['#1f5fbf', '#c2571a', '#4a8f3c'];

interface Panel {
  title: string;
  unit: string;
  /** No more than this is wanted. */
  goal?: number;
  /** Its values lie powers of ten apart. */
  wide?: boolean;
  lines: [label: string, figure: string][];
}

const PANELS: Panel[] = [
  {
    title: 'Processor an order',
    unit: 'ms',
    lines: [
      ['plug-in', 'pluginMsPerOrder'],
      ['PostgreSQL', 'postgresMsPerOrder'],
    ],
  },
  {
    title: 'Processor a silent shop and day',
    unit: 's',
    goal: 0.2,
    wide: true,
    lines: [['both', 'silentShopDaySeconds']],
  },
  {
    title: 'Memory of all processes',
    unit: 'MiB',
    goal: 400,
    lines: [
      ['all', 'allMiB'],
      ['plug-in', 'pluginMiB'],
      ['PostgreSQL', 'postgresMiB'],
    ],
  },
  {
    title: 'From webhook to document',
    unit: 'ms',
    goal: 500,
    lines: [
      ['95th percentile', 'documentP95Ms'],
      ['99th percentile', 'documentP99Ms'],
      ['median', 'documentP50Ms'],
    ],
  },
  {
    title: 'Pages of the panel, 95th percentile',
    unit: 'ms',
    goal: 50,
    lines: [
      ['home', 'homeP95Ms'],
      ['list', 'listP95Ms'],
    ],
  },
  { title: 'Stored an order', unit: 'bytes', goal: 4096, lines: [['all', 'bytesPerOrder']] },
];

/** Draws how each figure grows with the fleet, beside its goal where there is one. */
export function plot(steps: readonly Record<string, number>[]): void {
  const rows = Math.ceil(PANELS.length / COLUMNS);
  const size = { width: COLUMNS * PANEL.width, height: rows * PANEL.height };
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    ...panels(steps),
  });
  writeFileSync(file, `${chart.renderToSVGString()}\n`);
  chart.dispose();
}

/** The panels beside and below each other in one drawing. */
function panels(steps: readonly Record<string, number>[]): echarts.EChartsOption {
  const place = (index: number) => ({
    left: (index % COLUMNS) * PANEL.width,
    top: Math.floor(index / COLUMNS) * PANEL.height,
  });
  return {
    title: PANELS.map(({ title, unit }, index) => ({
      ...place(index),
      text: `${title}, ${unit}`,
      padding: [12, 16],
      textStyle: { fontSize: 14 },
    })),
    grid: PANELS.map((_, index) => ({
      left: place(index).left + 56,
      top: place(index).top + 62,
      width: PANEL.width - 80,
      height: PANEL.height - 106,
    })),
    legend: PANELS.map(({ lines }, index) => ({
      ...place(index),
      top: place(index).top + 34,
      left: place(index).left + 50,
      itemWidth: 16,
      data: lines.map(([label]) => `${index} ${label}`),
      formatter: (name: string) => name.slice(name.indexOf(' ') + 1),
    })),
    xAxis: PANELS.map((_, index) => ({
      type: 'category' as const,
      gridIndex: index,
      data: steps.map(({ shops = 0 }) => `${shops.toLocaleString('en')} shops`),
    })),
    yAxis: PANELS.map(({ goal = 0, wide = false, lines }, index) => {
      if (wide) return { type: 'log' as const, gridIndex: index, min: goal / 2 };
      const values = steps.flatMap((step) => lines.map(([, figure]) => step[figure] ?? 0));
      return {
        type: 'value' as const,
        gridIndex: index,
        min: 0,
        // The goal's line is always seen.
        ...(Math.max(...values) > goal ? {} : { max: Math.ceil(goal * 12) / 10 }),
        splitNumber: 4,
      };
    }),
    series: PANELS.flatMap(({ lines, goal }, index) =>
      lines.map(([label, figure], line) => ({
        type: 'line' as const,
        name: `${index} ${label}`,
        xAxisIndex: index,
        yAxisIndex: index,
        symbolSize: 7,
        color: COLOURS[line % COLOURS.length] ?? '',
        label: {
          show: line === 0 || lines.length === 2,
          position: 'top' as const,
          fontSize: 11,
          formatter: ({ value }: { value?: unknown }) => shown(Number(value)),
        },
        data: steps.map((step) => step[figure] ?? 0),
        ...(goal === undefined || line > 0
          ? {}
          : {
              markLine: {
                symbol: 'none',
                silent: true,
                lineStyle: { type: 'dashed' as const, color: '#888888' },
                label: { formatter: `goal ${goal}`, position: 'insideStartTop' as const, color: '#666666' },
                data: [{ yAxis: goal }],
              },
            }),
      })),
    ),
  };
}

/** Three digits are enough. */
const shown = (value: number) => (value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2))));
