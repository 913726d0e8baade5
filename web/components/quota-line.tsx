import { Text } from '@mantine/core';
import type { StatusDto } from '../../src/contract/panel/status.ts';
import { formatInteger, formatTime } from '../format.ts';
import { texts } from '../texts.ts';
import { Notice } from './notice.tsx';

/** From this share of the month on the merchant is warned. */
const WARN_FROM = 0.8;

/** What is left of the calls to Fatture in Cloud, small. */
export function QuotaLine({ quota }: { quota: StatusDto['quota'] }) {
  const { hour, month } = quota;
  const exhausted = hour.remaining <= 0 ? hour : month.remaining <= 0 ? month : null;
  const isLow = month.remaining <= month.limit * (1 - WARN_FROM);
  return (
    <>
      {isLow ? (
        <Notice tone="warning" mb="xs">
          <Text size="sm">
            {texts.common.quota.monthLow(formatInteger(month.remaining), formatInteger(month.limit))}
          </Text>
        </Notice>
      ) : null}
      <Text size="xs" c="dimmed" component="p" m={0}>
        {texts.common.quota.label}:{' '}
        {exhausted === null
          ? `${texts.common.quota.hour(formatInteger(hour.remaining), formatInteger(hour.limit))}, ${texts.common.quota.month(
              formatInteger(month.remaining),
              formatInteger(month.limit),
            )}.`
          : texts.common.quota.exhausted(formatTime(exhausted.resetsAt))}
      </Text>
    </>
  );
}
