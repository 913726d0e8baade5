import { Text } from '@mantine/core';
import { cx } from '../../../components/cx.ts';
import { texts } from '../../../texts.ts';
import { percentText } from '../options.ts';
import type { VatTrouble } from './vat-mapping.ts';
import styles from './vat-tab.module.css';

const t = texts.settings.vat;

/** What is wrong with a choice, under it. */
export function Trouble({ trouble }: { trouble: VatTrouble | null }) {
  if (trouble === null) return null;
  const text =
    trouble.kind === 'missing'
      ? t.missing
      : trouble.kind === 'gone'
        ? texts.settings.goneWarning
        : trouble.kind === 'no-nature'
          ? t.noNature
          : t.differentPercent(percentText(trouble.shop), percentText(trouble.fic));
  return (
    <Text size="xs" className={cx(styles.trouble)}>
      {text}
    </Text>
  );
}
