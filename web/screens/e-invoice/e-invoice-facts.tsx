import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { EInvoiceState, EInvoicesHomeDto } from '../../../src/contract/e-invoice/e-invoice.ts';
import { eInvoiceApi } from '../../api/e-invoice.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { Notice } from '../../components/notice.tsx';
import { notify } from '../../components/notify.tsx';
import { formatDay, formatInteger } from '../../format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';

const t = texts.eInvoice;

/** Whether there is anything to say: a shop without invoices has no such card. */
export const hasEInvoices = (eInvoices: EInvoicesHomeDto): boolean =>
  eInvoices.toSend + eInvoices.inTransit + eInvoices.discarded + eInvoices.error > 0 ||
  eInvoices.notDelivered + eInvoices.rejected > 0 ||
  eInvoices.notice !== null;

function Row({ text, state, see }: { text: string; state: EInvoiceState; see: string }) {
  const { link } = useNavigation();
  return (
    <Group gap="xs">
      <Text size="sm">{text}</Text>
      <Anchor size="sm" {...link({ view: 'orders', eInvoice: state })}>
        {see}
      </Anchor>
    </Group>
  );
}

function DeadLine({ eInvoices }: { eInvoices: EInvoicesHomeDto }) {
  const { deadLine, oldestDueBy } = eInvoices;
  if (deadLine === null || oldestDueBy === null) return null;
  return (
    <Notice tone={deadLine === 'over' ? 'error' : 'warning'} role="note">
      {t.home[deadLine](formatDay(oldestDueBy))}
    </Notice>
  );
}

/** Invoices on their way: what is to be sent and by when, what came back, with the button that goes on. */
export function EInvoiceFacts({ eInvoices }: { eInvoices: EInvoicesHomeDto }) {
  const client = useQueryClient();
  const { link } = useNavigation();
  const send = useMutation({
    mutationFn: () => eInvoiceApi.sendMany({ all: true }),
    onSuccess: ({ queued }) => notify({ message: t.queuedMany(queued) }),
    onSettled: () => client.invalidateQueries({ queryKey: ['home'] }),
  });
  const { toSend, inTransit, discarded, error, notDelivered, rejected, oldestDueBy, notice } = eInvoices;
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="e-invoices-title">
      <Title order={2} size="h5" id="e-invoices-title" mb="sm">
        {t.home.title}
      </Title>
      <Stack gap="xs">
        <DeadLine eInvoices={eInvoices} />
        {discarded > 0 ? (
          <Row
            text={t.home.discarded(formatInteger(discarded), discarded === 1)}
            state="discarded"
            see={t.home.seeDiscarded}
          />
        ) : null}
        {error > 0 ? (
          <Row text={t.home.error(formatInteger(error), error === 1)} state="error" see={t.home.seeError} />
        ) : null}
        {toSend > 0 ? (
          <>
            <Row
              text={[
                t.home.toSend(formatInteger(toSend), toSend === 1),
                ...(oldestDueBy === null ? [] : [t.home.oldest(formatDay(oldestDueBy))]),
              ].join(' · ')}
              state="to-send"
              see={t.home.seeToSend}
            />
            <div>
              <Button size="xs" loading={send.isPending} onClick={() => send.mutate()}>
                {t.home.sendAll}
              </Button>
            </div>
          </>
        ) : null}
        {inTransit > 0 ? <Text size="sm">{t.home.inTransit(formatInteger(inTransit))}</Text> : null}
        {notDelivered > 0 ? <Text size="sm">{t.home.notDelivered(formatInteger(notDelivered))}</Text> : null}
        {rejected > 0 ? <Text size="sm">{t.home.rejected(formatInteger(rejected))}</Text> : null}
        {toSend + inTransit + discarded + error === 0 ? <Text size="sm">{t.home.none}</Text> : null}
        {notice === null ? null : (
          <Text size="sm" c="dimmed">
            {notice.detail} {notice.fix}
          </Text>
        )}
        {send.error ? <ErrorMessage error={send.error} /> : null}
        <Anchor size="sm" {...link({ view: 'settings', section: 'eInvoice' })}>
          {t.home.settings}
        </Anchor>
      </Stack>
    </Paper>
  );
}
