import '@mantine/core/styles/Tabs.layer.css';
import { Paper, Stack, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import type { CatalogueDto } from '../../../src/contract/settings/catalogue.ts';
import type { SettingsDto } from '../../../src/contract/settings/settings.ts';
import { catalogueQuery, settingsQuery } from '../../api/settings.ts';
import { cx } from '../../components/cx.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { type SettingsTab, settingsTabs } from '../../navigation/routes.ts';
import { texts } from '../../texts.ts';
import styles from './settings-screen.module.css';
import { SetupChecklist, unfinishedSections } from './setup-checklist.tsx';

const OrdersTab = lazy(() => import('./orders/orders-tab.tsx'));
const CustomersTab = lazy(() => import('./customers/customers-tab.tsx'));
const ProductsTab = lazy(() => import('./products/products-tab.tsx'));
const TemplateTab = lazy(() => import('./template-tab.tsx'));
const VatTab = lazy(() => import('./vat/vat-tab.tsx'));
const PaymentAccountTab = lazy(() => import('./payment-account/payment-account-tab.tsx'));
const EInvoiceTab = lazy(() => import('./e-invoice-tab.tsx'));

const t = texts.settings;

interface WithCatalogueProps {
  children: (catalogue: CatalogueDto) => ReactNode;
}

/** For the tabs that choose from Fatture in Cloud's lists. */
function WithCatalogue({ children }: WithCatalogueProps) {
  const catalogue = useQuery(catalogueQuery);
  if (catalogue.data) return children(catalogue.data);
  if (catalogue.isPending) return <BlockSkeleton rows={4} />;
  return (
    <ErrorMessage
      error={catalogue.error}
      retrying={catalogue.isFetching}
      onRetry={() => void catalogue.refetch()}
    />
  );
}

function Tab({ section, settings }: { section: SettingsTab; settings: SettingsDto }) {
  switch (section) {
    case 'orders':
      return <OrdersTab settings={settings} />;
    case 'customers':
      return <CustomersTab settings={settings} />;
    case 'products':
      return <ProductsTab settings={settings} />;
    case 'template':
      return (
        <WithCatalogue>
          {(catalogue) => <TemplateTab settings={settings} catalogue={catalogue} />}
        </WithCatalogue>
      );
    case 'vat':
      return (
        <WithCatalogue>{(catalogue) => <VatTab settings={settings} catalogue={catalogue} />}</WithCatalogue>
      );
    case 'eInvoice':
      return <EInvoiceTab settings={settings} />;
    case 'paymentAccount':
      return (
        <WithCatalogue>
          {(catalogue) => <PaymentAccountTab settings={settings} catalogue={catalogue} />}
        </WithCatalogue>
      );
  }
}

/** The six tabs of the vendor's guide, and that of the way to the SDI. */
export default function SettingsScreen({ section }: { section: SettingsTab }) {
  const { go } = useNavigation();
  const settings = useQuery(settingsQuery);
  const catalogue = useQuery(catalogueQuery);
  const unfinished = settings.data
    ? unfinishedSections({ settings: settings.data, catalogue: catalogue.data })
    : null;
  // The checklist stands above the tabs: it must not arrive after them and push them down.
  const ready = settings.data !== undefined && !catalogue.isPending;
  const marked: Partial<Record<SettingsTab, boolean>> = {
    paymentAccount: unfinished?.paymentAccount ?? false,
    vat: (unfinished?.vat ?? 0) > 0,
  };

  return (
    <Stack gap="md">
      <PageTitle focus>{t.title}</PageTitle>
      {ready ? <SetupChecklist settings={settings.data} catalogue={catalogue.data} /> : null}
      <Paper withBorder>
        <Tabs
          value={section}
          onChange={(next) => {
            const chosen = settingsTabs.find((name) => name === next);
            if (chosen) go({ view: 'settings', section: chosen });
          }}
          activateTabWithKeyboard={false}
          keepMounted={false}
        >
          <Tabs.List aria-label={t.tabsLabel} className={cx(styles.list)}>
            {settingsTabs.map((name) => (
              <Tabs.Tab key={name} value={name} className={cx(styles.tab)}>
                {t.tabs[name]}
                {marked[name] ? <span aria-hidden className={cx(styles.mark)} /> : null}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {settingsTabs.map((name) => (
            <Tabs.Panel key={name} value={name} p={{ base: 'md', sm: 'lg' }}>
              {ready ? (
                <Suspense fallback={<BlockSkeleton rows={4} />}>
                  <Tab section={name} settings={settings.data} />
                </Suspense>
              ) : settings.isPending || settings.data ? (
                <BlockSkeleton rows={4} />
              ) : (
                <ErrorMessage
                  error={settings.error}
                  retrying={settings.isFetching}
                  onRetry={() => void settings.refetch()}
                />
              )}
            </Tabs.Panel>
          ))}
        </Tabs>
      </Paper>
    </Stack>
  );
}
