import { aftercareProblems } from './problems/aftercare.ts';
import { documentProblems } from './problems/document.ts';
import { eInvoiceProblems } from './problems/e-invoice.ts';
import { platformProblems } from './problems/platform.ts';
import { pluginProblems } from './problems/plugin.ts';
import { receiptProblems } from './problems/receipts.ts';

/** Every problem code with its Italian sentences: what happened (`detail`) and what to do (`fix`). */
export const problemTexts = {
  ...platformProblems,
  ...pluginProblems,
  ...documentProblems,
  ...receiptProblems,
  ...eInvoiceProblems,
  ...aftercareProblems,
};

export type ProblemCode = keyof typeof problemTexts;

/** For each code, the values that its sentences need. */
export type ProblemValues = { [C in ProblemCode]: Parameters<(typeof problemTexts)[C]>[0] };
