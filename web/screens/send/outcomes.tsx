import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import type { EInvoiceDto } from '../../../src/contract/e-invoice/e-invoice.ts';
import { ExternalLink } from '../../components/external-link.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemList } from '../../components/problem-list.tsx';
import { useFocusAfter } from '../../components/use-focus-after.ts';
import { formatDateTime } from '../../format.ts';
import { texts } from '../../texts.ts';
import { EInvoiceState, maySend } from '../e-invoice/e-invoice-state.tsx';
import { documentName } from '../orders/delivery-state.tsx';
import type { SendOrderState } from './use-send-order.ts';

const t = texts.orders.send;

/** Accepted, and on its way. */
export function InProgress({ delivery, acted }: { delivery: DeliveryDto; acted: boolean }) {
  const target = useFocusAfter(acted);
  return (
    <div ref={target} tabIndex={-1} role="status">
      <Group gap="sm" wrap="nowrap" align="flex-start" py="sm">
        <Loader size="sm" aria-hidden />
        <div>
          <Text fw={600}>{delivery.state === 'sending' ? t.progress.sending : t.progress.queued}</Text>
          <Text size="sm" c="dimmed">
            {t.progress.keepsGoing}
          </Text>
        </div>
      </Group>
    </div>
  );
}

/** The other side is not available: it leaves by itself, and may be tried at once. */
export function Waiting({ delivery, state }: { delivery: DeliveryDto; state: SendOrderState }) {
  const target = useFocusAfter(state.acted);
  return (
    <div ref={target} tabIndex={-1} role="status">
      <Notice tone="warning" title={t.waitingTitle} role="presentation">
        {delivery.problem ? (
          <>
            <Text size="sm">{delivery.problem.detail}</Text>
            <Text size="sm">{delivery.problem.fix}</Text>
          </>
        ) : null}
        {delivery.nextTryAt ? (
          <Text size="sm">{t.waitingText(formatDateTime(delivery.nextTryAt))}</Text>
        ) : null}
        <Button mt="sm" size="xs" variant="default" loading={state.busy} onClick={state.retry}>
          {t.retry}
        </Button>
      </Notice>
    </div>
  );
}

/** *Invia di nuovo*, only behind a plain warning. */
function Again({ state }: { state: SendOrderState }) {
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <div>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t.again.button}
        </Button>
      </div>
    );
  }
  return (
    <Notice tone="warning" role="alert">
      <Text size="sm">{t.again.warning}</Text>
      <Group mt="sm" gap="sm">
        <Button size="xs" variant="default" onClick={() => setAsking(false)} autoFocus>
          {texts.common.cancel}
        </Button>
        <Button size="xs" color="danger" loading={state.busy} onClick={state.sendAgain}>
          {t.again.confirm}
        </Button>
      </Group>
    </Notice>
  );
}

/** A document of type order becomes the invoice, for a buyer who asks for one afterwards. */
function InvoiceAfterwards({ document, state }: { document: string; state: SendOrderState }) {
  const [asking, setAsking] = useState(false);
  const words = texts.aftercare.invoice;
  if (!asking) {
    return (
      <div>
        <Button onClick={() => setAsking(true)}>{words.button}</Button>
      </div>
    );
  }
  return (
    <Notice tone="info" role="note">
      <Text size="sm">{words.text(document)}</Text>
      <Group mt="sm" gap="sm">
        <Button size="xs" variant="default" onClick={() => setAsking(false)} autoFocus>
          {texts.common.cancel}
        </Button>
        <Button size="xs" loading={state.busy} onClick={() => state.send({ kind: 'invoice' })}>
          {words.confirm}
        </Button>
      </Group>
    </Notice>
  );
}

interface SentProps {
  kind: DeliveryDto['kind'];
  eInvoice: DeliveryDto['eInvoice'];
  document: DeliveryDto['document'] | null;
  /** What is to be looked at in the document that was created. */
  problem: DeliveryDto['problem'];
  state: SendOrderState;
}

/** Where the invoice stands on its way to the SDI, and the button where a person is to press it. */
function Onward({ eInvoice, state }: { eInvoice: EInvoiceDto; state: SendOrderState }) {
  const act = maySend({ eInvoice });
  return (
    <Stack gap="xs" align="flex-start">
      <EInvoiceState eInvoice={eInvoice} />
      {act === null ? null : (
        <Button size="xs" loading={state.busy} onClick={state.toSdi}>
          {texts.eInvoice[act]}
        </Button>
      )}
    </Stack>
  );
}

/** The document is there: its number and link, and an invoice's way on. */
export function Sent({ kind, eInvoice, document, problem, state }: SentProps) {
  const target = useFocusAfter(state.acted);
  return (
    <Stack gap="md">
      <div ref={target} tabIndex={-1} role="status">
        <Notice
          tone={state.acted ? 'success' : 'info'}
          title={state.acted ? t.sentTitle : t.alreadyTitle}
          role="presentation"
        >
          {document ? (
            <>
              <Text size="sm">{t.sentText(documentName({ kind }, document.number))}</Text>
              <ExternalLink href={document.url}>{t.sentOpen}</ExternalLink>
            </>
          ) : null}
        </Notice>
      </div>
      {eInvoice ? <Onward eInvoice={eInvoice} state={state} /> : null}
      {problem ? <ProblemList tone="warning" title={t.sentProblem} problems={[problem]} /> : null}
      {kind === 'order' && document && !state.acted ? (
        <InvoiceAfterwards document={documentName({ kind }, document.number)} state={state} />
      ) : null}
      {state.acted ? null : <Again state={state} />}
    </Stack>
  );
}
