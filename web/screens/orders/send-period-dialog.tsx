import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { texts } from '../../texts.ts';
import { useSendMany } from './use-send-many.ts';

const t = texts.bulk.period;

interface Props {
  /** Days that the list is filtered by; empty where it is not. */
  initial: { from: string; to: string };
  opened: boolean;
  trigger: HTMLElement | null;
  onClose: () => void;
  onAccepted: () => void;
}

/** All orders of some days. How many that is only the shop knows: it is told once they are queued. */
export default function SendPeriodDialog({ initial, opened, trigger, onClose, onAccepted }: Props) {
  const [days, setDays] = useState({ from: initial.from, to: initial.to });
  const [tried, setTried] = useState(false);
  const send = useSendMany(onAccepted);
  const wrong = days.from !== '' && days.to !== '' && days.from > days.to;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (days.from !== '' && days.to !== '' && !wrong) send.mutate(days);
  };
  const missing = (day: string) => (tried && day === '' ? t.required : null);
  return (
    <Dialog trigger={trigger} opened={opened} onClose={onClose} title={t.title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{t.text}</Text>
          <Group grow align="flex-start">
            <TextInput
              type="date"
              label={t.from}
              value={days.from}
              onChange={(event) => setDays({ ...days, from: event.currentTarget.value })}
              error={wrong ? t.wrong : missing(days.from)}
              data-autofocus
            />
            <TextInput
              type="date"
              label={t.to}
              value={days.to}
              onChange={(event) => setDays({ ...days, to: event.currentTarget.value })}
              error={missing(days.to)}
            />
          </Group>
          {send.isPending ? (
            <Text size="sm" c="dimmed" role="status">
              {t.reading}
            </Text>
          ) : null}
          {send.error ? <ErrorMessage error={send.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {texts.common.cancel}
            </Button>
            <Button type="submit" loading={send.isPending}>
              {t.button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
