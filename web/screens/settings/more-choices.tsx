import { Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from '../../components/cx.ts';
import { texts } from '../../texts.ts';
import styles from './more-choices.module.css';

interface Props {
  title?: string;
  /** In short what is set inside, or who needs it. */
  hint?: string;
  /** Begins open, and opens as it becomes true: something inside is set, wrong, or was just filled in. */
  open: boolean;
  children: ReactNode;
}

/** *Altre scelte*: what few merchants need, folded away. The browser's own disclosure: keyboard and search know it. */
export function MoreChoices({ title = texts.settings.more, hint, open, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (open && details.current) details.current.open = true;
  }, [open]);
  return (
    <details ref={details} className={cx(styles.details)}>
      <summary className={cx(styles.summary)}>
        <Text span fw={600}>
          {title}
        </Text>
        {hint ? (
          <Text size="sm" c="dimmed" maw={720}>
            {hint}
          </Text>
        ) : null}
      </summary>
      <Stack gap="lg" pt="md">
        {children}
      </Stack>
    </details>
  );
}
