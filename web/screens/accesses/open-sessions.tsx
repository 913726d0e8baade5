import { Button, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionDto } from '../../../src/contract/connection/accesses.ts';
import { accessesQuery, connectionApi } from '../../api/connection.ts';
import { statusQuery } from '../../api/panel.ts';
import { cx } from '../../components/cx.ts';
import { LazyConfirmDialog } from '../../components/lazy-confirm-dialog.tsx';
import { notify } from '../../components/notify.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { formatDateTime } from '../../format.ts';
import { texts } from '../../texts.ts';
import styles from './accesses-screen.module.css';
import { browserOf, userOf } from './visitor.ts';

const t = texts.accesses;

/** What is asked about: one session, or all but this browser's. */
type Asked = SessionDto | 'others';

function Session({ session, onEnd }: { session: SessionDto; onEnd: () => void }) {
  const browser = browserOf(session);
  const signedIn = formatDateTime(session.signedIn);
  const facts: [string, string][] = [
    [t.open.signedIn, `${t.origins[session.origin]}, ${signedIn}`],
    [t.open.lastSeen, formatDateTime(session.lastSeen)],
    [t.open.user, userOf(session) ?? t.unknown],
    [t.open.address, session.address ?? t.unknown],
  ];
  return (
    <li className={cx(styles.session)} data-session={session.current ? 'current' : 'other'}>
      <div className={cx(styles.head)}>
        <div className={cx(styles.name)}>
          <span>{browser}</span>
          {session.current ? <StateBadge tone="info">{t.open.current}</StateBadge> : null}
        </div>
        <Button
          size="xs"
          variant="default"
          onClick={onEnd}
          aria-label={session.current ? undefined : t.end.label(browser, signedIn)}
        >
          {session.current ? t.leave.button : t.end.button}
        </Button>
      </div>
      <dl className={cx(styles.facts)}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function wordsFor(asked: Asked | null) {
  if (asked === null || asked === 'others') return t.others;
  return asked.current ? t.leave : { ...t.end, text: t.end.text(browserOf(asked)) };
}

/** The browsers that may use the panel; each can be ended, this one too. */
export function OpenSessions({ sessions }: { sessions: SessionDto[] }) {
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  // Kept while the dialog closes, so that its words do not change under the eye.
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (what: Asked) => {
    end.reset();
    setAsked(what);
    setOpened(true);
  };
  const end = useMutation({
    mutationFn: async (what: Asked) => {
      if (what === 'others') return t.others.done((await connectionApi.endOtherSessions()).ended);
      await connectionApi.endSession(what.id);
      return what.current ? null : t.end.done;
    },
    onSuccess: async (done) => {
      setOpened(false);
      if (done !== null) notify({ message: done });
      // This browser's own: the status is refused now, and says how to come back.
      const { queryKey } = done === null ? statusQuery : accessesQuery;
      await client.invalidateQueries({ queryKey });
    },
  });
  const words = wordsFor(asked);
  return (
    <section aria-labelledby="sessions-title">
      <Title order={2} size="h5" id="sessions-title" mb="sm">
        {t.open.title}
      </Title>
      <ul className={cx(styles.list)}>
        {sessions.map((session) => (
          <Session key={session.id} session={session} onEnd={() => ask(session)} />
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Button mt="md" variant="default" onClick={() => ask('others')}>
          {t.others.button}
        </Button>
      ) : null}
      <LazyConfirmDialog
        opened={opened}
        danger
        title={words.title}
        text={words.text}
        confirm={words.confirm}
        loading={end.isPending}
        error={end.error}
        onCancel={() => setOpened(false)}
        onConfirm={() => asked !== null && end.mutate(asked)}
      />
    </section>
  );
}
