import { Button, Text } from '@mantine/core';
import type { z } from 'zod';
import type { problemSchema } from '../../src/contract/problem.ts';
import type { SettingsTab } from '../navigation/routes.ts';
import { panelAddress } from '../navigation/routes.ts';
import { texts } from '../texts.ts';
import { mendingTab } from './mending-tab.ts';
import { Notice, type Tone } from './notice.tsx';

type Problem = z.infer<typeof problemSchema>;

interface Props {
  tone: Tone;
  title: string;
  problems: Problem[];
}

/** Problems that one act mends, under that act. */
function byMend(problems: Problem[]): { fix: string; section: SettingsTab | undefined; details: string[] }[] {
  const groups = new Map<string, { fix: string; section: SettingsTab | undefined; details: string[] }>();
  for (const { code, detail, fix } of problems) {
    const section = mendingTab(code);
    const key = `${section} ${fix}`;
    const group = groups.get(key) ?? { fix, section, details: [] };
    if (!group.details.includes(detail)) group.details.push(detail);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Problems, each with what to do, and the way to the tab that mends it. */
export function ProblemList({ tone, title, problems }: Props) {
  return (
    <Notice tone={tone} title={title} role="note">
      {byMend(problems).map(({ fix, section, details }) => (
        <div key={`${section} ${fix}`} style={{ marginTop: 4 }}>
          {details.map((detail) => (
            <Text size="sm" key={detail}>
              {detail}
            </Text>
          ))}
          <Text size="sm" c="dimmed">
            {texts.common.whatToDo} {fix}
          </Text>
          {section ? (
            <Button
              component="a"
              size="xs"
              mt={6}
              mb={6}
              variant="default"
              href={panelAddress({ view: 'settings', section })}
            >
              {texts.orders.menu.mend(texts.settings.tabs[section])}
            </Button>
          ) : null}
        </div>
      ))}
    </Notice>
  );
}
