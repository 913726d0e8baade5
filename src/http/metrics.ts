import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../flows/context.ts';

/** What a connector tells of one call. */
interface Call {
  operation: string;
  status: number | null;
  ms: number;
  outcome: string;
}

/** The process's metrics, with the hooks that feed them. No label holds anything of a shop's or a buyer's. */
export function createMetrics(countDeliveries: () => Promise<Record<string, number>>) {
  const registry = new Registry();
  const registers = [registry];
  const ended = new Counter({
    name: 'deliveries_ended_total',
    help: 'Tries to send an order, by how they ended',
    labelNames: ['state', 'kind'] as const,
    registers,
  });
  const differed = new Counter({
    name: 'document_totals_differed_total',
    help: 'Documents whose total differed from the modelled one',
    registers,
  });
  const calls = new Histogram({
    name: 'platform_call_seconds',
    help: 'Calls to the two platforms',
    labelNames: ['platform', 'operation', 'outcome'] as const,
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  new Gauge({
    name: 'deliveries',
    help: 'Deliveries by state',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      const counts = await countDeliveries().catch(() => ({}));
      this.reset();
      for (const [state, count] of Object.entries(counts)) this.set({ state }, count);
    },
  });

  const flows: Metrics = {
    deliveryEnded: (state, kind) => ended.inc({ state, kind }),
    totalDiffered: () => differed.inc(),
  };
  return {
    flows,
    onCall: (platform: 'tscommerce' | 'fattureincloud') => (call: Call) =>
      calls.observe({ platform, operation: call.operation, outcome: call.outcome }, call.ms / 1000),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
