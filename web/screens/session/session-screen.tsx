import { Button, List, Paper, Stack, Text } from '@mantine/core';
import type { ApiError } from '../../api/errors.ts';
import { Authorize } from '../../authorization/authorize.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { texts } from '../../texts.ts';

const t = texts.connection.session;

function Explanation({ text }: { text: typeof t.missing }) {
  return (
    <Stack gap="md">
      <PageTitle focus>{text.title}</PageTitle>
      <Text>{text.text}</Text>
      <List type="ordered" spacing="xs">
        {text.steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
      <div>
        <Button onClick={() => window.location.reload()}>{texts.common.reload}</Button>
      </div>
    </Stack>
  );
}

function Ended() {
  return (
    <Stack gap="md">
      <PageTitle focus>{texts.live.ended.title}</PageTitle>
      <Text>{texts.live.ended.text}</Text>
      <div>
        <Button onClick={() => window.location.reload()}>{texts.live.ended.reopen}</Button>
      </div>
    </Stack>
  );
}

interface Props {
  error: ApiError;
  /** The panel was open in this very page until now. */
  ended: boolean;
}

/** Instead of the panel, where this browser may not use it (any more): why, and the way in. */
export default function SessionScreen({ error, ended }: Props) {
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} maw={640} mx="auto">
      {error.problem.code === 'sign-in-required' ? (
        <Stack gap="md">
          <PageTitle focus>{t.signIn.title}</PageTitle>
          <Text>{t.signIn.text}</Text>
          <Authorize goal="sign-in" label={t.signIn.button} />
        </Stack>
      ) : error.problem.code === 'session-missing' && ended ? (
        <Ended />
      ) : error.problem.code === 'session-missing' ? (
        <Explanation text={t.missing} />
      ) : error.problem.code === 'setup-closed' ? (
        <Explanation text={t.closed} />
      ) : (
        <ErrorMessage error={error} onRetry={() => window.location.reload()} />
      )}
    </Paper>
  );
}
