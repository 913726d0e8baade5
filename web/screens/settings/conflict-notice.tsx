import { Button, Group, Text } from '@mantine/core';
import { Notice } from '../../components/notice.tsx';
import { texts } from '../../texts.ts';
import type { Conflict } from './use-section-form.ts';

const t = texts.conflict;

/** Another browser saved this tab while it was being edited here: whose values count is the merchant's choice. */
export function ConflictNotice({ conflict, saving }: { conflict: Conflict; saving: boolean }) {
  return (
    <Notice tone="warning" role="alert" mt="lg" title={t.title}>
      <Text size="sm">{t.text}</Text>
      <Group mt="sm" gap="sm">
        <Button size="xs" variant="default" disabled={saving} onClick={conflict.takeTheirs}>
          {t.takeTheirs}
        </Button>
        <Button size="xs" loading={saving} onClick={conflict.keepMine}>
          {t.keepMine}
        </Button>
      </Group>
    </Notice>
  );
}
