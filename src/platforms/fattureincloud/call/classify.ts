import {
  type Outcome,
  type Problem,
  type ProblemCode,
  type ProblemValues,
  problem,
} from '../../../domain/problem.ts';
import { retryAfter } from '../../retry-after.ts';
import { isApiWord } from './api-word.ts';
import { readRefusal, readRefusedTotals } from './refusal.ts';

/** What happened to a call: an answer, or none. */
export type Happening =
  | {
      kind: 'answer';
      status: number;
      /** `Retry-After`, where the answer had one. */
      retryAfter: string | null;
      /** The parsed JSON; undefined where the body was not JSON. */
      body: unknown;
      /** There was no body at all. */
      isEmpty?: boolean;
    }
  | {
      kind: 'silence';
      /** The request surely never left: connection refused, name unknown, handshake failed. */
      unsent: boolean;
      /** The network's code, e.g. `ECONNRESET`. */
      code: string;
    };

export interface CallContext {
  operation: string;
  /** The call makes something: unless it was surely refused, it may have been made. */
  isWrite: boolean;
  /** What is made or changed, where it is no document: its refusals have their own sentence. */
  about?: 'client' | 'e-invoice' | undefined;
  now: Date;
  /** Strings that must not be repeated in a problem, should the other side echo them. */
  secrets: readonly string[];
}

/** 429 without `Retry-After`: the window is five minutes (300 requests), the next minute may have room. */
const throttleMs = 60_000;

/** Codes whose sentences need no values. */
type PlainCode = {
  [C in ProblemCode]: ProblemValues[C] extends Record<string, never> ? C : never;
}[ProblemCode];

/** A row of the table: the first that fits decides. `write` is left out where it is the same as `read`. */
interface Row {
  when: (status: number, retryAt: Date | null, isApiWord: boolean) => boolean;
  read: readonly [PlainCode, Outcome] | 'refusal';
  write?: readonly [PlainCode, Outcome];
}

const uncertain = ['fic-uncertain', 'uncertain'] as const;

/** Source: platforms' documentation (quotas 429 and 403 with Retry-After) and RFC 9110. */
const answers: readonly Row[] = [
  { when: (status) => status === 429, read: ['fic-quota', 'quota'] },
  { when: (status, retryAt) => status === 403 && retryAt !== null, read: ['fic-quota', 'quota'] },
  // 408 is a time-out of theirs: what they had received by then is not known.
  { when: (status) => status === 408, read: ['fic-unreachable', 'retry'], write: uncertain },
  {
    when: (status, _retryAt, isApiWord) => status >= 400 && status < 500 && !isApiWord,
    read: ['fic-answer-unreadable', 'retry'],
    write: uncertain,
  },
  { when: (status) => status === 401, read: ['fic-unauthorized', 'reauthorize'] },
  { when: (status) => status === 402, read: ['fic-licence-expired', 'mend'] },
  { when: (status) => status === 403, read: ['fic-permission', 'mend'] },
  { when: (status) => status === 404, read: ['fic-not-found', 'mend'] },
  { when: (status) => status >= 400 && status < 500, read: 'refusal' },
  { when: (status) => status >= 500, read: ['fic-unreachable', 'retry'], write: uncertain },
  // A 2xx that cannot be read, a redirect (none is followed): something answered, perhaps a proxy.
  { when: () => true, read: ['fic-answer-unreadable', 'retry'], write: uncertain },
];

function made(code: PlainCode, outcome: Outcome, cause: Error, retryAt?: Date): Problem {
  return problem(code, outcome, {}, { cause, retryAt });
}

/**
 * The one place that decides what a failed call means. The cause that it attaches is made here, from status
 * and code alone: the HTTP client's own error holds the request, and with it the token.
 */
export function classify(happening: Happening, context: CallContext): Problem {
  const { operation, isWrite, now } = context;
  if (happening.kind === 'silence') {
    const cause = new Error(`${operation}: no answer (${happening.code})`);
    return isWrite && !happening.unsent
      ? made('fic-uncertain', 'uncertain', cause)
      : made('fic-unreachable', 'retry', cause);
  }
  const { status } = happening;
  const cause = new Error(`${operation}: HTTP ${status}`);
  const retryAt = retryAfter(happening.retryAfter, now);
  const row = answers.find(({ when }) => when(status, retryAt, isApiWord(happening.body)));
  if (row === undefined || row.read === 'refusal') return refused(happening, context, cause);
  const [code, outcome] = (isWrite ? row.write : undefined) ?? row.read;
  if (code === 'fic-permission' && readRefusal(happening.body, context.secrets).concerns === 'licence') {
    return made('fic-licence-expired', outcome, cause);
  }
  if (code === 'fic-permission' && context.about === 'e-invoice') {
    return made('e-invoice-not-enabled', outcome, cause);
  }
  if (outcome !== 'quota')
    return problem(code, outcome, {}, { cause, answered: happening.body !== undefined });
  return made(code, outcome, cause, retryAt ?? new Date(now.getTime() + throttleMs));
}

/** The request was read and not accepted: 400, 405, 409, 413, 422… */
function refused(
  answer: Extract<Happening, { kind: 'answer' }>,
  { secrets, about }: CallContext,
  cause: Error,
): Problem {
  const { messages, concerns, xmlErrors } = readRefusal(answer.body, secrets);
  if (about === 'e-invoice') {
    return xmlErrors.length > 0
      ? problem('e-invoice-invalid', 'mend', { messages: xmlErrors.join(' '), errors: xmlErrors }, { cause })
      : problem('e-invoice-refused', 'mend', { messages }, { cause });
  }
  // A conflict is with what others do at this moment (two documents drawing the same number), and nothing
  // was made: the same document draws the next number later.
  if (answer.status === 409) return problem('fic-conflict', 'retry', { messages }, { cause });
  const totals = answer.status === 422 ? readRefusedTotals(answer.body) : null;
  if (totals !== null) return problem('fic-refused-total', 'mend', { ...totals, messages }, { cause });
  if (about === 'client') return problem('client-refused', 'mend', { messages }, { cause });
  if (concerns === 'vat') return problem('fic-refused-vat', 'mend', { messages }, { cause });
  if (concerns === 'template') return problem('fic-refused-template', 'mend', { messages }, { cause });
  if (concerns === 'client') return problem('fic-refused-client', 'mend', { messages }, { cause });
  if (concerns === 'product') return problem('fic-refused-product', 'mend', { messages }, { cause });
  if (concerns === 'payment-account') {
    return problem('fic-refused-payment-account', 'mend', { messages }, { cause });
  }
  return problem('fic-refused', 'mend', { messages }, { cause });
}
