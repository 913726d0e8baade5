import { Paper, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { cx } from '../../components/cx.ts';
import { texts } from '../../texts.ts';
import styles from './home-screen.module.css';

/** As high as what comes in its place, so that nothing jumps. */
export function HomeSkeleton() {
  return (
    <Stack gap="md" aria-busy="true">
      <VisuallyHidden role="status">{texts.common.loading}</VisuallyHidden>
      <div className={cx(styles.figures)}>
        {['today', 'month', 'waiting', 'failed'].map((name) => (
          <Skeleton key={name} height={115} />
        ))}
      </div>
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        <Skeleton height={26} width="min(280px, 70%)" mb="sm" />
        <Skeleton height={230} />
      </Paper>
      <div className={cx(styles.side)}>
        <Skeleton height={190} />
        <Skeleton height={190} />
      </div>
    </Stack>
  );
}
