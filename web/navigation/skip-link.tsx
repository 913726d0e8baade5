import type { MouseEvent } from 'react';
import { cx } from '../components/cx.ts';
import { texts } from '../texts.ts';
import styles from './skip-link.module.css';

/** Where the content begins; `<main id>` with `tabIndex={-1}`. */
export const CONTENT = 'content';

/** The first stop of the keyboard: past the navigation. The fragment is the views', so it only moves the focus. */
export function SkipLink() {
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    document.getElementById(CONTENT)?.focus();
  };
  return (
    <a href={`#${CONTENT}`} className={cx(styles.skip)} onClick={skip}>
      {texts.common.nav.skip}
    </a>
  );
}
