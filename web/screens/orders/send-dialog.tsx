import type { OrderDto } from '../../../src/contract/schemas.ts';
import { Dialog } from '../../components/dialog.tsx';
import { texts } from '../../texts.ts';
import { SendOrder } from '../send/send-order.tsx';
import { orderName } from './order-name.ts';

interface Props {
  order: OrderDto;
  opened: boolean;
  trigger: HTMLElement | null;
  onClose: () => void;
}

/** *Invia ordine a Fatture in Cloud* over the list. */
export default function SendDialog({ order, opened, trigger, onClose }: Props) {
  return (
    <Dialog
      trigger={trigger}
      opened={opened}
      onClose={onClose}
      size="lg"
      title={texts.orders.send.title(orderName(order))}
    >
      <SendOrder orderId={order.id} />
    </Dialog>
  );
}
