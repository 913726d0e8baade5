import { Text } from '@mantine/core';
import type { CreditNoteDto } from '../../../src/contract/aftercare/acts.ts';
import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import { ExternalLink } from '../../components/external-link.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';
import { EInvoiceState } from '../e-invoice/e-invoice-state.tsx';

const t = texts.aftercare;

/** One that was not made is of interest until another is asked for. */
const shownNotes = (notes: readonly CreditNoteDto[]) =>
  notes.filter(({ state }, place) => state !== 'failed' || place === notes.length - 1);

/** What came after the document: what is to be checked, what is being done to it, its credit notes. */
export function ChangedState({ delivery }: { delivery: DeliveryDto }) {
  const { changed, documentAct: act, creditNotes = [] } = delivery;
  const told = act?.problem ?? changed;
  return (
    <>
      {changed ? (
        <div style={{ marginTop: 4 }}>
          <StateBadge tone="warning">{t.toCheck}</StateBadge>
        </div>
      ) : null}
      {act ? (
        <div style={{ marginTop: 4 }}>
          <StateBadge tone={act.state === 'failed' ? 'error' : 'info'}>{t.acts[act.act]}</StateBadge>
        </div>
      ) : null}
      {told ? (
        <Text size="xs" mt={4} maw={420} component="div">
          {told.detail}{' '}
          <Text span inherit c="dimmed">
            {told.fix}
          </Text>
        </Text>
      ) : null}
      {shownNotes(creditNotes).map((note) => (
        <div key={note.id} style={{ marginTop: 4 }}>
          <Text size="sm" component="div">
            {note.document ? (
              <ExternalLink href={note.document.url}>
                {t.credit.note(note.document.number, formatMoney(note.gross, 'EUR'))}
              </ExternalLink>
            ) : (
              (note.state === 'failed' ? t.credit.noteFailed : t.credit.noteUnderWay)(
                formatMoney(note.gross, 'EUR'),
              )
            )}
          </Text>
          {note.eInvoice ? <EInvoiceState eInvoice={note.eInvoice} /> : null}
          {note.problem ? (
            <Text size="xs" maw={420} component="div">
              {note.problem.detail}{' '}
              <Text span inherit c="dimmed">
                {note.problem.fix}
              </Text>
            </Text>
          ) : null}
        </div>
      ))}
    </>
  );
}
