import '@mantine/core/styles/Progress.layer.css';
import { Button, Group, Paper, Progress, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SendBatchDto } from '../../../src/contract/delivery/send.ts';
import { deliveryApi, sendBatchQuery } from '../../api/delivery.ts';
import { LazyConfirmDialog } from '../../components/lazy-confirm-dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { formatInteger, formatShortDateTime } from '../../format.ts';
import { texts } from '../../texts.ts';

const t = texts.bulk.progress;

/** `12 inviati · 2 da correggere`, leaving out what is none. */
function counts(batch: SendBatchDto): string {
  const { sent, failed, skipped, cancelled } = batch;
  const rest = cancelled ? t.notSent : t.skipped;
  return [
    t.sent(formatInteger(sent), sent === 1),
    ...(failed > 0 ? [t.failed(formatInteger(failed))] : []),
    ...(skipped > 0 ? [rest(formatInteger(skipped), skipped === 1)] : []),
  ].join(' · ');
}

function Bar({ batch }: { batch: SendBatchDto }) {
  const percent = (count: number) => (count / Math.max(1, batch.total)) * 100;
  const done = batch.sent + batch.failed + batch.skipped;
  return (
    <Progress.Root
      size="lg"
      my="xs"
      role="progressbar"
      aria-label={t.label}
      aria-valuemin={0}
      aria-valuemax={batch.total}
      aria-valuenow={done}
      aria-valuetext={`${t.done(formatInteger(done), formatInteger(batch.total))}, ${counts(batch)}`}
    >
      <Progress.Section value={percent(batch.sent)} color="brand" withAria={false} />
      <Progress.Section value={percent(batch.failed)} color="danger" withAria={false} />
      <Progress.Section value={percent(batch.skipped)} color="gray" withAria={false} />
    </Progress.Root>
  );
}

/** While it runs: how far it is, what waits, and a way to stop it. */
function Running({ batch }: { batch: SendBatchDto }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: () => deliveryApi.cancelBatch(batch.id),
    onSuccess: () => setAsking(false),
    onSettled: () => client.invalidateQueries({ queryKey: sendBatchQuery.queryKey }),
  });
  const done = batch.sent + batch.failed + batch.skipped;
  return (
    <Paper withBorder p="md" component="section" aria-label={t.label}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <Text fw={600}>{t.title(formatInteger(batch.total), batch.total === 1)}</Text>
        <Button size="xs" variant="default" disabled={batch.cancelled} onClick={() => setAsking(true)}>
          {t.stop}
        </Button>
      </Group>
      <Bar batch={batch} />
      <Text size="sm">
        <strong>{t.done(formatInteger(done), formatInteger(batch.total))}</strong>
        {` · ${counts(batch)}`}
      </Text>
      {batch.waiting > 0 ? (
        <Text size="sm" role="status">
          {t.waiting(formatInteger(batch.waiting), batch.waiting === 1)}
          {batch.nextTryAt ? ` (${t.waitingUntil(formatShortDateTime(batch.nextTryAt))})` : ''}
        </Text>
      ) : null}
      <Text size="xs" c="dimmed">
        {t.keepsGoing}
      </Text>
      <LazyConfirmDialog
        opened={asking}
        title={t.stopTitle}
        text={t.stopText}
        confirm={t.stopConfirm}
        cancel={t.stopCancel}
        danger
        loading={stop.isPending}
        error={stop.error}
        onCancel={() => setAsking(false)}
        onConfirm={() => stop.mutate()}
      />
    </Paper>
  );
}

interface Props {
  batch: SendBatchDto;
  /** It was begun here and now: it takes the focus, and with it comes into sight. */
  isNew: boolean;
  onShowFailed: () => void;
  onClose: () => void;
}

/** At the end: what became of them, and the way to those that a person must mend. */
function Summary({ batch, onShowFailed, onClose }: Omit<Props, 'isNew'>) {
  const s = texts.bulk.summary;
  const stopped = batch.cancelled && batch.skipped > 0;
  return (
    <Notice
      tone={batch.failed > 0 || stopped ? 'warning' : 'success'}
      title={stopped ? s.stopped : s.done}
      role="status"
      withCloseButton
      closeButtonLabel={s.close}
      onClose={onClose}
    >
      <Text size="sm">{counts(batch)}</Text>
      {batch.failed > 0 ? (
        <Button size="xs" mt="xs" variant="default" onClick={onShowFailed}>
          {s.showFailed}
        </Button>
      ) : null}
    </Notice>
  );
}

/** The latest request of many at once, from its first order to its summary. */
export default function BatchProgress(props: Props) {
  const { batch } = props;
  const client = useQueryClient();
  const running = batch.left > 0;
  const wasRunning = useRef(running);
  useEffect(() => {
    // The list shows its end with it, not seconds later.
    if (wasRunning.current && !running) void client.invalidateQueries({ queryKey: ['orders'] });
    wasRunning.current = running;
  }, [running, client]);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.isNew) place.current?.focus();
  }, [props.isNew]);
  return (
    <div ref={place} tabIndex={-1} data-batch style={{ scrollMarginTop: 16, outline: 'none' }}>
      {running ? <Running batch={batch} /> : <Summary {...props} />}
    </div>
  );
}
