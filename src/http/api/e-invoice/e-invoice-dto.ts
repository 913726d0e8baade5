import type { EInvoiceDto, EInvoicesHomeDto } from '../../../contract/e-invoice/e-invoice.ts';
import { type EInvoice, offerOf } from '../../../domain/e-invoice.ts';
import { type ProblemText, problemText } from '../../../domain/problem.ts';
import type { EInvoicesAtHome } from '../../../flows/e-invoice/read.ts';
import { sayPressing, sayProblem } from '../sentences.ts';

export function toEInvoiceDto(eInvoice: EInvoice): EInvoiceDto {
  const { state, dueBy, problem, actAt, copy } = eInvoice;
  const offers = offerOf(eInvoice);
  /** What is wrong, with the button that stands beside it. */
  const say = (text: ProblemText) => (offers === null ? sayProblem(text) : sayPressing(text, offers));
  const errors = problem?.code === 'e-invoice-invalid' ? problem.values?.errors : undefined;
  const parts = Array.isArray(errors) && errors.length > 1 ? (errors as unknown[]) : [];
  return {
    state,
    dueBy,
    ...(problem === null ? {} : { problem: say(problem) }),
    ...(parts.length === 0
      ? {}
      : {
          problems: parts.map((error) =>
            say(problemText('e-invoice-invalid-part', { error: String(error) })),
          ),
        }),
    ...(offers === null ? {} : { offers }),
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
