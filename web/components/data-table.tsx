import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './data-table.module.css';

interface Props {
  /** Its name for who cannot see what it stands beside. */
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A plain table. Mantine's would bring its scroll area, and with it a third of the weight of a screen. */
export function DataTable({ label, className, children }: Props) {
  return (
    <table aria-label={label} className={cx(styles.table, className)}>
      {children}
    </table>
  );
}
