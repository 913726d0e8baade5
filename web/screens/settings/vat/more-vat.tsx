import { Stack, Text, Title } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import type { CatalogueDto } from '../../../../src/contract/settings/catalogue.ts';
import { texts } from '../../../texts.ts';
import { SelectField, SwitchField } from '../fields.tsx';
import { MoreChoices } from '../more-choices.tsx';
import { vatTypeOptions, withGone } from '../options.ts';
import { OssRates } from './oss-rates.tsx';
import { Trouble } from './trouble.tsx';
import { destinations, type VatValues, vatTrouble } from './vat-mapping.ts';

const t = texts.settings.vat;

/** Whether anything here is not as it is for most. */
const isUsed = ({ flatRate, byDestination, oss, stampDuty }: VatValues): boolean =>
  flatRate !== '' ||
  destinations.some((name) => byDestination[name] !== '') ||
  oss.rates.length > 0 ||
  oss.invoice !== '' ||
  !stampDuty;

/** *Altre scelte*: the flat-rate scheme, sales abroad, OSS, stamp duty. */
export function MoreVat({ vatTypes }: { vatTypes: CatalogueDto['vatTypes'] }) {
  const { watch, formState } = useFormContext<VatValues>();
  const values = watch();
  const { flatRate, byDestination, oss } = formState.errors;
  const zero = vatTypes.filter(({ value }) => value === 0);
  const options = (chosen: string, none: string) => [
    { value: '', label: none },
    ...withGone(vatTypeOptions(zero), chosen),
  ];
  const isFlatRate = values.flatRate !== '';
  return (
    <MoreChoices hint={t.moreHint} open={isUsed(values) || Boolean(flatRate || byDestination || oss)}>
      <Stack gap={4} maw={420}>
        <SelectField<VatValues>
          name="flatRate"
          label={t.flatRate}
          description={t.flatRateHelp}
          options={options(values.flatRate, t.flatRateNone)}
        />
        <Trouble trouble={vatTrouble(null, values.flatRate, vatTypes)} />
      </Stack>
      {isFlatRate ? (
        <Text size="sm" c="dimmed" maw={720}>
          {t.flatRateRest}
        </Text>
      ) : (
        <>
          <Stack gap="md" role="group" aria-labelledby="vat-destinations">
            <div>
              <Title order={2} size="h5" id="vat-destinations">
                {t.destinations.title}
              </Title>
              <Text size="sm" c="dimmed" mt={4} maw={720}>
                {t.destinations.help}
              </Text>
            </div>
            {destinations.map((name) => (
              <Stack gap={4} maw={420} key={name}>
                <SelectField<VatValues>
                  name={`byDestination.${name}`}
                  label={t.destinations.names[name]}
                  options={options(values.byDestination[name], t.destinations.asProfile)}
                />
                <Trouble trouble={vatTrouble(null, values.byDestination[name], vatTypes)} />
              </Stack>
            ))}
          </Stack>
          <OssRates vatTypes={vatTypes} />
        </>
      )}
      <SwitchField<VatValues> name="stampDuty" label={t.stampDuty} description={t.stampDutyHelp} />
    </MoreChoices>
  );
}
