import type { CreditNoteDto, DocumentActDto } from '../../../contract/aftercare/acts.ts';
import type { CreditNote, DocumentAct } from '../../../domain/aftercare/acts.ts';
import { toEInvoiceDto } from '../e-invoice/e-invoice-dto.ts';
import { euros } from '../euros.ts';
import { sayProblem } from '../sentences.ts';

export function toCreditNoteDto(note: CreditNote): CreditNoteDto {
  const { id, state, grossCents, document, eInvoice, nextTryAt, problem } = note;
  return {
    id,
    ...(document === null ? {} : { number: document.number, document }),
    state,
    gross: euros(grossCents),
    ...(eInvoice === null ? {} : { eInvoice: toEInvoiceDto(eInvoice) }),
    ...(nextTryAt === null ? {} : { nextTryAt: nextTryAt.toISOString() }),
    ...(problem === null ? {} : { problem: sayProblem(problem) }),
  };
}

/** What is done to a document that the delivery still has. */
export function toDocumentActDto({ act, failed, actAt, problem }: DocumentAct): DocumentActDto | null {
  if (act === 'clear') return null;
  return {
    act,
    state: failed ? 'failed' : problem === null ? 'queued' : 'waiting',
    ...(actAt === null || problem === null ? {} : { nextTryAt: actAt.toISOString() }),
    ...(problem === null ? {} : { problem: sayProblem(problem) }),
  };
}
