import { Button, Text } from '@mantine/core';
import type { HomeDto } from '../../../src/contract/panel/home.ts';
import { Notice } from '../../components/notice.tsx';
import { formatInteger } from '../../format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';

const t = texts.aftercare.home;
/** More than these are looked at in their list. */
const SHOWN = 3;

/** Orders that changed after they were sent, and the way to what mends them. Nothing while there is none. */
export function ChangedOrders({ changed }: { changed: HomeDto['changed'] }) {
  const { link } = useNavigation();
  if (changed.total === 0) return null;
  return (
    <Notice tone="warning" role="note" title={t.title(formatInteger(changed.total), changed.total === 1)}>
      {changed.latest.slice(0, SHOWN).map(({ orderId, shortId, customer, changed: change }) => (
        <div key={orderId} style={{ marginTop: 8 }}>
          <Text size="sm">
            <strong>{shortId ?? orderId}</strong>{' '}
            <Text span inherit c="dimmed">
              {customer}
            </Text>
          </Text>
          <Text size="sm">{change.detail}</Text>
        </div>
      ))}
      <div style={{ marginTop: 12 }}>
        <Button component="a" size="xs" {...link({ view: 'orders', changed: true })}>
          {t.open}
        </Button>
      </div>
    </Notice>
  );
}
