import { zodResolver } from '@hookform/resolvers/zod';
import { Divider, Stack } from '@mantine/core';
import { productsSettingsSchema, type SettingsDto } from '../../../../src/contract/settings/settings.ts';
import { texts } from '../../../texts.ts';
import { SwitchField } from '../fields.tsx';
import { SectionForm } from '../section-form.tsx';
import { useSectionForm } from '../use-section-form.ts';
import { ProductReport } from './product-report.tsx';

const t = texts.settings.products;
type Values = SettingsDto['products'];
const resolver = zodResolver(productsSettingsSchema);
const same = (values: Values): Values => values;

/** *Prodotti*: whether orders move the stock in Fatture in Cloud. */
export default function ProductsTab({ settings }: { settings: SettingsDto }) {
  const state = useSectionForm({
    section: 'products',
    saved: settings.products,
    resolver,
    toValues: same,
    toSection: same,
  });
  return (
    <Stack gap="lg">
      <SectionForm state={state} help={t.help}>
        <SwitchField<Values> name="updateStock" label={t.updateStock} description={t.updateStockHelp} />
      </SectionForm>
      <Divider />
      <ProductReport />
    </Stack>
  );
}
