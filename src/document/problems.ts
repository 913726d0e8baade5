import { type ProblemCode, type ProblemText, type ProblemValues, problemText } from '../domain/problem.ts';

/** Collects every problem and warning of a document; the same sentence only once. */
export interface Findings {
  /** Forbids the document. */
  problem<C extends ProblemCode>(code: C, values: ProblemValues[C]): void;
  /** Told, but the document goes. */
  warning<C extends ProblemCode>(code: C, values: ProblemValues[C]): void;
  readonly problems: ProblemText[];
  readonly warnings: ProblemText[];
}

export function createFindings(): Findings {
  const problems: ProblemText[] = [];
  const warnings: ProblemText[] = [];
  return {
    problem: (code, values) => addOnce(problems, problemText(code, values)),
    warning: (code, values) => addOnce(warnings, problemText(code, values)),
    problems,
    warnings,
  };
}

function addOnce(list: ProblemText[], text: ProblemText): void {
  const same = list.some((other) => other.code === text.code && other.detail === text.detail);
  if (!same) list.push(text);
}
