import { Divider, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import { settingsQuery } from '../../api/settings.ts';
import { Authorize } from '../../authorization/authorize.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { texts } from '../../texts.ts';
import { StepFrame } from '../first-run/step-frame.tsx';
import { Prerequisites } from './prerequisites.tsx';

const t = texts.connection.welcome;

function AuthorizeHere() {
  return (
    <div>
      <Authorize goal="connect" label={texts.connection.authorize.button} />
      <Text size="xs" c="dimmed" mt="sm">
        {t.safe}
      </Text>
    </div>
  );
}

/** The connection page: *Autorizza*, as the first step of the guided path, or alone for a shop that was set up before. */
export default function WelcomeScreen({ status }: { status: StatusDto }) {
  const settings = useQuery(settingsQuery);
  if (settings.isPending) return <PageSkeleton />;
  if (settings.data === undefined || settings.data.paymentAccount.id === null) {
    return (
      <StepFrame current="authorize" done={{}}>
        <Text size="sm">{t.text}</Text>
        <AuthorizeHere />
      </StepFrame>
    );
  }
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} maw={760} mx="auto">
      <Stack gap="lg">
        <PageTitle intro={t.text}>{t.title}</PageTitle>
        <AuthorizeHere />
        <Divider />
        <Prerequisites prerequisites={status.prerequisites} />
      </Stack>
    </Paper>
  );
}
