import { cutting, type SpanExporter } from './span-cut.ts';
import { traceWith } from './trail.ts';

/** Not among the dependencies: tens of megabytes that most installations never load. */
const API = '@opentelemetry/api';
const INSTRUMENTATIONS = '@opentelemetry/auto-instrumentations-node';
/** Come along with the instrumentations. */
const SDK = '@opentelemetry/sdk-node';
const EXPORTER = '@opentelemetry/exporter-trace-otlp-proto';

interface Instrumentations {
  getNodeAutoInstrumentations(): unknown[];
}
interface Sdk {
  NodeSDK: new (options: { instrumentations: unknown[]; traceExporter: SpanExporter }) => { start(): void };
}
interface Exporter {
  OTLPTraceExporter: new () => SpanExporter;
}

/** What of OpenTelemetry's API is used. */
interface Api {
  trace: {
    getTracer(name: string): {
      startActiveSpan<T>(name: string, work: (span: Span) => T): T;
    };
  };
  SpanStatusCode: { ERROR: number };
}
interface Span {
  setAttribute(name: string, value: string): void;
  setStatus(status: { code: number }): void;
  end(): void;
}

/**
 * Traces requests, database, outgoing calls (by OpenTelemetry's own instrumentations, which read the `OTEL_*` variables)
 * and jobs. Ends the process with one line where the packages are not installed.
 */
export async function startTracing(): Promise<void> {
  process.env.OTEL_SERVICE_NAME ??= 'tsc-fatture-in-cloud';
  // The file system's calls would drown the rest.
  process.env.OTEL_NODE_DISABLED_INSTRUMENTATIONS ??= 'fs,dns,net';
  let api: Api;
  try {
    api = (await import(API)) as Api;
    const { getNodeAutoInstrumentations } = (await import(INSTRUMENTATIONS)) as Instrumentations;
    const { NodeSDK } = (await import(SDK)) as Sdk;
    const { OTLPTraceExporter } = (await import(EXPORTER)) as Exporter;
    new NodeSDK({
      instrumentations: getNodeAutoInstrumentations(),
      // Addresses carry tokens, tickets, codes and e-mails.
      traceExporter: cutting(new OTLPTraceExporter()),
    }).start();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    process.stderr.write(
      'OTEL_EXPORTER_OTLP_ENDPOINT: tracing needs packages that are not installed: npm install --no-save @opentelemetry/api @opentelemetry/auto-instrumentations-node\n',
    );
    process.exit(1);
  }
  const tracer = api.trace.getTracer('tsc-fatture-in-cloud');
  traceWith((name, requestId, work) =>
    tracer.startActiveSpan(name, (span) => {
      span.setAttribute('request.id', requestId);
      const done = (failed: boolean) => {
        if (failed) span.setStatus({ code: api.SpanStatusCode.ERROR });
        span.end();
      };
      const result = work();
      void Promise.resolve(result).then(
        () => done(false),
        () => done(true),
      );
      return result;
    }),
  );
}
