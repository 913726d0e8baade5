import { Button, Text } from '@mantine/core';
import type { z } from 'zod';
import type { problemSchema } from '../../src/contract/schemas.ts';
import type { SettingsSection } from '../api/endpoints.ts';
import { panelAddress } from '../navigation/routes.ts';
import { texts } from '../texts.ts';
import { Notice, type Tone } from './notice.tsx';

type Problem = z.infer<typeof problemSchema>;

/** The tab that mends a problem, by its code. Other problems are mended elsewhere, as their `fix` says. */
const tabs: Record<string, SettingsSection> = {
  'vat-unmapped': 'vat',
  'vat-ambiguous': 'vat',
  'vat-type-gone': 'vat',
  'vat-rate-differs': 'vat',
  'nature-missing': 'vat',
  'fic-refused-vat': 'vat',
  'fic-refused-template': 'template',
  'payment-account-missing': 'paymentAccount',
  'payment-code-unknown': 'paymentAccount',
  'fic-refused-payment-account': 'paymentAccount',
};

interface Props {
  tone: Tone;
  title: string;
  problems: Problem[];
}

/** Problems that one act mends, under that act. */
function byMend(
  problems: Problem[],
): { fix: string; section: SettingsSection | undefined; details: string[] }[] {
  const groups = new Map<string, { fix: string; section: SettingsSection | undefined; details: string[] }>();
  for (const { code, detail, fix } of problems) {
    const key = `${tabs[code]} ${fix}`;
    const group = groups.get(key) ?? { fix, section: tabs[code], details: [] };
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
