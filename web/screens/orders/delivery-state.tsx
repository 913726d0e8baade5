import { Text } from '@mantine/core';
import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import { ExternalLink } from '../../components/external-link.tsx';
import { type BadgeTone, StateBadge } from '../../components/state-badge.tsx';
import { formatShortDateTime } from '../../format.ts';
import { texts } from '../../texts.ts';
import { ChangedState } from '../aftercare/changed-state.tsx';
import { EInvoiceState } from '../e-invoice/e-invoice-state.tsx';

const t = texts.orders;

export type ShownState = DeliveryDto['state'] | 'none';

/** Order of the filter's choices. */
export const shownStates: readonly ShownState[] = [
  'none',
  'queued',
  'sending',
  'sent',
  'waiting',
  'failed',
  'skipped',
];

const tones: Record<ShownState, BadgeTone> = {
  none: 'neutral',
  queued: 'info',
  sending: 'info',
  sent: 'neutral',
  waiting: 'warning',
  failed: 'error',
  skipped: 'neutral',
};

export const documentName = (delivery: Pick<DeliveryDto, 'kind'>, number: string): string =>
  t.document(t.kinds[delivery.kind], number);

/** A delivery in words: its badge, its document, or what keeps it and what to do. */
export function DeliveryState({ delivery }: { delivery: DeliveryDto | null }) {
  const state: ShownState = delivery?.state ?? 'none';
  return (
    <div>
      <StateBadge tone={tones[state]}>{t.states[state]}</StateBadge>
      {delivery?.document ? (
        <Text size="sm" mt={4} component="div">
          <ExternalLink href={delivery.document.url}>
            {documentName(delivery, delivery.document.number)}
          </ExternalLink>
        </Text>
      ) : null}
      {delivery?.eInvoice ? (
        <div style={{ marginTop: 4 }}>
          <EInvoiceState eInvoice={delivery.eInvoice} />
        </div>
      ) : null}
      {delivery ? <ChangedState delivery={delivery} /> : null}
      {delivery?.problem ? (
        <Text size="xs" mt={4} maw={420} component="div">
          {delivery.problem.detail}{' '}
          <Text span inherit c="dimmed">
            {delivery.problem.fix}
          </Text>
        </Text>
      ) : null}
      {delivery?.nextTryAt && state === 'waiting' ? (
        <Text size="xs" c="dimmed">
          {t.nextTry(formatShortDateTime(delivery.nextTryAt))}
        </Text>
      ) : null}
    </div>
  );
}
