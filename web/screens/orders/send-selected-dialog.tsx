import { Button, Group, List, Stack, Text } from '@mantine/core';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { formatInteger } from '../../format.ts';
import { texts } from '../../texts.ts';
import type { SelectionParts } from './use-selection.ts';
import { useSendMany } from './use-send-many.ts';

const t = texts.bulk.confirm;

interface Props {
  parts: SelectionParts;
  opened: boolean;
  trigger: HTMLElement | null;
  onClose: () => void;
  onAccepted: () => void;
}

/** Before many are sent: how many go, and which stay as they are. */
export default function SendSelectedDialog({ parts, opened, trigger, onClose, onAccepted }: Props) {
  const send = useSendMany(onAccepted);
  const { toSend, sent, cancelled } = parts;
  const count = toSend.length;
  return (
    <Dialog trigger={trigger} opened={opened} onClose={onClose} title={t.title}>
      <Stack gap="sm">
        <Text fw={600}>{count === 0 ? t.none : t.will(formatInteger(count), count === 1)}</Text>
        {sent + cancelled > 0 ? (
          <List size="sm" spacing={4}>
            {sent > 0 ? <List.Item>{t.sent(formatInteger(sent), sent === 1)}</List.Item> : null}
            {cancelled > 0 ? (
              <List.Item>{t.cancelled(formatInteger(cancelled), cancelled === 1)}</List.Item>
            ) : null}
          </List>
        ) : null}
        {count > 0 ? (
          <Text size="sm" c="dimmed">
            {t.kinds}
          </Text>
        ) : null}
        {send.error ? <ErrorMessage error={send.error} /> : null}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {count === 0 ? texts.common.close : texts.common.cancel}
          </Button>
          {count > 0 ? (
            <Button loading={send.isPending} onClick={() => send.mutate({ ids: toSend.map(({ id }) => id) })}>
              {t.button(formatInteger(count), count === 1)}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Dialog>
  );
}
