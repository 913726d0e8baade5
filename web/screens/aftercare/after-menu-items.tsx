import { Menu } from '@mantine/core';
import { IconArrowBackUp, IconPencil, IconReceiptRefund } from '@tabler/icons-react';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { texts } from '../../texts.ts';
import { type AfterAct, actsOf } from './acts-of.ts';

const icons = { withdraw: IconArrowBackUp, update: IconPencil, credit: IconReceiptRefund };

/** What may be done to an order's document, in its "…" menu; nothing where it has none. */
export function AfterMenuItems({ order, onPick }: { order: OrderDto; onPick: (act: AfterAct) => void }) {
  return actsOf(order).map((act) => {
    const Icon = icons[act];
    return (
      <Menu.Item key={act} leftSection={<Icon size={16} aria-hidden />} onClick={() => onPick(act)}>
        {texts.aftercare.menu[act]}
      </Menu.Item>
    );
  });
}
