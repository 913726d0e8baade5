import { Gauge, type Registry } from 'prom-client';
import type { Gauges } from '../../ports/stores/gauges.ts';

type Values = [labels: Record<string, string>, value: number][];

/** Every gauge that is read from the database, with how it is told. With the database away they are absent. */
const GAUGES: { name: string; help: string; labels: string[]; values: (gauges: Gauges) => Values }[] = [
  {
    name: 'deliveries',
    help: 'Deliveries by state',
    labels: ['state'],
    values: ({ deliveries }) => Object.entries(deliveries).map(([state, count]) => [{ state }, count]),
  },
  {
    name: 'deliveries_oldest_queued_seconds',
    help: 'How long the oldest queued delivery waits for its turn',
    labels: [],
    values: ({ oldestQueuedSeconds }) => [[{}, oldestQueuedSeconds]],
  },
  {
    name: 'order_hints',
    help: 'Webhooks that were kept and not followed yet',
    labels: [],
    values: ({ hints }) => [[{}, hints]],
  },
  {
    name: 'order_hints_oldest_due_seconds',
    help: 'Age of the oldest webhook that could be followed now',
    labels: [],
    values: ({ oldestDueHintSeconds }) => [[{}, oldestDueHintSeconds]],
  },
  {
    name: 'queue_jobs',
    help: 'Jobs of the queue: ready, running, later (their time has not come), dead (given up)',
    labels: ['state'],
    values: ({ jobs }) => Object.entries(jobs).map(([state, count]) => [{ state }, count]),
  },
  {
    name: 'queue_oldest_ready_seconds',
    help: 'How long the oldest ready job waits for a worker',
    labels: [],
    values: ({ oldestReadyJobSeconds }) => [[{}, oldestReadyJobSeconds]],
  },
  {
    name: 'quota_lowest_remaining_ratio',
    help: 'What is left of the quota to the company that has least, 0 to 1',
    labels: ['window'],
    values: ({ quota }) =>
      Object.entries(quota).map(([window, { lowestRemainingRatio }]) => [{ window }, lowestRemainingRatio]),
  },
  {
    name: 'quota_exhausted_companies',
    help: 'Companies that have nothing left in the window',
    labels: ['window'],
    values: ({ quota }) => Object.entries(quota).map(([window, { exhausted }]) => [{ window }, exhausted]),
  },
  {
    name: 'connections',
    help: 'Connections to Fatture in Cloud by state',
    labels: ['state'],
    values: ({ connections }) => Object.entries(connections).map(([state, count]) => [{ state }, count]),
  },
  {
    name: 'e_invoices',
    help: 'Invoices that are not at their end, by where they stand on the way to the SDI',
    labels: ['state'],
    values: ({ eInvoices }) => Object.entries(eInvoices).map(([state, count]) => [{ state }, count]),
  },
  {
    name: 'e_invoices_due',
    help: 'Invoices that the SDI does not have: near (two days or less) or over their dead-line',
    labels: ['line'],
    values: ({ eInvoicesDue }) => Object.entries(eInvoicesDue).map(([line, count]) => [{ line }, count]),
  },
  {
    name: 'shops_without_webhooks',
    help: 'Shops whose webhooks are not registered',
    labels: [],
    values: ({ shopsWithoutWebhooks }) => [[{}, shopsWithoutWebhooks]],
  },
  {
    name: 'shops_refused',
    help: 'Shops whose keys the platform refuses: left in peace, erased after the retention time',
    labels: [],
    values: ({ shopsRefused }) => [[{}, shopsRefused]],
  },
  {
    name: 'shops_not_read',
    help: 'Shops at whose last look something of their answers could not be read',
    labels: [],
    values: ({ shopsNotRead }) => [[{}, shopsNotRead]],
  },
];

export function createGaugeMetrics(registry: Registry, read: () => Promise<Gauges>): void {
  new Gauge({
    name: 'database_up',
    help: '1 when the database answered this scrape',
    registers: [registry],
    async collect() {
      this.set(
        await read().then(
          () => 1,
          () => 0,
        ),
      );
    },
  });
  for (const { name, help, labels, values } of GAUGES) {
    new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [registry],
      async collect() {
        this.reset();
        const gauges = await read().catch(() => null);
        if (gauges === null) {
          // A gauge without labels would stay at 0, and a queue that cannot be read is not an empty one. One with labels is
          // without any by now, and can be asked for none.
          if (labels.length === 0) this.remove();
          return;
        }
        for (const [told, value] of values(gauges)) this.set(told, value);
      },
    });
  }
}
