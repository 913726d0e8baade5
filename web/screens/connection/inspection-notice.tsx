import { List, Text } from '@mantine/core';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import { Notice } from '../../components/notice.tsx';
import { texts } from '../../texts.ts';

const t = texts.connection.inspection;

/** What of the shop's answers is not understood; nothing where all is. */
export function InspectionNotice({ inspection }: { inspection: StatusDto['inspection'] }) {
  if (inspection === null || inspection.unread.length === 0) return null;
  return (
    <Notice tone="warning" title={t.title} data-testid="inspection">
      <Text size="sm">{t.text}</Text>
      <List size="sm" my="xs">
        {inspection.unread.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
      <Text size="sm">{t.fix}</Text>
    </Notice>
  );
}
