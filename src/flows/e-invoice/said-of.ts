import type { EInvoice } from '../../domain/e-invoice.ts';
import { type ProblemCode, type ProblemText, problemText } from '../../domain/problem.ts';

const told = /^(e-invoice-|copy-)/;

/** The problem of an e-invoice, said of a credit note where it is one's: whoever found it did not know. */
export function saidOf({ creditNoteId }: Pick<EInvoice, 'creditNoteId'>, problem: ProblemText): ProblemText {
  const { code, values } = problem;
  if (creditNoteId === null || values === undefined || !told.test(code)) return problem;
  return problemText(code as ProblemCode, { ...values, of: 'credit-note' } as never);
}
