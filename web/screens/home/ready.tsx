import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { cx } from '../../components/cx.ts';
import { Notice } from '../../components/notice.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';
import styles from './home-screen.module.css';

const t = texts.home.ready;

/** The guided path is behind: what happens from now on, and where to go next. */
export function Ready({ automatic }: { automatic: boolean }) {
  const { link } = useNavigation();
  const [closed, setClosed] = useState(false);
  if (closed) return null;
  return (
    <Notice tone="success" role="status" title={t.title}>
      <Text size="sm" mb="sm">
        {automatic ? t.automatic : t.byHand}
      </Text>
      <div className={cx(styles.buttons)}>
        <Button component="a" size="xs" {...link({ view: 'orders' })}>
          {t.orders}
        </Button>
        <Button size="xs" variant="default" onClick={() => setClosed(true)}>
          {t.close}
        </Button>
      </div>
    </Notice>
  );
}
