import { Text } from '@mantine/core';
import { Authorize } from '../../authorization/authorize.tsx';
import { Notice } from '../../components/notice.tsx';
import { texts } from '../../texts.ts';

const t = texts.connection;

/** Stays on top of every screen until the merchant has authorized again. */
export default function ExpiredBanner() {
  return (
    <Notice tone="warning">
      <Text size="sm" fw={600}>
        {t.expired.detail}
      </Text>
      <Text size="sm" mb="sm">
        {t.expired.fix}
      </Text>
      <Authorize goal="connect" size="sm" label={t.authorize.again} />
    </Notice>
  );
}
