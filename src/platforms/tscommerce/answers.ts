import { type Problem, problem } from '../../domain/problem.ts';
import { readInteger, readRecord, readText } from './scalars.ts';

/** An error that the API tells in an answer, whatever its status. */
export interface ToldError {
  /** The API's own number; null where it tells none. */
  number: number | null;
  message: string;
}

const isNo = (value: unknown) =>
  value === undefined || value === null || value === false || value === '' || readInteger(value) === 0;

/**
 * The error of an answer: `{"error": <number>, "message": "<text>"}`, `{"error": {"message": "<text>"}}`, `{"error":
 * "<text>"}`; `error: 0` is none. Source: platforms.md.
 */
export function toldError(body: unknown): ToldError | null {
  const answer = readRecord(body);
  if (answer === null || isNo(answer.error)) return null;
  const inner = readRecord(answer.error);
  if (inner !== null) {
    const message = readText(inner.message) ?? readText(inner.description) ?? '';
    return {
      number: readInteger(inner.code) ?? readInteger(inner.number) ?? readInteger(inner.error),
      message,
    };
  }
  const number = readInteger(answer.error);
  const message = readText(answer.message) ?? (number === null ? readText(answer.error) : null) ?? '';
  return { number, message };
}

const missing =
  /not found|no such|does ?n.t exist|does not exist|unknown (order|client|product)|non (e stat[oa] )?trovat|inesistente|non esiste/i;
const refusedKeys =
  /unauthori[sz]ed|not authori[sz]ed|authentication|invalid (key|exchange|credential)|(key|exchange)\b.*(not valid|invalid|wrong|missing)|forbidden|access denied|non autorizzat|accesso negato/i;
const overQuota = /bandwidth limit|too many requests|(rate|request|api|daily) ?limit|limit exceeded|quota/i;

/** What is meant: the API's words count before its number, whose list is not documented but for HTTP's own. */
export function meaningOf({ number, message }: ToldError): 'missing' | 'keys' | 'quota' | 'other' {
  const words = message.normalize('NFD').replace(/\p{M}/gu, '');
  if (missing.test(words)) return 'missing';
  if (overQuota.test(words)) return 'quota';
  if (refusedKeys.test(words)) return 'keys';
  if (number === 404) return 'missing';
  if (number === 429 || number === 509) return 'quota';
  return number === 401 || number === 403 ? 'keys' : 'other';
}

/** An answer that cannot be read, or tells an error that nobody knows: the shop may answer better later. */
export function unreadableAnswer(why: string): Problem {
  return problem('shop-answer-unreadable', 'retry', {}, { cause: new Error(why) });
}
