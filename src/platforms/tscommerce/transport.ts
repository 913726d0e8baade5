import { Agent, request } from 'undici';
import { type Outcome, Problem, problem } from '../../domain/problem.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ShopKeys } from '../../ports/shop.ts';
import { trailHeaders } from '../../trail.ts';
import { type OnCall, reportCall } from '../call-report.ts';
import { parseJson } from '../json.ts';
import { retryAfter } from '../retry-after.ts';
import { meaningOf, toldError, unreadableAnswer } from './answers.ts';

export interface TransportOptions {
  /** Base of the Connect API, e.g. `https://connect.storeden.com/v1.1`. */
  apiUrl: string;
  clock: Clock;
  /** Longest time of a whole call, from connecting to the last byte. */
  timeoutMs: number;
  /** Longest answer that is read. */
  maxBytes: number;
  onCall?: OnCall | undefined;
}

export interface ShopCall {
  method: 'GET' | 'POST' | 'DELETE';
  /** Under the base, e.g. `orders/order.json`; also the name of the act. */
  path: string;
  /** Query of a GET, form of the others; undefined ones are left out. */
  values?: Record<string, string | number | undefined>;
}

/** What came back, once it is not a failure of the platform. `missing`: 404, or the API's words for it with any status. */
export type ShopAnswer = { missing: true } | { missing: false; body: unknown };

export type Transport = (keys: ShopKeys, call: ShopCall) => Promise<ShopAnswer>;

/** 429 names no end: the documented window of orders/updated.json is 60 s. */
const throttleMs = 60_000;
/** 509 is the key's 24 hours; when they end is not told, so it is asked again every hour. */
const dailyQuotaMs = 3_600_000;

class TooLong extends Error {}

async function readBody(body: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > maxBytes) throw new TooLong();
    parts.push(part);
  }
  // TextDecoder drops a byte order mark, which JSON.parse refuses.
  return new TextDecoder().decode(Buffer.concat(parts));
}

function quotaProblem(status: number, retryAfterHeader: string | undefined, now: Date): Problem {
  const otherwise = new Date(now.getTime() + (status === 429 ? throttleMs : dailyQuotaMs));
  return problem('shop-quota', 'quota', {}, { retryAt: retryAfter(retryAfterHeader, now) ?? otherwise });
}

interface Answered {
  status: number;
  retryAfterHeader: string | undefined;
  text: string;
}

/** What an answer says. Throws its problem. */
function judge(
  { status, retryAfterHeader, text }: Answered,
  method: ShopCall['method'],
  now: Date,
): ShopAnswer {
  if (status === 429 || status === 509) throw quotaProblem(status, retryAfterHeader, now);
  if (status >= 500 || status === 408) {
    throw problem('shop-unreachable', 'retry', {}, { cause: new Error(`HTTP ${status}`) });
  }
  // A redirect is not followed: the keys go to the configured host alone.
  if (status < 200 || (status >= 300 && status < 400)) throw unreadableAnswer(`HTTP ${status}`);
  const isRefusal = status >= 400;
  if (text.trim() === '' && (isRefusal || method !== 'GET')) return judgeEmpty(status);
  // A page where JSON should be is a proxy's or a firewall's, whatever its status: the API itself said nothing.
  const body = readJson(text, status);
  const told = toldError(body);
  const meant = told === null ? null : meaningOf(told);
  if (status === 404 || meant === 'missing') return { missing: true };
  if (status === 401 || status === 403 || meant === 'keys') throw problem('shop-keys-refused', 'mend', {});
  if (meant === 'quota') throw quotaProblem(told?.number ?? 509, retryAfterHeader, now);
  if (isRefusal) throw problem('shop-refused', 'mend', { status });
  if (told !== null) {
    if (method === 'GET') throw unreadableAnswer(`error ${told.number ?? ''} told with status ${status}`);
    throw problem('shop-refused', 'mend', { status: told.number ?? status });
  }
  return { missing: false, body };
}

function judgeEmpty(status: number): ShopAnswer {
  if (status === 404) return { missing: true };
  if (status === 401 || status === 403) throw problem('shop-keys-refused', 'mend', {});
  if (status >= 400) throw problem('shop-refused', 'mend', { status });
  return { missing: false, body: null };
}

function readJson(text: string, status: number): unknown {
  try {
    return parseJson(text);
  } catch {
    throw unreadableAnswer(`not JSON, HTTP ${status}`);
  }
}

/** The code of a network failure alone: the error itself may hold the request, and that the keys. */
function networkProblem(error: unknown): Problem {
  if (error instanceof TooLong) {
    return unreadableAnswer('answer too long');
  }
  const known = error as { code?: unknown; name?: unknown };
  const code = typeof known.code === 'string' ? known.code : known.name;
  return problem('shop-unreachable', 'retry', {}, { cause: new Error(`no answer: ${String(code)}`) });
}

function encode(values: ShopCall['values']): URLSearchParams {
  const told = Object.entries(values ?? {}).filter(([, value]) => value !== undefined);
  return new URLSearchParams(told.map(([name, value]) => [name, String(value)]));
}

/** HTTP to the Connect API: one pool of kept connections, both keys as headers, every failure a Problem. */
export function createTransport(options: TransportOptions): Transport {
  const { clock, timeoutMs, maxBytes, onCall } = options;
  const base = options.apiUrl.replace(/\/+$/, '');
  const dispatcher = new Agent({
    keepAliveTimeout: 10_000,
    connections: 64,
    connect: { timeout: timeoutMs },
  });

  async function exchange(
    keys: ShopKeys,
    call: ShopCall,
    told: { status: number | null },
  ): Promise<ShopAnswer> {
    const encoded = encode(call.values).toString();
    const isRead = call.method === 'GET';
    const address = `${base}/${call.path}${isRead && encoded !== '' ? `?${encoded}` : ''}`;
    let text: string;
    let retryAfterHeader: string | undefined;
    let status: number;
    try {
      const answer = await request(address, {
        dispatcher,
        method: call.method,
        headers: {
          key: keys.key,
          exchange: keys.exchange,
          accept: 'application/json',
          ...trailHeaders(),
          ...(isRead ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        body: isRead ? null : encoded,
        signal: AbortSignal.timeout(timeoutMs),
      });
      status = answer.statusCode;
      told.status = status;
      const header = answer.headers['retry-after'];
      retryAfterHeader = Array.isArray(header) ? header[0] : header;
      text = await readBody(answer.body, maxBytes);
    } catch (error) {
      throw networkProblem(error);
    }
    return judge({ status, retryAfterHeader, text }, call.method, clock.now());
  }

  return async (keys, call) => {
    const told: { status: number | null } = { status: null };
    const startMs = performance.now();
    let outcome: 'ok' | Outcome = 'ok';
    try {
      return await exchange(keys, call, told);
    } catch (error) {
      outcome = error instanceof Problem ? error.outcome : 'retry';
      throw error;
    } finally {
      const ms = performance.now() - startMs;
      reportCall(onCall, { operation: call.path, status: told.status, ms, outcome });
    }
  };
}
