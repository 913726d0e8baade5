import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DeliveryDto } from '../../../src/contract/delivery/delivery.ts';
import { previewQuery } from '../../api/orders.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { texts } from '../../texts.ts';
import { Confirm } from './confirm.tsx';
import { InProgress, Sent, Waiting } from './outcomes.tsx';
import { PreviewPaper } from './paper.tsx';
import { useSendOrder } from './use-send-order.ts';

/** What the dialog shows for a delivery. */
function stageOf(delivery: DeliveryDto | null): 'confirm' | 'progress' | 'waiting' | 'sent' {
  switch (delivery?.state) {
    case 'queued':
    case 'sending':
      return 'progress';
    case 'waiting':
      return 'waiting';
    case 'sent':
      return 'sent';
    default:
      return 'confirm';
  }
}

/** What was sent already, as it would be built now. */
function AsToday({ orderId }: { orderId: string }) {
  const { data: preview } = useQuery(previewQuery(orderId));
  if (!preview?.document) return null;
  return (
    <div>
      <Text size="sm" c="dimmed" mt="md" mb="xs">
        {texts.preview.sentNow}
      </Text>
      <PreviewPaper preview={preview} document={preview.document} />
    </div>
  );
}

/**
 * Sends one order by hand: says what will happen, sends nothing until the button is pressed, then follows the
 * delivery to its number and link. In the list's dialogs and on the order's own page; `whole` shows the document as it
 * will be printed.
 */
export function SendOrder({ orderId, whole = false }: { orderId: string; whole?: boolean }) {
  const state = useSendOrder(orderId);
  const { order } = state;
  if (order.isPending) return <BlockSkeleton rows={4} height={36} />;
  if (!order.data) {
    return (
      <ErrorMessage error={order.error} retrying={order.isFetching} onRetry={() => void order.refetch()} />
    );
  }
  const { delivery } = order.data;
  const stage = state.alreadySent && stageOf(delivery) === 'confirm' ? 'sent' : stageOf(delivery);
  const document = delivery?.document ?? state.alreadySent;
  return (
    <>
      {stage === 'progress' && delivery ? <InProgress delivery={delivery} acted={state.acted} /> : null}
      {stage === 'waiting' && delivery ? <Waiting delivery={delivery} state={state} /> : null}
      {stage === 'sent' ? (
        <Sent
          kind={delivery?.kind ?? (order.data.invoiceRequested ? 'invoice' : 'order')}
          eInvoice={delivery?.eInvoice}
          document={document}
          problem={delivery?.problem}
          state={state}
        />
      ) : null}
      {stage === 'confirm' ? <Confirm order={order.data} state={state} whole={whole} /> : null}
      {stage === 'sent' && whole ? <AsToday orderId={orderId} /> : null}
      {state.error ? <ErrorMessage error={state.error} /> : null}
    </>
  );
}
