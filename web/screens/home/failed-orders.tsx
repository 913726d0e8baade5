import { Anchor, Button, Text } from '@mantine/core';
import type { HomeDto } from '../../../src/contract/panel/home.ts';
import { cx } from '../../components/cx.ts';
import { mendingTab } from '../../components/mending-tab.ts';
import { Notice } from '../../components/notice.tsx';
import { formatAgo, formatInteger, formatMoney } from '../../format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';
import styles from './home-screen.module.css';

const t = texts.home.failed;
/** More than these are looked at in their list. */
const SHOWN = 3;
type FailedOrder = HomeDto['failed']['latest'][number];

/** `hasOwnLink`: the way to the tab is not that of all. */
function FailedRow({ failed, hasOwnLink }: { failed: FailedOrder; hasOwnLink: boolean }) {
  const { link } = useNavigation();
  const { problem } = failed;
  const section = problem === null ? undefined : mendingTab(problem.code);
  const facts = [
    failed.customer,
    failed.total === null ? null : formatMoney(failed.total, failed.currency ?? 'EUR'),
    t.at(formatAgo(failed.at)),
  ].filter((fact) => fact !== null && fact !== '');
  return (
    <li className={cx(styles.failed)}>
      <Text size="sm">
        <strong>{failed.shortId ?? failed.orderId}</strong>{' '}
        <Text span inherit c="dimmed">
          {facts.join(' · ')}
        </Text>
      </Text>
      <Text size="sm">{problem?.detail ?? t.unknown}</Text>
      {section && !hasOwnLink ? null : section ? (
        <Anchor size="sm" {...link({ view: 'settings', section })}>
          {t.mend(texts.settings.tabs[section])}
        </Anchor>
      ) : problem ? (
        <Text size="sm" c="dimmed">
          {texts.common.whatToDo} {problem.fix}
        </Text>
      ) : null}
    </li>
  );
}

/** The tab that mends all of those in sight, where it is one and the same. */
function commonTab(latest: readonly FailedOrder[]) {
  const tabs = new Set(
    latest.map(({ problem }) => (problem === null ? undefined : mendingTab(problem.code))),
  );
  return tabs.size === 1 ? [...tabs][0] : undefined;
}

/** What needs the merchant: the latest that failed, and the way to what mends them. Nothing while there is none. */
export function FailedOrders({ failed }: { failed: HomeDto['failed'] }) {
  const { link } = useNavigation();
  if (failed.total === 0) return null;
  const latest = failed.latest.slice(0, SHOWN);
  const section = commonTab(latest);
  return (
    <Notice tone="error" role="note" title={t.title(formatInteger(failed.total), failed.total === 1)}>
      <Text size="sm">{t.text}</Text>
      <ul className={cx(styles.failedList)}>
        {latest.map((one) => (
          <FailedRow key={one.orderId} failed={one} hasOwnLink={section === undefined} />
        ))}
      </ul>
      <div className={cx(styles.buttons)}>
        {section ? (
          <Button component="a" size="xs" {...link({ view: 'settings', section })}>
            {t.mend(texts.settings.tabs[section])}
          </Button>
        ) : null}
        <Button
          component="a"
          size="xs"
          variant={section ? 'default' : 'filled'}
          {...link({ view: 'orders', failed: true })}
        >
          {t.all}
        </Button>
      </div>
    </Notice>
  );
}
