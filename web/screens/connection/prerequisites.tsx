import { List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import { cx } from '../../components/cx.ts';
import { texts } from '../../texts.ts';
import styles from './prerequisites.module.css';

const t = texts.connection.prerequisites;

function outcome(ok: boolean | null) {
  if (ok === null) return { Icon: IconHelpCircle, word: t.unknown, style: styles.unknown };
  return ok
    ? { Icon: IconCircleCheck, word: t.ok, style: styles.ok }
    : { Icon: IconAlertTriangle, word: t.notOk, style: styles.notOk };
}

/** What must be in place on both platforms before orders can leave, each as checked just now. */
export function Prerequisites({ prerequisites }: { prerequisites: StatusDto['prerequisites'] }) {
  return (
    <section aria-labelledby="prerequisites-title">
      <Title order={2} size="h5" id="prerequisites-title" mb="sm">
        {t.title}
      </Title>
      <List listStyleType="none" spacing="sm" classNames={{ itemWrapper: cx(styles.wrapper) }}>
        {prerequisites.map(({ id, ok, detail }) => {
          const { Icon, word, style } = outcome(ok);
          return (
            <List.Item
              key={id}
              icon={<Icon size={20} className={cx(style)} aria-hidden />}
              data-prerequisite={id}
            >
              <Stack gap={0}>
                <Text size="sm" fw={600}>
                  {t.names[id]} <span className={cx(styles.word, style)}>{word}</span>
                </Text>
                <Text size="sm" c="dimmed">
                  {detail}
                </Text>
              </Stack>
            </List.Item>
          );
        })}
      </List>
    </section>
  );
}
