import { Button, Group, Text } from '@mantine/core';
import { texts } from '../texts.ts';
import { Dialog } from './dialog.tsx';
import { ErrorMessage } from './error-message.tsx';

interface Props {
  opened: boolean;
  title: string;
  text: string;
  confirm: string;
  cancel?: string;
  danger?: boolean;
  loading?: boolean;
  error?: unknown;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that loses work or cannot be undone. Focus starts on the harmless button. */
export function ConfirmDialog(props: Props) {
  const {
    opened,
    title,
    text,
    confirm,
    cancel = texts.common.cancel,
    danger = false,
    loading = false,
  } = props;
  return (
    <Dialog opened={opened} onClose={props.onCancel} title={title}>
      <Text>{text}</Text>
      {props.error ? <ErrorMessage error={props.error} /> : null}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onCancel} data-autofocus>
          {cancel}
        </Button>
        <Button color={danger ? 'danger' : 'brand'} loading={loading} onClick={props.onConfirm}>
          {confirm}
        </Button>
      </Group>
    </Dialog>
  );
}
