import { Anchor, Text } from '@mantine/core';
import type { z } from 'zod';
import type { problemSchema } from '../../src/contract/schemas.ts';
import type { SettingsSection } from '../api/endpoints.ts';
import { panelAddress } from '../navigation/routes.ts';
import { texts } from '../texts.ts';
import { Notice, type Tone } from './notice.tsx';

type Problem = z.infer<typeof problemSchema>;

/** The tab that mends a problem, by the beginning of its code. */
const tabs: [prefix: string, section: SettingsSection][] = [
  ['vat-', 'vat'],
  ['payment-account', 'paymentAccount'],
  ['template', 'template'],
  ['numeration', 'template'],
];

function tabOf(problem: Problem): SettingsSection | null {
  return tabs.find(([prefix]) => problem.code.startsWith(prefix))?.[1] ?? null;
}

interface Props {
  tone: Tone;
  title: string;
  problems: Problem[];
}

/** Problems, each with what to do, and the way to the tab that mends it. */
export function ProblemList({ tone, title, problems }: Props) {
  return (
    <Notice tone={tone} title={title} role="note">
      {problems.map((problem) => {
        const section = tabOf(problem);
        return (
          <div key={`${problem.code} ${problem.detail}`} style={{ marginTop: 4 }}>
            <Text size="sm">{problem.detail}</Text>
            <Text size="sm" c="dimmed">
              {texts.common.whatToDo} {problem.fix}
            </Text>
            {section ? (
              <Anchor size="sm" href={panelAddress({ view: 'settings', section })}>
                {texts.orders.menu.mend(texts.settings.tabs[section])}
              </Anchor>
            ) : null}
          </div>
        );
      })}
    </Notice>
  );
}
