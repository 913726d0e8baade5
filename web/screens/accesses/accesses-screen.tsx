import { Anchor, Divider, Paper, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accessesQuery } from '../../api/connection.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';
import { OpenSessions } from './open-sessions.tsx';
import { SignInLog } from './sign-in-log.tsx';

const t = texts.accesses;

/** Who may use the panel, who came in and when; reached from the connection. */
export default function AccessesScreen() {
  const { link } = useNavigation();
  const accesses = useQuery(accessesQuery);
  return (
    <Stack gap="md">
      <PageTitle focus intro={t.intro}>
        {t.title}
      </PageTitle>
      <div>
        <Anchor {...link({ view: 'connection' })} size="sm">
          {t.back}
        </Anchor>
      </div>
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        {accesses.data ? (
          <Stack gap="lg">
            <OpenSessions sessions={accesses.data.sessions} />
            <Divider />
            <SignInLog signIns={accesses.data.signIns} />
          </Stack>
        ) : accesses.isPending ? (
          <BlockSkeleton rows={3} height={72} />
        ) : (
          <ErrorMessage
            error={accesses.error}
            retrying={accesses.isFetching}
            onRetry={() => void accesses.refetch()}
          />
        )}
      </Paper>
    </Stack>
  );
}
