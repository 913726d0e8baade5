import { safePath } from './safe-path.ts';

type Attributes = Record<string, unknown>;

/** What of a span is looked at as it leaves. */
export interface CutSpan {
  attributes: Attributes;
  events?: readonly { attributes?: Attributes | undefined }[];
}

/** What of OpenTelemetry's exporters is used. */
export interface SpanExporter<S extends CutSpan = CutSpan> {
  export(spans: S[], done: (result: never) => void): void;
  shutdown(): Promise<void>;
  forceFlush?(): Promise<void>;
}

/** Whole addresses, of requests to us and of calls to the platforms. */
const ADDRESSES = ['url.full', 'http.url'];
const PATHS = ['url.path', 'http.target'];
/** Tickets, codes, states; buyers' e-mails and tax codes in what is searched for. */
const DROPPED = ['url.query', 'url.fragment'];

/** Takes out of a span what an address may carry: queries, tokens of webhooks, user and password. */
function cut(attributes: Attributes): void {
  for (const name of ADDRESSES) {
    const value = attributes[name];
    if (typeof value !== 'string') continue;
    const url = URL.canParse(value) ? new URL(value) : null;
    attributes[name] = url === null ? '…' : `${url.origin}${safePath(url.pathname)}`;
  }
  for (const name of PATHS) {
    const value = attributes[name];
    if (typeof value === 'string') attributes[name] = safePath(value);
  }
  for (const name of DROPPED) delete attributes[name];
}

/** An exporter that lets nothing out that a log would not say. */
export function cutting<S extends CutSpan>(exporter: SpanExporter<S>): SpanExporter<S> {
  return {
    export(spans, done) {
      for (const { attributes, events = [] } of spans) {
        cut(attributes);
        for (const event of events) if (event.attributes !== undefined) cut(event.attributes);
      }
      exporter.export(spans, done);
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
