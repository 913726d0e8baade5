import '@mantine/core/styles/Progress.layer.css';
import { Button, Collapse, List, Progress, Stack, Text, Title } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { SyncDto } from '../../../../src/contract/customers/sync.ts';
import { customerSyncQuery, customersApi } from '../../../api/customers.ts';
import { ApiError } from '../../../api/errors.ts';
import { cx } from '../../../components/cx.ts';
import { ErrorMessage } from '../../../components/error-message.tsx';
import { BlockSkeleton } from '../../../components/skeletons.tsx';
import { type BadgeTone, StateBadge } from '../../../components/state-badge.tsx';
import { formatDateTime, formatInteger } from '../../../format.ts';
import { texts } from '../../../texts.ts';
import styles from './customer-sync.module.css';

const t = texts.settings.customers.sync;
const counts = ['created', 'updated', 'unchanged', 'failed'] as const;
const tones: Record<SyncDto['state'], BadgeTone> = {
  running: 'info',
  waiting: 'warning',
  done: 'success',
  cancelled: 'neutral',
  failed: 'error',
};

function Errors({ errors }: { errors: SyncDto['errors'] }) {
  const [opened, setOpened] = useState(false);
  const region = useId();
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={opened}
        aria-controls={region}
        onClick={() => setOpened(!opened)}
      >
        {opened ? t.errorsHide : t.errorsToggle(errors.length)}
      </Button>
      <Collapse expanded={opened} id={region}>
        <List size="sm" spacing={4} mt="xs">
          {errors.map(({ customer, detail }) => (
            <List.Item key={`${customer} ${detail}`}>
              <strong>{customer}</strong>: {detail}
            </List.Item>
          ))}
        </List>
      </Collapse>
    </div>
  );
}

function Run({ sync }: { sync: SyncDto }) {
  const moving = sync.state === 'running' || sync.state === 'waiting';
  const percent = sync.total === null || sync.total === 0 ? 0 : Math.round((sync.done / sync.total) * 100);
  return (
    <Stack gap="sm" data-testid="customer-sync-run">
      <div role="status">
        <StateBadge tone={tones[sync.state]}>{t.states[sync.state]}</StateBadge>
        <Text size="sm" c="dimmed" component="span" ml="sm">
          {sync.finished === null
            ? t.started(formatDateTime(sync.started))
            : t.finished(formatDateTime(sync.finished))}
        </Text>
      </div>
      {sync.state === 'waiting' && sync.waitingUntil !== null ? (
        <Text size="sm" role="status">
          {t.waitingUntil(formatDateTime(sync.waitingUntil), sync.waitingReason ?? '')}
        </Text>
      ) : null}
      {moving ? (
        <div>
          <Progress.Root size="lg">
            <Progress.Section
              value={sync.total === null ? 0 : percent}
              animated={sync.state === 'running'}
              aria-label={t.progress}
            />
          </Progress.Root>
          <Text size="sm" mt={4}>
            {sync.total === null ? t.counting : t.doneOf(formatInteger(sync.done), formatInteger(sync.total))}
            {sync.latestEnd === null ? null : ` · ${t.latestEnd(formatDateTime(sync.latestEnd))}`}
          </Text>
        </div>
      ) : null}
      <dl className={cx(styles.counts)}>
        {counts.map((name) => (
          <div key={name}>
            <dt>{t.counts[name]}</dt>
            <dd>{formatInteger(sync[name])}</dd>
          </div>
        ))}
      </dl>
      {sync.errors.length > 0 ? <Errors errors={sync.errors} /> : null}
    </Stack>
  );
}

/** *Sincronizza ora*, and how the latest run goes or went. */
export function CustomerSync() {
  const client = useQueryClient();
  const sync = useQuery(customerSyncQuery);
  const start = useMutation({
    mutationFn: customersApi.startCustomerSync,
    onSettled: () => client.invalidateQueries({ queryKey: customerSyncQuery.queryKey }),
  });
  const cancel = useMutation({
    mutationFn: customersApi.cancelCustomerSync,
    onSettled: () => client.invalidateQueries({ queryKey: customerSyncQuery.queryKey }),
  });
  const already = start.error instanceof ApiError && start.error.status === 409;
  const moving = sync.data?.state === 'running' || sync.data?.state === 'waiting';
  return (
    <section aria-labelledby="customer-sync-title">
      <Title order={2} size="h5" id="customer-sync-title">
        {t.title}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm" maw={720}>
        {t.text}
      </Text>
      <Stack gap="md">
        <div>
          <Button
            variant="default"
            leftSection={<IconUsers size={18} aria-hidden />}
            loading={start.isPending}
            disabled={moving}
            onClick={() => start.mutate()}
          >
            {t.button}
          </Button>
          {moving ? (
            <Button variant="subtle" ml="sm" loading={cancel.isPending} onClick={() => cancel.mutate()}>
              {t.cancel}
            </Button>
          ) : null}
        </div>
        {cancel.error ? <ErrorMessage error={cancel.error} /> : null}
        {already && moving ? (
          <Text size="sm" role="status">
            {t.already}
          </Text>
        ) : start.error ? (
          <ErrorMessage error={start.error} />
        ) : null}
        {sync.isPending ? (
          <BlockSkeleton rows={2} height={28} />
        ) : sync.data ? (
          <Run sync={sync.data} />
        ) : sync.isError ? (
          <ErrorMessage error={sync.error} retrying={sync.isFetching} onRetry={() => void sync.refetch()} />
        ) : (
          <Text size="sm" c="dimmed">
            {t.never}
          </Text>
        )}
      </Stack>
    </section>
  );
}
