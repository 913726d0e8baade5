import { Alert, type AlertProps } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './notice.module.css';

export type Tone = 'info' | 'success' | 'warning' | 'error';

const icons = {
  info: IconInfoCircle,
  success: IconCircleCheck,
  warning: IconAlertTriangle,
  error: IconCircleX,
};

interface Props extends Omit<AlertProps, 'icon' | 'color' | 'variant'> {
  tone: Tone;
  children?: ReactNode;
}

/** A message in the page. Colour is never alone: each tone has its icon, and the text says it. */
export function Notice({ tone, className, children, ...rest }: Props) {
  const Icon = icons[tone];
  return (
    <Alert
      {...rest}
      role={rest.role ?? (tone === 'error' ? 'alert' : 'note')}
      icon={<Icon size={20} aria-hidden />}
      className={cx(styles.notice, styles[tone], className)}
      classNames={{
        title: cx(styles.title),
        message: cx(styles.message),
        icon: cx(styles.icon),
        wrapper: cx(styles.wrapper),
      }}
    >
      {children}
    </Alert>
  );
}
