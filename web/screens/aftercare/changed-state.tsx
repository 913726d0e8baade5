import { Text } from '@mantine/core';
import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import { ExternalLink } from '../../components/external-link.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';
import { EInvoiceState } from '../e-invoice/e-invoice-state.tsx';

const t = texts.aftercare;

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
      {creditNotes.map((note) => (
        <div key={note.id} style={{ marginTop: 4 }}>
          <Text size="sm" component="div">
            {note.document ? (
              <ExternalLink href={note.document.url}>
                {t.credit.note(note.document.number, formatMoney(note.gross, 'EUR'))}
              </ExternalLink>
            ) : (
              t.credit.noteUnderWay(formatMoney(note.gross, 'EUR'))
            )}
          </Text>
          {note.eInvoice ? <EInvoiceState eInvoice={note.eInvoice} /> : null}
          {note.problem ? (
            <Text size="xs" maw={420}>
              {note.problem.detail}
            </Text>
          ) : null}
        </div>
      ))}
    </>
  );
}
