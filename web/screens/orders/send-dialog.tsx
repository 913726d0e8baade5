import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { Dialog } from '../../components/dialog.tsx';
import { texts } from '../../texts.ts';
import { SendOrder } from '../send/send-order.tsx';
import { orderName } from './order-name.ts';

interface Props {
  order: OrderDto;
  /** Shows the document as it will be printed. */
  whole: boolean;
  opened: boolean;
  trigger: HTMLElement | null;
  onClose: () => void;
}

/** *Anteprima* and *Invia ordine a Fatture in Cloud* over the list. */
export default function SendDialog({ order, whole, opened, trigger, onClose }: Props) {
  return (
    <Dialog
      trigger={trigger}
      opened={opened}
      onClose={onClose}
      size={whole ? 'xl' : 'lg'}
      title={(whole ? texts.preview.title : texts.orders.send.title)(orderName(order))}
    >
      <SendOrder orderId={order.id} whole={whole} />
    </Dialog>
  );
}
