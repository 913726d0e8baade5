import { Anchor, Text } from '@mantine/core';
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

/** Problems, each with what to do, and the way to the tab that mends it. */
export function ProblemList({ tone, title, problems }: Props) {
  return (
    <Notice tone={tone} title={title} role="note">
      {problems.map((problem) => {
        const section = tabs[problem.code];
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
