import type { ErrorRequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { ProblemDetails } from '../../contract/problem.ts';
import { Problem, type ProblemCode, problem } from '../../domain/problem.ts';
import type { Context } from '../../flows/context.ts';
import { AlreadySent } from '../../flows/delivery/request-send.ts';
import { settingsTexts } from '../../texts/it/settings.ts';
import { serverTexts } from '../../texts/server.ts';
import { sayProblem, sayStored } from '../api/sentences.ts';
import { answerLanguage } from './language.ts';
import { noteRefusal } from './refusals.ts';

/** Statuses of codes that stand for themselves; others follow the problem's outcome. */
const STATUS: Partial<Record<ProblemCode, number>> = {
  'e-invoice-not-due': 409,
  'withdraw-not-possible': 409,
  'withdraw-issued': 409,
  'update-not-possible': 409,
  'update-issued': 409,
  'credit-not-possible': 409,
  'credit-exceeds-invoice': 409,
  'document-busy': 409,
  'notification-refused': 401,
  'session-missing': 401,
  'sign-in-required': 401,
  'setup-closed': 401,
  'request-forged': 403,
  'framed-by-others': 403,
  'not-found': 404,
  'order-not-found': 404,
  'delivery-not-found': 404,
  'document-not-found': 404,
  'shop-not-installed': 404,
  'already-sent': 409,
  'delivery-not-retryable': 409,
  'sync-running': 409,
  'sync-not-running': 409,
  'sync-disabled': 409,
  'not-connected': 409,
  'company-not-chosen': 409,
  'fic-unauthorized': 409,
  'receipt-day-closed': 409,
  'receipt-day-ahead': 409,
  'settings-changed': 412,
  'request-too-large': 413,
  'too-many-requests': 429,
  'internal-error': 500,
};

export function statusOf(failure: Problem): number {
  const own = STATUS[failure.code];
  if (own !== undefined) return own;
  switch (failure.outcome) {
    case 'retry':
    case 'quota':
    case 'uncertain':
      return 503;
    case 'reauthorize':
      return 409;
    case 'mend':
    case 'give-up':
      return 422;
  }
}

/** Input that failed its schema: per field (dotted path), what is wrong with it. */
export class InvalidInput extends Problem {
  readonly errors: Record<string, string[]>;

  constructor(code: 'request-invalid' | 'settings-invalid', errors: Record<string, string[]>) {
    super(code, 'mend', problem(code, 'mend', {}));
    this.errors = errors;
  }
}

/** PostgreSQL's texts cannot hold U+0000, nor its JSON half of a surrogate pair. Without recursion: input may be nested as deep as its size allows. */
function isUnstorable(input: unknown): boolean {
  for (const left = [input]; left.length > 0; ) {
    const value = left.pop();
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) return true;
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) left.push(key, inner);
    }
  }
  return false;
}

/** What is wrong with a setting, by the end of its path; others are just not valid. */
const FIELD_TEXTS: readonly [RegExp, string][] = [
  [/(^|\.)(numberSuffix|invoiceNumberSuffix|numeration)$/, settingsTexts.numeration],
  [/^oss\.rates\./, settingsTexts.ossRate],
  [/^delayMinutes$/, settingsTexts.delay],
  [/^eInvoiceCodeByPaymentMethod\./, settingsTexts.paymentCode],
];

/** @throws InvalidInput */
export function parseInput<T extends z.ZodType>(
  schema: T,
  input: unknown,
  code: 'request-invalid' | 'settings-invalid' = 'request-invalid',
): z.output<T> {
  if (isUnstorable(input)) throw problem('request-invalid', 'mend', {});
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  const errors: Record<string, string[]> = {};
  for (const issue of result.error.issues) {
    const path = issue.path.map(String).join('.') || '_';
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        errors[path === '_' ? key : `${path}.${key}`] = [settingsTexts.unknownField];
      continue;
    }
    const missing = issue.code === 'invalid_type' && issue.input === undefined;
    const own = FIELD_TEXTS.find(([pattern]) => pattern.test(path))?.[1] ?? settingsTexts.invalid;
    errors[path] = [...new Set([...(errors[path] ?? []), missing ? settingsTexts.required : own])];
  }
  throw new InvalidInput(code, errors);
}

/** Anything thrown, as a problem: ours as they are, express's own by their meaning, the rest as internal. */
export function asProblem(context: Context, error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (context.store.isAway(error)) return problem('database-unavailable', 'retry', {}, { cause: error });
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return problem('request-too-large', 'mend', {});
  if (status === 400 || status === 415 || (typeof type === 'string' && type.startsWith('entity.'))) {
    return problem('request-invalid', 'mend', {});
  }
  if (error instanceof URIError) return problem('not-found', 'mend', {});
  return problem('internal-error', 'give-up', {}, { cause: error });
}

export function problemDetails(failure: Problem): ProblemDetails {
  const status = statusOf(failure);
  const texts = serverTexts[answerLanguage()].http;
  const { code, detail, fix } = sayProblem(failure.toText());
  return {
    type: 'about:blank',
    title: texts.titles[status] ?? texts.title,
    status,
    detail,
    code,
    fix,
    ...(failure instanceof InvalidInput ? { errors: sayErrors(failure.errors) } : {}),
    ...(failure instanceof AlreadySent && failure.delivery.document !== null
      ? { document: failure.delivery.document }
      : {}),
  };
}

const sayErrors = (errors: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(errors).map(([field, said]) => [field, said.map(sayStored)]));

export function sendProblem(response: Response, failure: Problem, now: Date): void {
  const details = problemDetails(failure);
  noteRefusal(response, failure.code);
  if (failure.retryAt !== undefined) {
    const seconds = Math.max(1, Math.ceil((failure.retryAt.getTime() - now.getTime()) / 1000));
    response.set('retry-after', String(seconds));
  }
  response.status(details.status).type('application/problem+json').send(JSON.stringify(details));
}

/** The last handler: every error becomes problem+json, once. */
export function problemHandler(context: Context): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const failure = asProblem(context, error);
    if (failure.code === 'internal-error') {
      context.log.error({ err: failure.cause, path: request.route?.path ?? 'unmatched' }, 'request failed');
    }
    sendProblem(response, failure, context.clock.now());
  };
}
