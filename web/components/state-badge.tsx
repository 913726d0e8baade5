import { cx } from './cx.ts';
import styles from './state-badge.module.css';

export type BadgeTone = 'neutral' | 'info' | 'success' | 'warning' | 'error';

/** A state in one or two words. */
export function StateBadge({ tone, children }: { tone: BadgeTone; children: string }) {
  return <span className={cx(styles.badge, styles[tone])}>{children}</span>;
}
