import type { IssuedDocument } from '../../document/issued-document.ts';
import { formatCents } from '../../domain/money.ts';
import { type ProblemText, problem, problemText } from '../../domain/problem.ts';
import type { CreatedDocument, Invoicing } from '../../ports/invoicing.ts';
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

/**
 * Once Fatture in Cloud did not confirm our model of its rounding, it is asked before each document (one call more)
 * until the model is mended: what would not come to the cent is not made.
 */
export async function askTotals(invoicing: Invoicing, document: IssuedDocument): Promise<void> {
  const totals = await invoicing.previewTotals(document);
  if (totals.grossCents === document.totals.grossCents) return;
  throw problem('total-would-differ', 'mend', {
    expected: formatCents(document.totals.grossCents, document.currency),
    actual: formatCents(totals.grossCents, document.currency),
  });
}
