import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { IssuedDocumentsApi } from '@fattureincloud/fattureincloud-ts-sdk';
import axios, { type RawAxiosRequestConfig } from 'axios';
import { type Outcome, type Problem, problem } from '../../../domain/problem.ts';
import type { Clock } from '../../../ports/clock.ts';
import { trailHeaders } from '../../../trail.ts';
import { type OnCall, reportCall } from '../../call-report.ts';
import { parseJson } from '../../json.ts';
import { classify, type Happening } from './classify.ts';
import { networkFailure } from './network.ts';

export interface FicHttpOptions {
  clock: Clock;
  /** Longest time of a whole call, from connecting to the last byte. */
  timeoutMs: number;
  onCall?: OnCall | undefined;
}

/** Answers of lists of a hundred documents stay far below. */
const maxContentLength = 20_000_000;
const maxBodyLength = 5_000_000;

/** What of an axios answer is used; the types of the SDK promise more than a network can. */
interface RawAnswer {
  status: number;
  headers: unknown;
  data: unknown;
}

export interface FicCall<T> {
  operation: string;
  isWrite: boolean;
  about?: 'client' | 'e-invoice' | undefined;
  secrets: readonly string[];
  /** After this instant the call is not made any more (`retry`). */
  startBy?: Date | undefined;
  /** Makes the call with the SDK. */
  run: (config: RawAxiosRequestConfig) => Promise<RawAnswer>;
  /** Turns the body of a 2xx into our words; null where it cannot be read. `isEmpty`: there was none at all. */
  read: (body: unknown, isEmpty: boolean) => T | null;
  /** Hears the headers of every answer, refusals included, and when to ask again after a quota's. */
  observe?: (headers: HeaderReader, refusedUntil: Date | undefined) => Promise<void>;
}

export type HeaderReader = (name: string) => string | null;

/** The SDK is CommonJS and names axios' types from there; the class is the same. */
type SdkAxios = NonNullable<ConstructorParameters<typeof IssuedDocumentsApi>[2]>;

export interface FicHttp {
  /** Own instance: nothing of axios' defaults is shared with others. */
  axios: SdkAxios;
  call<T>(call: FicCall<T>): Promise<T>;
}

function headerReader(headers: unknown): HeaderReader {
  const record = (headers ?? {}) as Record<string, unknown>;
  return (name) => {
    const value = record[name.toLowerCase()];
    return typeof value === 'string' ? value : null;
  };
}

function parseBody(data: unknown): unknown {
  try {
    return typeof data === 'string' ? parseJson(data) : undefined;
  } catch {
    return undefined;
  }
}

/** HTTP to Fatture in Cloud: kept connections, bounded time and size, no redirects; every failure a Problem. */
export function createFicHttp({ clock, timeoutMs, onCall }: FicHttpOptions): FicHttp {
  const keepAlive = { keepAlive: true, maxSockets: 64, scheduling: 'lifo' } as const;
  const instance = axios.create({
    httpAgent: new HttpAgent(keepAlive),
    httpsAgent: new HttpsAgent(keepAlive),
    maxContentLength,
    maxBodyLength,
    maxRedirects: 0,
    // Else axios reads HTTP_PROXY and sends tokens where the environment says.
    proxy: false,
    // Statuses and bodies are judged here, once, and not by axios before.
    validateStatus: () => true,
    responseType: 'text',
    transformResponse: [(data: unknown) => data],
  });

  async function happen(call: FicCall<unknown>): Promise<[Happening, HeaderReader | null]> {
    try {
      // axios' own time-out starts anew with every byte; this one ends the whole call.
      const answer = await call.run({ signal: AbortSignal.timeout(timeoutMs), headers: trailHeaders() });
      const header = headerReader(answer.headers);
      const { status } = answer;
      return [
        {
          kind: 'answer',
          status,
          retryAfter: header('retry-after'),
          body: parseBody(answer.data),
          isEmpty: answer.data === '',
        },
        header,
      ];
    } catch (error) {
      return [networkFailure(error), null];
    }
  }

  return {
    axios: instance as unknown as SdkAxios,
    async call(call) {
      if (call.startBy !== undefined && clock.now() > call.startBy) {
        throw problem('fic-unreachable', 'retry', {}, { cause: new Error('too late to begin') });
      }
      const startMs = performance.now();
      const [happening, header] = await happen(call);
      const status = happening.kind === 'answer' ? happening.status : null;
      const isSuccess = status !== null && status >= 200 && status < 300;
      const body = happening.kind === 'answer' ? happening.body : undefined;
      const isEmpty = happening.kind === 'answer' && happening.isEmpty === true;
      const result = isSuccess ? call.read(body, isEmpty) : null;
      const context = { ...call, now: clock.now() };
      const failure = result === null ? classify(happening, context) : null;
      const outcome: 'ok' | Outcome = failure === null ? 'ok' : failure.outcome;
      reportCall(onCall, {
        operation: call.operation,
        status,
        ms: performance.now() - startMs,
        outcome,
      });
      if (header !== null) await observed(call, header, failure);
      if (result === null) throw failure ?? new Error('unreachable');
      return result;
    },
  };
}

async function observed(
  call: FicCall<unknown>,
  header: HeaderReader,
  failure: Problem | null,
): Promise<void> {
  const refusedUntil = failure?.outcome === 'quota' ? failure.retryAt : undefined;
  try {
    await call.observe?.(header, refusedUntil);
  } catch {
    // The answer is worth more than its headers: a document that was made must not be reported as lost
    // because the quota could not be written down. The next answer tells it again.
  }
}
