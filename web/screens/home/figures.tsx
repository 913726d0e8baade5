import type { HomeDto } from '../../../src/contract/panel/home.ts';
import { cx } from '../../components/cx.ts';
import { formatInteger, formatMoney, formatShortDateTime } from '../../format.ts';
import { texts } from '../../texts.ts';
import styles from './home-screen.module.css';

const t = texts.home.figures;

interface FigureProps {
  label: string;
  value: number;
  notes: string[];
  tone?: 'warning' | 'error' | undefined;
}

function Figure({ label, value, notes, tone }: FigureProps) {
  return (
    <div className={cx(styles.figure, tone && styles[tone])}>
      <dt>{label}</dt>
      <dd className={cx(styles.value)}>{formatInteger(value)}</dd>
      {notes.map((note) => (
        <dd key={note} className={cx(styles.note)}>
          {note}
        </dd>
      ))}
    </div>
  );
}

const euros = (gross: number) => t.gross(formatMoney(gross, 'EUR'));

/** Why the waiting ones wait, and until when. */
function waitingNotes({ queued, waiting, until, problem }: HomeDto['waiting']): string[] {
  if (queued + waiting === 0) return [t.nothingWaits];
  if (waiting === 0) return [t.queued];
  const when = until !== null ? t.until(formatShortDateTime(until)) : problem ? t.untilMended : t.soon;
  return problem === null ? [when] : [when, problem.detail];
}

/** The four figures that say how it goes. */
export function Figures({ home }: { home: HomeDto }) {
  const { sent, waiting, failed } = home;
  const waits = waiting.queued + waiting.waiting;
  return (
    <dl className={cx(styles.figures)} aria-label={t.label}>
      <Figure label={t.today} value={sent.today.documents} notes={[euros(sent.today.gross)]} />
      <Figure label={t.month} value={sent.month.documents} notes={[euros(sent.month.gross)]} />
      <Figure
        label={t.waiting}
        value={waits}
        notes={waitingNotes(waiting)}
        tone={waiting.waiting > 0 ? 'warning' : undefined}
      />
      <Figure
        label={t.failed}
        value={failed.total}
        notes={[failed.total === 0 ? t.nothingFailed : t.needYou]}
        tone={failed.total > 0 ? 'error' : undefined}
      />
    </dl>
  );
}
