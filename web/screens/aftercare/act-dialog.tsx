import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { aftercareApi, updatePreviewQuery } from '../../api/aftercare.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { Notice } from '../../components/notice.tsx';
import { notify } from '../../components/notify.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { texts } from '../../texts.ts';
import { documentName } from '../orders/delivery-state.tsx';
import { orderName } from '../orders/order-name.ts';
import { UpdateLines } from './update-lines.tsx';

interface Props {
  act: 'withdraw' | 'update';
  order: OrderDto;
  opened: boolean;
  trigger: HTMLElement | null;
  onClose: () => void;
}

/** Asks plainly before a document is deleted, or written anew. Focus starts on the harmless button. */
export default function ActDialog({ act, order, opened, trigger, onClose }: Props) {
  const t = texts.aftercare[act];
  const { delivery } = order;
  const asking = useMutation({
    mutationFn: () => aftercareApi.act(order.id, act),
    onSuccess: () => {
      notify({ message: texts.aftercare.asked(orderName(order)) });
      onClose();
    },
  });
  const preview = useQuery({ ...updatePreviewQuery(order.id), enabled: opened && act === 'update' });
  const document = delivery === null ? '' : documentName(delivery, delivery.document?.number ?? '');
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      trigger={trigger}
      title={t.title(orderName(order))}
      size={act === 'update' ? 'lg' : 'md'}
    >
      <Text mb="md">{t.text(document)}</Text>
      {delivery?.changed ? (
        <Notice tone="warning" role="note" title={texts.aftercare.toCheck}>
          <Text size="sm">{delivery.changed.detail}</Text>
        </Notice>
      ) : null}
      {preview.isLoading ? <BlockSkeleton rows={3} height={36} /> : null}
      {preview.error ? (
        <ErrorMessage error={preview.error} onRetry={() => void preview.refetch()} />
      ) : preview.data ? (
        <UpdateLines preview={preview.data} />
      ) : null}
      {asking.error ? <ErrorMessage error={asking.error} /> : null}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {texts.common.cancel}
        </Button>
        <Button
          color={act === 'withdraw' ? 'danger' : 'brand'}
          loading={asking.isPending}
          disabled={(preview.data?.problems.length ?? 0) > 0}
          onClick={() => asking.mutate()}
        >
          {t.confirm}
        </Button>
      </Group>
    </Dialog>
  );
}
