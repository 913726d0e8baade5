import type { DeliveryDto } from '../../../src/contract/schemas.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { Confirm } from './confirm.tsx';
import { InProgress, Sent, Waiting } from './outcomes.tsx';
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

/**
 * Sends one order by hand: says what will happen, sends nothing until the button is pressed, then follows the
 * delivery to its number and link. In the list's dialog and on the order's own page.
 */
export function SendOrder({ orderId }: { orderId: string }) {
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
      {stage === 'progress' && delivery ? <InProgress delivery={delivery} /> : null}
      {stage === 'waiting' && delivery ? <Waiting delivery={delivery} state={state} /> : null}
      {stage === 'sent' ? (
        <Sent
          kind={delivery?.kind ?? (order.data.invoiceRequested ? 'invoice' : 'order')}
          document={document}
          problem={delivery?.problem}
          state={state}
        />
      ) : null}
      {stage === 'confirm' ? <Confirm order={order.data} state={state} /> : null}
      {state.error ? <ErrorMessage error={state.error} /> : null}
    </>
  );
}
