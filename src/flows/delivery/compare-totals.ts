import { formatCents } from '../../domain/money.ts';
import { type ProblemText, problemText } from '../../domain/problem.ts';
import type { CreatedDocument } from '../../ports/invoicing.ts';
import type { Context } from '../context.ts';

/** What a document should come to: cents, and the currency to say them in. */
interface Expected {
  grossCents: number;
  currency: string;
}

/** The answer's amounts are the truth; a difference from what was paid is told, counted and left to a person. */
export function compareTotals(
  context: Context,
  paid: Expected,
  created: CreatedDocument,
): ProblemText | null {
  if (created.grossCents === paid.grossCents) return null;
  context.metrics.totalDiffered();
  context.log.error(
    { expectedCents: paid.grossCents, actualCents: created.grossCents, documentId: created.id },
    'the document total differs from the order total',
  );
  return problemText('total-differs', {
    expected: formatCents(paid.grossCents, paid.currency),
    actual: formatCents(created.grossCents, paid.currency),
  });
}
