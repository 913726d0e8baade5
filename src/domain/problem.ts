import { type ProblemCode, type ProblemValues, problemTexts } from '../texts/it/problems.ts';

export type { ProblemCode, ProblemValues };

/**
 * What a failure means for whoever must act next. Decided once, at the edge where it happened.
 *
 * - `retry`: the other side was not there; the same call may succeed later.
 * - `quota`: no call may be made before `retryAt`.
 * - `reauthorize`: the merchant must press Autorizza again.
 * - `mend`: a person must change data or a setting; repeating as it is cannot help.
 * - `give-up`: nothing that a person of the shop can do will help.
 * - `uncertain`: the call may have had its effect; look before repeating it.
 */
export type Outcome = 'retry' | 'quota' | 'reauthorize' | 'mend' | 'give-up' | 'uncertain';

/** A problem as the merchant reads it. `detail` says what happened, `fix` what to do; both in Italian. */
export interface ProblemText {
  code: ProblemCode;
  detail: string;
  fix: string;
  /** What the sentences were made of, to say them in another language; absent where only the sentences were stored. */
  values?: Readonly<Record<string, unknown>>;
}

export interface ProblemOptions {
  retryAt?: Date | undefined;
  answered?: boolean | undefined;
  cause?: unknown;
}

/** The one error type. Its sentences come from `texts`; no token, key or secret may enter its values. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly detail: string;
  readonly fix: string;
  readonly values: Readonly<Record<string, unknown>> | undefined;
  readonly outcome: Outcome;
  /** Earliest instant of the next try, where the other side named one (quota). */
  readonly retryAt: Date | undefined;
  /** The other side's own answer says it, as against silence or a page of something in between: its part is over. */
  readonly answered: boolean;

  constructor(
    code: ProblemCode,
    outcome: Outcome,
    text: { detail: string; fix: string; values?: Readonly<Record<string, unknown>> | undefined },
    options: ProblemOptions = {},
  ) {
    super(`${code}: ${text.detail}`, { cause: options.cause });
    this.code = code;
    this.detail = text.detail;
    this.fix = text.fix;
    this.values = text.values;
    this.outcome = outcome;
    this.retryAt = options.retryAt;
    this.answered = options.answered ?? false;
  }

  toText(): ProblemText {
    const { code, detail, fix, values } = this;
    return { code, detail, fix, ...(values === undefined ? {} : { values }) };
  }
}

/** The Italian sentences of a problem, filled in. */
export function problemText<C extends ProblemCode>(code: C, values: ProblemValues[C]): ProblemText {
  const text = problemTexts[code] as (values: ProblemValues[C]) => { detail: string; fix: string };
  return { code, ...text(values), values };
}

/** Makes the error of a problem. */
export function problem<C extends ProblemCode>(
  code: C,
  outcome: Outcome,
  values: ProblemValues[C],
  options: ProblemOptions = {},
): Problem {
  return new Problem(code, outcome, problemText(code, values), options);
}
