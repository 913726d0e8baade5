import { Text } from '@mantine/core';
import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import {
  type EInvoiceDto,
  eInvoiceStateSchema,
  type EInvoiceState as State,
} from '../../../src/contract/e-invoice/e-invoice.ts';
import { type BadgeTone, StateBadge } from '../../components/state-badge.tsx';
import { formatDay, formatShortDateTime } from '../../format.ts';
import { texts } from '../../texts.ts';

const t = texts.eInvoice;

/** Order of the filter's choices: that of the way. */
export const eInvoiceStates: readonly State[] = eInvoiceStateSchema.options;

const tones: Record<State, BadgeTone> = {
  'to-send': 'warning',
  sending: 'info',
  'in-transit': 'info',
  sent: 'success',
  delivered: 'success',
  'not-delivered': 'warning',
  discarded: 'error',
  rejected: 'error',
  error: 'error',
};

/** The SDI does not have it: it was not issued, and has a last day. */
const isUnsent = (state: State) => ['to-send', 'sending', 'discarded', 'error'].includes(state);

type Ways = Pick<DeliveryDto, 'eInvoice' | 'creditNotes'>;

/** What of an order may go to the SDI, its invoice or a credit note: sent, or sent again once it is corrected. */
export function maySend({ eInvoice, creditNotes = [] }: Ways): 'send' | 'resend' | null {
  const offers = [eInvoice, ...creditNotes.map((note) => note.eInvoice)].map((one) => one?.offers);
  return offers.includes('send') ? 'send' : offers.includes('resend') ? 'resend' : null;
}

/** Where an invoice stands on its way, by when the SDI must have it, and what keeps it. */
export function EInvoiceState({ eInvoice }: { eInvoice: EInvoiceDto }) {
  const { state, problem, problems, copy, nextTryAt } = eInvoice;
  const told = problems ?? (problem === undefined ? [] : [problem]);
  return (
    <div>
      <StateBadge tone={tones[state]}>{t.states[state]}</StateBadge>
      {isUnsent(state) ? (
        <Text size="xs" mt={2}>
          {t.dueBy(formatDay(eInvoice.dueBy))}
        </Text>
      ) : null}
      {nextTryAt && isUnsent(state) ? (
        <Text size="xs" c="dimmed">
          {t.leavesAt(formatShortDateTime(nextTryAt))}
        </Text>
      ) : null}
      {told.map(({ code, detail, fix }) => (
        <Text key={`${code} ${detail}`} size="xs" mt={4} maw={420} component="div">
          {detail}{' '}
          <Text span inherit c="dimmed">
            {fix}
          </Text>
        </Text>
      ))}
      {copy === undefined || copy === 'due' ? null : (
        <Text size="xs" c="dimmed">
          {t.copy[copy]}
        </Text>
      )}
    </div>
  );
}
