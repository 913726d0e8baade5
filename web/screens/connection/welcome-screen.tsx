import { Divider, Paper, Stack, Text } from '@mantine/core';
import type { StatusDto } from '../../../src/contract/schemas.ts';
import { Authorize } from '../../authorization/authorize.tsx';
import { cx } from '../../components/cx.ts';
import { PageTitle } from '../../components/page-title.tsx';
import { texts } from '../../texts.ts';
import { Prerequisites } from './prerequisites.tsx';
import styles from './welcome-screen.module.css';

const t = texts.connection.welcome;

/** The connection page: what will happen, *Autorizza*, and what is still needed. */
export default function WelcomeScreen({ status }: { status: StatusDto }) {
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} maw={760} mx="auto">
      <Stack gap="lg">
        <PageTitle intro={t.text}>{t.title}</PageTitle>
        <ol className={cx(styles.steps)} aria-label={t.stepsLabel}>
          {t.steps.map(({ title, text }) => (
            <li key={title} className={cx(styles.step)}>
              <Text fw={600} size="sm">
                {title}
              </Text>
              <Text size="sm" c="dimmed">
                {text}
              </Text>
            </li>
          ))}
        </ol>
        <div>
          <Authorize goal="connect" label={texts.connection.authorize.button} />
          <Text size="xs" c="dimmed" mt="sm">
            {t.safe}
          </Text>
        </div>
        <Divider />
        <Prerequisites prerequisites={status.prerequisites} />
      </Stack>
    </Paper>
  );
}
