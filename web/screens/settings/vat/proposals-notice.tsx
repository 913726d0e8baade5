import { Button, Text } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import type { CatalogueDto } from '../../../../src/contract/settings/catalogue.ts';
import { cx } from '../../../components/cx.ts';
import { Notice } from '../../../components/notice.tsx';
import { texts } from '../../../texts.ts';
import { openProposals } from './proposals.ts';
import type { VatValues } from './vat-mapping.ts';
import styles from './vat-tab.module.css';

const t = texts.settings.vat.proposals;

/** What the shop's orders and the company's regime propose, to be taken over at once and checked before saving. */
export function Proposals({ catalogue }: { catalogue: CatalogueDto }) {
  const { watch, setValue, setFocus } = useFormContext<VatValues>();
  const values = watch();
  const proposals = openProposals(values, catalogue);
  if (proposals.length === 0) return null;
  const applicable = proposals.flatMap(({ apply }) => apply ?? []);
  const applyAll = () => {
    const next = applicable.reduce((now, apply) => apply(now), values);
    const options = { shouldDirty: true } as const;
    setValue('flatRate', next.flatRate, options);
    setValue('byDestination', next.byDestination, options);
    setValue('oss.rates', next.oss.rates, options);
    // The button goes with the proposals; what it filled in is unfolded, and to be checked.
    setTimeout(() => setFocus('flatRate'));
  };
  return (
    <Notice tone="info" title={t.title}>
      <ul className={cx(styles.proposals)}>
        {proposals.map(({ text }) => (
          <li key={text}>
            <Text size="sm">{text}</Text>
          </li>
        ))}
      </ul>
      {applicable.length > 0 ? (
        <Button size="xs" mt="xs" onClick={applyAll}>
          {t.use}
        </Button>
      ) : null}
    </Notice>
  );
}
