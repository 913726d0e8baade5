import type { ProblemDetails } from '../../src/contract/problem.ts';
import { texts } from '../texts.ts';

/** A call of the JSON API that did not succeed: as the server told it, or as the browser saw it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(`${problem.code}: ${problem.detail}`);
    this.status = problem.status;
    this.problem = problem;
  }
}

/** No answer at all: offline, or the plug-in is down. */
export function networkError(): ApiError {
  return new ApiError({
    type: 'about:blank',
    title: texts.common.errors.title,
    status: 0,
    code: 'network',
    ...texts.common.errors.network,
  });
}

/** An answer that is not what the contract promises. */
export function unexpectedAnswer(status: number): ApiError {
  return new ApiError({
    type: 'about:blank',
    title: texts.common.errors.title,
    status,
    code: 'unexpected-answer',
    ...texts.common.errors.unexpected,
  });
}

/** What the merchant reads for any error: what happened and what to do. */
export function describeError(error: unknown): { detail: string; fix: string } {
  if (error instanceof ApiError) {
    return { detail: error.problem.detail, fix: error.problem.fix ?? texts.common.errors.defaultFix };
  }
  return texts.common.errors.unexpected;
}

/** Whether the error says that this browser may not (or no longer) use the panel. */
export function isSessionError(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 401;
}
