import { Paper, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { texts } from '../texts.ts';

/** Fills the place of what is being loaded, and says so to who cannot see it. */
export function BlockSkeleton({ rows = 3, height = 44 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">{texts.common.loading}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <Skeleton key={row} height={height} />
      ))}
    </Stack>
  );
}

/** A whole screen: its title and a card. */
export function PageSkeleton() {
  return (
    <Stack gap="md" aria-busy="true">
      <VisuallyHidden component="h1">{texts.common.loading}</VisuallyHidden>
      <Skeleton height={28} width="min(260px, 60%)" />
      <Paper withBorder p="lg">
        <Stack gap="md">
          <Skeleton height={16} width="80%" />
          <Skeleton height={44} />
          <Skeleton height={44} />
          <Skeleton height={36} width={160} />
        </Stack>
      </Paper>
    </Stack>
  );
}
