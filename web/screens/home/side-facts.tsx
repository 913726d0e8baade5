import { Anchor, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { HomeDto } from '../../../src/contract/panel/home.ts';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import { cx } from '../../components/cx.ts';
import { formatAgo, formatInteger, formatShortDateTime } from '../../format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';
import styles from './home-screen.module.css';

type Customers = HomeDto['customers'];

function Facts({ title, id, children }: { title: string; id: string; children: ReactNode }) {
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby={id}>
      <Title order={2} size="h5" id={id} mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function lastSync(last: NonNullable<Customers['last']>): string[] {
  const t = texts.home.customers;
  const at = formatAgo(last.finished ?? last.started);
  switch (last.state) {
    case 'running':
      return [
        last.total === null ? t.counting : t.running(formatInteger(last.done), formatInteger(last.total)),
      ];
    case 'waiting':
      return [t.waiting];
    case 'cancelled':
      return [t.cancelled(at)];
    case 'failed':
      return [t.unsuccessful(at)];
    case 'done': {
      const counts = t.counts(formatInteger(last.created), formatInteger(last.updated));
      const failed = last.failed === 0 ? [] : [t.failed(formatInteger(last.failed), last.failed === 1)];
      return [t.done(at), [counts, ...failed].join(', ')];
    }
  }
}

/** When customers are synced next, and how the last time went. */
export function CustomerFacts({ customers }: { customers: Customers }) {
  const t = texts.home.customers;
  const { link } = useNavigation();
  const { enabled, next, last } = customers;
  return (
    <Facts title={t.title} id="customers-title">
      <dl className={cx(styles.facts)}>
        <div>
          <dt>{t.next}</dt>
          <dd>{next ? formatShortDateTime(next) : enabled ? t.none : t.off}</dd>
        </div>
        <div>
          <dt>{t.last}</dt>
          {(last === null ? [t.never] : lastSync(last)).map((line) => (
            <dd key={line}>{line}</dd>
          ))}
        </div>
      </dl>
      <Anchor size="sm" {...link({ view: 'settings', section: 'customers' })}>
        {t.see}
      </Anchor>
    </Facts>
  );
}

/** From this share on what is left counts as little. */
const LITTLE = 0.2;

function Left({ label, window }: { label: string; window: StatusDto['quota']['hour'] }) {
  const t = texts.home.quota;
  const share = window.limit === 0 ? 0 : Math.max(0, Math.min(1, window.remaining / window.limit));
  return (
    <div>
      <dt>{label}</dt>
      <dd>{t.left(formatInteger(Math.max(0, window.remaining)), formatInteger(window.limit))}</dd>
      <dd className={cx(styles.track)} aria-hidden="true">
        <div
          className={cx(styles.level, share <= LITTLE && styles.little)}
          style={{ width: `${share * 100}%` }}
        />
      </dd>
      {window.remaining < window.limit ? (
        <dd className={cx(styles.note)}>{t.resets(formatShortDateTime(window.resetsAt))}</dd>
      ) : null}
    </div>
  );
}

/** What is left of the calls to Fatture in Cloud. */
export function QuotaFacts({ quota }: { quota: StatusDto['quota'] }) {
  const t = texts.home.quota;
  return (
    <Facts title={t.title} id="quota-title">
      <dl className={cx(styles.facts)}>
        <Left label={t.hour} window={quota.hour} />
        <Left label={t.month} window={quota.month} />
      </dl>
    </Facts>
  );
}
