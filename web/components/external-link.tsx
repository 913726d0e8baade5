import { Anchor, VisuallyHidden } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '../texts.ts';
import { cx } from './cx.ts';
import styles from './external-link.module.css';

/** A link out of the panel; it may not replace the page inside the back office's frame. */
export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor href={href} target="_blank" rel="noopener noreferrer" size="sm" className={cx(styles.link)}>
      {children}
      <IconExternalLink size={14} aria-hidden className={cx(styles.icon)} />
      <VisuallyHidden>{texts.common.opensNewWindow}</VisuallyHidden>
    </Anchor>
  );
}
