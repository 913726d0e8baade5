import { expect, test, vi } from 'vitest';
import { type CutSpan, cutting, type SpanExporter } from '../../src/span-cut.ts';
import { startTracing } from '../../src/tracing.ts';

const SECRETS = ['tok-0815', 'ticket-1', 'c/code-2', 'anna@example.com', 'geheim'];

test('no token, ticket, code or e-mail leaves with a trace; where it went does', () => {
  const left: CutSpan[] = [];
  const exporter = cutting({
    export: (spans: CutSpan[]) => void left.push(...spans),
    shutdown: async () => undefined,
  });
  const spans: CutSpan[] = [
    {
      attributes: {
        'http.target': '/tscommerce/webhooks/tok-0815',
        'url.path': '/TSCommerce/WEBHOOKS/tok-0815?x=1',
        'http.url': 'https://plugin.example/fattureincloud/webhooks/tok-0815',
        'http.method': 'POST',
      },
    },
    {
      attributes: {
        'url.full': 'https://plugin.example/oauth/callback?code=c/code-2&state=s',
        'url.query': 'ticket=ticket-1',
      },
      events: [
        {
          attributes: {
            'url.full':
              'https://anna:geheim@connect.storeden.com/v1.1/clients/client.json?email=anna@example.com',
          },
        },
        {},
      ],
    },
  ];
  exporter.export(spans, () => undefined);
  const text = JSON.stringify(left);
  for (const secret of SECRETS) expect(text).not.toContain(secret);
  expect(left[0]?.attributes).toMatchObject({
    'http.target': '/tscommerce/webhooks/…',
    'http.url': 'https://plugin.example/fattureincloud/webhooks/…',
    'http.method': 'POST',
  });
  expect(left[1]?.attributes).toEqual({ 'url.full': 'https://plugin.example/oauth/callback' });
  expect(left[1]?.events?.[0]?.attributes).toEqual({
    'url.full': 'https://connect.storeden.com/v1.1/clients/client.json',
  });
});

test('what tracing sends out goes through it', async () => {
  // Stand-ins of packages that are not among the dependencies.
  const left: CutSpan[] = [];
  let given: SpanExporter | undefined;
  vi.doMock('@opentelemetry/api', () => ({ trace: { getTracer: () => null }, SpanStatusCode: { ERROR: 2 } }));
  vi.doMock('@opentelemetry/auto-instrumentations-node', () => ({ getNodeAutoInstrumentations: () => [] }));
  vi.doMock('@opentelemetry/sdk-node', () => ({
    NodeSDK: class {
      constructor({ traceExporter }: { traceExporter: SpanExporter }) {
        given = traceExporter;
      }
      start() {}
    },
  }));
  vi.doMock('@opentelemetry/exporter-trace-otlp-proto', () => ({
    OTLPTraceExporter: class {
      export(spans: CutSpan[]) {
        left.push(...spans);
      }
      async shutdown() {}
    },
  }));
  await startTracing();
  given?.export([{ attributes: { 'url.path': '/tscommerce/webhooks/tok-0815' } }], () => undefined);
  expect(left).toEqual([{ attributes: { 'url.path': '/tscommerce/webhooks/…' } }]);
});
