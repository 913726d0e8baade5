import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../api/settings.ts';
import { formatDay, formatInteger } from '../../format.ts';
import { texts } from '../../texts.ts';

const t = texts.eInvoice.next;

/** Whole days or hours where they are, else minutes. */
function timeText(minutes: number): string {
  const [unit, of] =
    minutes % 1440 === 0
      ? ([t.days, 1440] as const)
      : minutes % 60 === 0
        ? ([t.hours, 60] as const)
        : ([t.minutes, 1] as const);
  const count = minutes / of;
  return unit(formatInteger(count), count === 1);
}

/** What becomes of an invoice once it is made: it goes to the SDI by itself, or a person sends it by a day. */
export function NextStep({ sdiBy }: { sdiBy: string }) {
  const { data } = useQuery(settingsQuery);
  if (data === undefined) return null;
  const { send, delayMinutes } = data.eInvoice;
  const text =
    send === 'manual'
      ? t.byHand(formatDay(sdiBy))
      : delayMinutes === 0
        ? t.atOnce
        : t.after(timeText(delayMinutes));
  return <Text size="sm">{text}</Text>;
}
