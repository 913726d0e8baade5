import { Anchor, Button, Group, Loader, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Notice } from '../components/notice.tsx';
import { texts } from '../texts.ts';
import { CodeField } from './code-field.tsx';
import { type AuthorizationGoal, useAuthorization } from './use-authorization.ts';

const t = texts.connection.authorize;

interface Props {
  goal: AuthorizationGoal;
  /** The button's words: *Autorizza*, *Autorizza di nuovo*, *Accedi con Fatture in Cloud*. */
  label: string;
  size?: 'sm' | 'md';
}

function Trouble({ problem }: { problem: { detail: string; fix: string } }) {
  return (
    <Notice tone="warning" mt="sm" role="alert">
      <Text size="sm" fw={600}>
        {problem.detail}
      </Text>
      <Text size="sm">{problem.fix}</Text>
    </Notice>
  );
}

/** The button that runs the OAuth flow in a window of its own, and everything that may happen meanwhile. */
export function Authorize({ goal, label, size = 'md' }: Props) {
  const { phase, start, redeem, openedByHand } = useAuthorization(goal);
  const running = phase.name === 'opening' || phase.name === 'waiting' || phase.name === 'completing';
  const progress =
    phase.name === 'opening' ? t.opening : phase.name === 'completing' ? t.completing : t.waiting;

  return (
    <div>
      <Button
        size={size}
        leftSection={<IconPlugConnected size={18} aria-hidden />}
        loading={phase.name === 'opening' || phase.name === 'completing'}
        onClick={start}
      >
        {label}
      </Button>
      <div role="status">
        {running ? (
          <Group gap="xs" mt="sm" wrap="nowrap" align="center">
            <Loader size="xs" aria-hidden />
            <Text size="sm">{progress}</Text>
          </Group>
        ) : null}
      </div>
      {phase.name === 'closed' ? <Trouble problem={t.closed} /> : null}
      {phase.name === 'failed' ? <Trouble problem={phase.problem} /> : null}
      {phase.name === 'blocked' ? (
        <>
          <Trouble problem={t.blocked} />
          {/* With its opener on purpose: the callback page answers through it. */}
          <Anchor href={phase.url} target="_blank" rel="opener" onClick={openedByHand} size="sm">
            {t.openByHand}
          </Anchor>
        </>
      ) : null}
      <CodeField onSubmit={redeem} busy={phase.name === 'completing'} />
    </div>
  );
}
