import type { z } from 'zod';
import { problemDetailsSchema } from '../../src/contract/problem.ts';
import { language } from '../texts.ts';
import { ApiError, networkError, unexpectedAnswer } from './errors.ts';
import { answered, isAway, unanswered } from './network.ts';

interface Options {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Request headers beside those that every call carries. */
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/** The shop that this page speaks for; another tab of this browser may speak for another one. */
export const shop = new URLSearchParams(window.location.search).get('instance') ?? '';

let opening: Promise<void> | null = null;

/** The page asks for its session once, before anything else; where that fails, the next call asks again. */
function openSession(): Promise<void> {
  opening ??= (async () => {
    const response = await ask('/api/session', { method: 'POST', body: { instance: shop } });
    if (!response.ok) await refuse(response);
    await readThrough(response);
  })().catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function call(path: string, options: Options): Promise<Response> {
  await openSession();
  return ask(path, options);
}

async function ask(path: string, { method = 'GET', body, signal, ...rest }: Options): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'x-language': language,
    'x-shop': encodeURIComponent(shop),
    ...rest.headers,
  };
  if (method !== 'GET') headers['x-requested-with'] = 'fetch';
  if (body !== undefined) headers['content-type'] = 'application/json';
  const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal !== undefined) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (signal?.aborted) throw error;
    unanswered();
    throw networkError();
  }
  if (isAway(response)) {
    unanswered();
    throw networkError();
  }
  answered();
  return response;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** An answer whose body nobody reads stays open in the browser, and keeps its connection. */
async function readThrough(response: Response): Promise<void> {
  await response.arrayBuffer().catch(() => undefined);
}

async function refuse(response: Response): Promise<never> {
  const problem = problemDetailsSchema.safeParse(await readJson(response));
  throw problem.success ? new ApiError(problem.data) : unexpectedAnswer(response.status);
}

/** One call whose answer is checked against the contract. Throws `ApiError`. */
export async function request<S extends z.ZodType>(
  schema: S,
  path: string,
  options: Options = {},
): Promise<z.output<S>> {
  return (await requestTagged(schema, path, options)).data;
}

/** The same, with the answer's entity tag; null where it has none. */
export async function requestTagged<S extends z.ZodType>(
  schema: S,
  path: string,
  options: Options = {},
): Promise<{ data: z.output<S>; etag: string | null }> {
  const response = await call(path, options);
  if (!response.ok) return refuse(response);
  const answer = schema.safeParse(await readJson(response));
  if (!answer.success) throw unexpectedAnswer(response.status);
  return { data: answer.data, etag: response.headers.get('etag') };
}

/** One call whose answer's body does not matter. Throws `ApiError`. */
export async function send(path: string, options: Options): Promise<void> {
  const response = await call(path, options);
  if (!response.ok) await refuse(response);
  await readThrough(response);
}
