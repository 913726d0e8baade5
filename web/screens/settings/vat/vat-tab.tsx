import { zodResolver } from '@hookform/resolvers/zod';
import { Box, Button, Stack, Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import type { CatalogueDto } from '../../../../src/contract/settings/catalogue.ts';
import type { SettingsDto } from '../../../../src/contract/settings/settings.ts';
import { cx } from '../../../components/cx.ts';
import { DataTable } from '../../../components/data-table.tsx';
import { Notice } from '../../../components/notice.tsx';
import { texts } from '../../../texts.ts';
import { SelectField } from '../fields.tsx';
import { useGuide } from '../guide.ts';
import { fromId, percentText, vatTypeOptions, vatTypeText, withGone } from '../options.ts';
import { RefreshLists } from '../refresh-lists.tsx';
import { SectionForm } from '../section-form.tsx';
import { useSectionForm } from '../use-section-form.ts';
import { MoreVat } from './more-vat.tsx';
import { Proposals } from './proposals-notice.tsx';
import { Trouble } from './trouble.tsx';
import {
  AS_GOODS,
  rateKey,
  readPercent,
  toVatSettings,
  toVatValues,
  type VatValues,
  vatFieldOf,
  vatTrouble,
  withSuggestions,
} from './vat-mapping.ts';
import styles from './vat-tab.module.css';

const t = texts.settings.vat;
const vatType = z.string();
const resolver = zodResolver(
  z.object({
    rows: z.array(z.object({ profileId: z.string(), vatTypeId: vatType })),
    mainProfile: z.string(),
    shipping: vatType,
    flatRate: vatType,
    byDestination: z.object({ euBusiness: vatType, extraEu: vatType, sanMarino: vatType }),
    oss: z.object({
      rates: z
        .array(
          z.object({
            country: z.string().min(1, t.oss.countryMissing),
            percent: z.string().refine((typed) => readPercent(typed) !== null, t.oss.percentWrong),
            vatTypeId: vatType.min(1, t.oss.vatTypeMissing),
          }),
        )
        .superRefine((rates, context) => {
          const keys = rates.map(rateKey);
          for (const [index, key] of keys.entries()) {
            if (keys.indexOf(key) === index) continue;
            context.addIssue({ code: 'custom', path: [index, 'percent'], message: t.oss.twice });
          }
        }),
      invoice: vatType,
      taxLine: vatType,
    }),
    stampDuty: z.boolean(),
  }),
);

interface RowProps {
  index: number;
  profile: CatalogueDto['taxProfiles'][number];
  vatTypes: CatalogueDto['vatTypes'];
}

function Row({ index, profile, vatTypes }: RowProps) {
  const chosen = useWatch<VatValues, `rows.${number}.vatTypeId`>({ name: `rows.${index}.vatTypeId` }) ?? '';
  const suggested = vatTypes.find(({ id }) => id === profile.suggestedVatTypeId);
  const options = vatTypeOptions(vatTypes);
  return (
    <tr>
      <th scope="row" className={cx(styles.profile)}>
        <Text size="sm" fw={600}>
          {profile.title}
        </Text>
        <Text size="xs" c="dimmed">
          {percentText(profile.value)}
        </Text>
      </th>
      <td>
        <SelectField<VatValues>
          name={`rows.${index}.vatTypeId`}
          aria-label={t.selectFor(profile.title)}
          options={[{ value: '', label: t.choose }, ...withGone(options, chosen)]}
        />
        <Trouble trouble={vatTrouble(profile, chosen, vatTypes)} />
        {chosen === '' && suggested ? (
          <Text size="xs" c="dimmed">
            {t.suggestion(vatTypeText(suggested))}
          </Text>
        ) : null}
      </td>
    </tr>
  );
}

/** *Tipologie IVA*: each of the shop's tax profiles with its VAT type in Fatture in Cloud. */
export default function VatTab({ settings, catalogue }: { settings: SettingsDto; catalogue: CatalogueDto }) {
  const { taxProfiles, vatTypes } = catalogue;
  const isGuided = useGuide() !== null;
  const suggest = (saved: SettingsDto['vat']) =>
    withSuggestions(toVatValues(saved, taxProfiles), taxProfiles, vatTypes);
  const suggested = isGuided ? suggest(settings.vat).suggested : 0;
  const state = useSectionForm<'vat', VatValues>({
    section: 'vat',
    saved: settings.vat,
    resolver,
    rows: taxProfiles,
    toValues: (saved) => (isGuided ? suggest(saved).values : toVatValues(saved, taxProfiles)),
    toSection: (values) => toVatSettings(values, settings.vat),
    fieldOf: vatFieldOf,
  });
  const { setValue, setFocus } = state.form;
  const values = state.form.watch();
  const missing = values.rows.filter(({ vatTypeId }) => vatTypeId === '');
  const suggestions = values.rows.flatMap(({ profileId, vatTypeId }, index) => {
    const id = taxProfiles.find((profile) => profile.id === profileId)?.suggestedVatTypeId ?? null;
    const offered = vatTypes.some((type) => type.id === id);
    return vatTypeId === '' && offered ? [{ index, vatTypeId: fromId(id) }] : [];
  });
  const applySuggestions = () => {
    for (const { index, vatTypeId } of suggestions) {
      setValue(`rows.${index}.vatTypeId`, vatTypeId, { shouldDirty: true });
    }
    // The button goes with the suggestions; what it filled in is to be checked.
    const [first] = suggestions;
    if (first !== undefined) setFocus(`rows.${first.index}.vatTypeId`);
  };
  const isFixed = values.shipping !== '' && values.shipping !== AS_GOODS;
  const mainOptions = [
    { value: '', label: t.mainProfileNone },
    ...taxProfiles.map(({ id, title, value }) => ({ value: id, label: t.label(title, percentText(value)) })),
    ...(values.mainProfile === '' || taxProfiles.some(({ id }) => id === values.mainProfile)
      ? []
      : [{ value: values.mainProfile, label: t.mainProfileGone }]),
  ];

  return (
    <SectionForm state={state} help={t.help}>
      {suggested > 0 ? <Notice tone="info">{texts.firstRun.vat.suggested(suggested)}</Notice> : null}
      {missing.length > 0 ? (
        <Notice tone="warning">
          <Text size="sm">
            {suggestions.length > 0
              ? t.suggestionsText(missing.length, suggestions.length)
              : t.missingText(missing.length)}
          </Text>
          {suggestions.length > 0 ? (
            <Button size="xs" mt="xs" onClick={applySuggestions}>
              {t.useSuggestions}
            </Button>
          ) : null}
        </Notice>
      ) : null}
      {isGuided ? null : <Proposals catalogue={catalogue} />}
      {taxProfiles.length === 0 ? (
        <Notice tone="warning" title={t.none}>
          {t.noneFix}
        </Notice>
      ) : (
        <DataTable label={t.table} className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.shopColumn}</th>
              <th scope="col">{t.ficColumn}</th>
            </tr>
          </thead>
          <tbody>
            {values.rows.map(({ profileId }, index) => {
              const profile = taxProfiles.find(({ id }) => id === profileId);
              return profile ? (
                <Row key={profileId} index={index} profile={profile} vatTypes={vatTypes} />
              ) : null;
            })}
          </tbody>
        </DataTable>
      )}
      {taxProfiles.length > 1 ? (
        <Box maw={420}>
          <SelectField<VatValues>
            name="mainProfile"
            label={t.mainProfile}
            description={t.mainProfileHelp}
            options={mainOptions}
          />
        </Box>
      ) : null}
      {isGuided ? null : (
        <>
          <Stack gap={4} maw={420}>
            <SelectField<VatValues>
              name="shipping"
              label={t.shipping}
              description={t.shippingHelp}
              options={[
                { value: '', label: t.shippingAsOrder },
                { value: AS_GOODS, label: t.shippingAsGoods },
                ...withGone(vatTypeOptions(vatTypes), isFixed ? values.shipping : ''),
              ]}
            />
            {isFixed ? <Trouble trouble={vatTrouble(null, values.shipping, vatTypes)} /> : null}
          </Stack>
          <MoreVat vatTypes={vatTypes} />
        </>
      )}
      {isGuided && missing.length === 0 && taxProfiles.length > 0 ? null : <RefreshLists />}
    </SectionForm>
  );
}
