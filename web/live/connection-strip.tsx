import { useSyncExternalStore } from 'react';
import { connectionState, look, watchConnection } from '../api/network.ts';
import { cx } from '../components/cx.ts';
import { useVisiblePart } from '../frame/visible-part.ts';
import { texts } from '../texts.ts';
import styles from './connection-strip.module.css';

const t = texts.live;

/** Says that the connection is lost while it is, and that it is back. What was shown stays. */
export function ConnectionStrip() {
  const state = useSyncExternalStore(watchConnection, connectionState);
  useVisiblePart(state !== 'up');
  return (
    <div role="status" className={cx(styles.strip)}>
      {state === 'up' ? null : (
        <span className={cx(styles.message, styles[state])}>
          {state === 'lost' ? t.lost : t.back}
          {state === 'lost' ? (
            <button type="button" className={cx(styles.button)} onClick={() => void look()}>
              {t.now}
            </button>
          ) : null}
        </span>
      )}
    </div>
  );
}
