import { Button, Text } from '@mantine/core';
import { describeError } from '../api/errors.ts';
import { texts } from '../texts.ts';
import { Notice } from './notice.tsx';

interface Props {
  error: unknown;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
  title?: string;
}

/** An error as a sentence and what to do about it, with *Riprova* where trying again makes sense. */
export function ErrorMessage({ error, onRetry, retrying = false, title }: Props) {
  const { detail, fix } = describeError(error);
  return (
    <Notice tone="error" my="sm" title={title}>
      <Text size="sm" fw={600}>
        {detail}
      </Text>
      <Text size="sm">{fix}</Text>
      {onRetry ? (
        <Button mt="xs" size="xs" variant="default" loading={retrying} onClick={onRetry}>
          {texts.common.retry}
        </Button>
      ) : null}
    </Notice>
  );
}
