import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../../flows/context.ts';
import type { CallPriority } from '../../ports/quota.ts';
import type { Gauges } from '../../ports/stores/gauges.ts';
import { REFUSALS, type Refusal } from '../edge/refusals.ts';
import type { ObserveRequest } from './measure.ts';
import { createGaugeMetrics } from './metrics-gauges.ts';

/** What a connector tells of one call. */
interface Call {
  operation: string;
  status: number | null;
  ms: number;
  outcome: string;
}

const CALL_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** From what nobody notices to what waited for the next month's quota. */
const DELIVERY_SECONDS = [0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3600, 14_400, 86_400, 604_800];

/** The process's metrics, with the hooks that feed them. No label holds anything of a shop's or a buyer's. */
export function createMetrics(readGauges: () => Promise<Gauges>) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  createGaugeMetrics(registry, readGauges);
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
  const sent = new Histogram({
    name: 'webhook_to_document_seconds',
    help: 'From the webhook or click to the document',
    buckets: DELIVERY_SECONDS,
    registers,
  });
  const syncs = new Counter({
    name: 'customer_syncs_ended_total',
    help: 'Customer syncs, by how they ended',
    labelNames: ['state'] as const,
    registers,
  });
  const eInvoices = new Counter({
    name: 'e_invoices_ended_total',
    help: 'Tries to send an invoice to the SDI, by how they ended',
    labelNames: ['state'] as const,
    registers,
  });
  const copies = new Counter({
    name: 'e_invoice_copies_ended_total',
    help: 'Copies of invoices to buyers, by how they ended',
    labelNames: ['state'] as const,
    registers,
  });
  const notifications = new Counter({
    name: 'fic_notifications_total',
    help: 'Notifications of Fatture in Cloud with a good signature; those without are requests_refused_total',
    labelNames: ['outcome'] as const,
    registers,
  });
  const webhookKeys = new Counter({
    name: 'webhook_keys_total',
    help: "Webhooks of the shops, by their header key: equal to the shop's own, different, absent",
    labelNames: ['key'] as const,
    registers,
  });
  const calls = new Histogram({
    name: 'platform_call_seconds',
    help: 'Calls to the two platforms; outcome ok, or how the failure was classified (quota: refused)',
    labelNames: ['platform', 'operation', 'outcome'] as const,
    buckets: CALL_SECONDS,
    registers,
  });
  const held = new Counter({
    name: 'quota_held_total',
    help: 'Calls that were not made since the quota left none for them',
    labelNames: ['priority'] as const,
    registers,
  });
  const requests = new Histogram({
    name: 'http_request_seconds',
    help: 'Requests to this process, from arrival to the end of the answer',
    labelNames: ['area', 'method', 'status'] as const,
    buckets: REQUEST_SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: 'requests_refused_total',
    help: 'Requests refused at the door, by why: no or a wrong credential, forged, malformed, too many',
    labelNames: ['reason'] as const,
    registers,
  });
  const refusedTotals = new Counter({
    name: 'document_totals_refused_total',
    help: 'Documents that Fatture in Cloud refused since it computed another total; nothing was made',
    labelNames: ['explained'] as const,
    registers,
  });
  for (const explained of ['true', 'false']) refusedTotals.inc({ explained }, 0);
  // A rate of what never happened is 0, not absent: alerts need the series from the start.
  for (const reason of REFUSALS) refusals.inc({ reason }, 0);
  for (const state of ['done', 'cancelled', 'failed'] as const) syncs.inc({ state }, 0);
  for (const key of ['equal', 'different', 'absent'] as const) webhookKeys.inc({ key }, 0);
  for (const priority of ['manual', 'automatic', 'catalogue', 'e-invoices', 'customers'] as const)
    held.inc({ priority }, 0);
  for (const state of ['sent', 'adopted', 'waiting', 'failed'] as const) eInvoices.inc({ state }, 0);
  for (const state of ['sent', 'unknown', 'failed'] as const) copies.inc({ state }, 0);
  for (const outcome of ['kept', 'replayed'] as const) notifications.inc({ outcome }, 0);
  for (const state of ['sent', 'adopted', 'waiting', 'failed', 'skipped'] as const) {
    for (const kind of ['order', 'invoice'] as const) ended.inc({ state, kind }, 0);
  }

  const flows: Metrics = {
    deliveryEnded: (state, kind, afterMs) => {
      ended.inc({ state, kind });
      if (afterMs !== undefined) sent.observe(Math.max(0, afterMs) / 1000);
    },
    totalDiffered: () => differed.inc(),
    totalRefused: (explained) => refusedTotals.inc({ explained: String(explained) }),
    syncEnded: (state) => syncs.inc({ state }),
    eInvoiceEnded: (state) => eInvoices.inc({ state }),
    copyEnded: (state) => copies.inc({ state }),
    notified: (outcome) => notifications.inc({ outcome }),
    webhookKey: (key) => webhookKeys.inc({ key }),
  };
  const observeRequest: ObserveRequest = ({ area, method, status, seconds, refused }) => {
    requests.observe({ area, method, status: `${Math.floor(status / 100)}xx` }, seconds);
    if (refused !== null) refusals.inc({ reason: refused });
  };
  return {
    flows,
    observeRequest,
    onRefused: (reason: Refusal) => refusals.inc({ reason }),
    quotaHeld: (priority: CallPriority) => held.inc({ priority }),
    onCall: (platform: 'tscommerce' | 'fattureincloud') => (call: Call) =>
      calls.observe({ platform, operation: call.operation, outcome: call.outcome }, call.ms / 1000),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
