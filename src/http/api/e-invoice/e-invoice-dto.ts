import type { EInvoiceDto, EInvoicesHomeDto } from '../../../contract/e-invoice/e-invoice.ts';
import type { EInvoice } from '../../../domain/e-invoice.ts';
import { problemText } from '../../../domain/problem.ts';
import type { EInvoicesAtHome } from '../../../flows/e-invoice/read.ts';
import { sayProblem } from '../sentences.ts';

export function toEInvoiceDto({ state, dueBy, problem, actAt, copy }: EInvoice): EInvoiceDto {
  const errors = problem?.code === 'e-invoice-invalid' ? problem.values?.errors : undefined;
  const parts = Array.isArray(errors) && errors.length > 1 ? (errors as unknown[]) : [];
  return {
    state,
    dueBy,
    ...(problem === null ? {} : { problem: sayProblem(problem) }),
    ...(parts.length === 0
      ? {}
      : {
          problems: parts.map((error) =>
            sayProblem(problemText('e-invoice-invalid-part', { error: String(error) })),
          ),
        }),
    ...(actAt === null ? {} : { nextTryAt: actAt.toISOString() }),
    ...(copy === null ? {} : { copy: copy === 'sending' ? 'due' : copy }),
  };
}

export function toEInvoicesHomeDto({
  states,
  oldestDueBy,
  deadLine,
  notice,
}: EInvoicesAtHome): EInvoicesHomeDto {
  return {
    toSend: states['to-send'] + states.sending,
    inTransit: states['in-transit'],
    discarded: states.discarded,
    error: states.error,
    notDelivered: states['not-delivered'],
    rejected: states.rejected,
    oldestDueBy,
    deadLine,
    notice: notice === null ? null : sayProblem(notice),
  };
}
