import { Button, Divider, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import { connectionApi } from '../../api/connection.ts';
import { statusQuery } from '../../api/panel.ts';
import { cx } from '../../components/cx.ts';
import { ExternalLink } from '../../components/external-link.tsx';
import { LazyConfirmDialog } from '../../components/lazy-confirm-dialog.tsx';
import { notify } from '../../components/notify.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';
import styles from './connection-screen.module.css';
import { InspectionNotice } from './inspection-notice.tsx';
import { Prerequisites } from './prerequisites.tsx';

const t = texts.connection;

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className={cx(styles.fact)}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Accesses() {
  const { link } = useNavigation();
  return (
    <section aria-labelledby="accesses-title">
      <Title order={2} size="h5" id="accesses-title">
        {texts.accesses.entry.title}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm" maw={640}>
        {texts.accesses.entry.text}
      </Text>
      <Button variant="default" component="a" {...link({ view: 'accesses' })}>
        {texts.accesses.entry.link}
      </Button>
    </section>
  );
}

function Disconnect() {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const disconnect = useMutation({
    mutationFn: connectionApi.disconnect,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: statusQuery.queryKey });
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== statusQuery.queryKey[0] });
      notify({ message: t.disconnect.done });
    },
  });
  return (
    <section aria-labelledby="disconnect-title">
      <Title order={2} size="h5" id="disconnect-title">
        {t.disconnect.title}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm" maw={640}>
        {t.disconnect.text}
      </Text>
      <Button variant="default" className={cx(styles.danger)} onClick={() => setAsking(true)}>
        {t.disconnect.button}
      </Button>
      <LazyConfirmDialog
        opened={asking}
        danger
        title={t.disconnect.confirmTitle}
        text={t.disconnect.confirmText}
        confirm={t.disconnect.confirm}
        loading={disconnect.isPending}
        error={disconnect.error}
        onCancel={() => setAsking(false)}
        onConfirm={() => disconnect.mutate()}
      />
    </section>
  );
}

/** Which shop is connected to which company, the prerequisites, and how to disconnect. */
export default function ConnectionScreen({ status }: { status: StatusDto }) {
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: () => client.fetchQuery({ ...statusQuery, staleTime: 0 }),
  });
  const { shop, connection } = status;
  const connected = connection.state === 'connected';
  return (
    <Stack gap="md">
      <PageTitle focus intro={t.screen.intro}>
        {t.screen.title}
      </PageTitle>
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        <Stack gap="lg">
          <dl className={cx(styles.facts)}>
            <Fact term={t.screen.shop}>
              {shop.name} <ExternalLink href={shop.url}>{shop.url.replace(/^https?:\/\//, '')}</ExternalLink>
            </Fact>
            <Fact term={t.screen.company}>{connection.company?.name ?? '–'}</Fact>
            <Fact term={t.screen.state}>
              <StateBadge tone={connected ? 'success' : 'warning'}>
                {t.screen.states[connection.state]}
              </StateBadge>
            </Fact>
          </dl>
          <InspectionNotice inspection={status.inspection} />
          <Divider />
          <div>
            <Prerequisites prerequisites={status.prerequisites} />
            <Group mt="md">
              <Button variant="default" size="xs" loading={check.isPending} onClick={() => check.mutate()}>
                {t.prerequisites.check}
              </Button>
            </Group>
          </div>
          <Divider />
          <Accesses />
          <Divider />
          <Disconnect />
        </Stack>
      </Paper>
    </Stack>
  );
}
