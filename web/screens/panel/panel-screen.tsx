import { Anchor, Box, Container, Group, Text, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import { settingsQuery, type VersionedSettings } from '../../api/settings.ts';
import { cx } from '../../components/cx.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { QuotaLine } from '../../components/quota-line.tsx';
import { ScreenBoundary } from '../../components/screen-boundary.tsx';
import { PageSkeleton } from '../../components/skeletons.tsx';
import { NavigationProvider, useNavigation } from '../../navigation/navigation.tsx';
import type { Route } from '../../navigation/routes.ts';
import { CONTENT, SkipLink } from '../../navigation/skip-link.tsx';
import { texts } from '../../texts.ts';
import styles from './panel-screen.module.css';
import { usePrefetch } from './prefetch.ts';

const HomeView = lazy(() => import('../home/home-view.tsx'));
const OrdersScreen = lazy(() => import('../orders/orders-screen.tsx'));
const SettingsScreen = lazy(() => import('../settings/settings-screen.tsx'));
const ExpiredBanner = lazy(() => import('./expired-banner.tsx'));
const AccessesScreen = lazy(() => import('../accesses/accesses-screen.tsx'));
const ChangeCompanyScreen = lazy(() => import('../company/change-company-screen.tsx'));
const ReceiptsScreen = lazy(() => import('../receipts/receipts-screen.tsx'));
const ConnectionScreen = lazy(() => import('../connection/connection-screen.tsx'));

const t = texts.common;
const views: { name: string; route: Route }[] = [
  { name: t.nav.home, route: { view: 'home' } },
  { name: t.nav.orders, route: { view: 'orders' } },
  { name: texts.receipts.nav, route: { view: 'receipts' } },
  { name: t.nav.settings, route: { view: 'settings', section: 'orders' } },
  { name: t.nav.connection, route: { view: 'connection' } },
];

interface Props {
  status: StatusDto;
  settings: VersionedSettings;
}

function Header({ status }: { status: StatusDto }) {
  usePrefetch();
  const { route, link } = useNavigation();
  const current = route.view === 'accesses' ? 'connection' : route.view;
  return (
    // One landmark for both: a `<header>` would be a second banner beside that of an open dialog.
    <div className={cx(styles.header)}>
      <Container size="lg" className={cx(styles.headerInner)} component="nav" aria-label={t.nav.label}>
        <SkipLink />
        <ul className={cx(styles.nav)}>
          {views.map((view) => (
            <li key={view.name}>
              <a
                {...link(view.route)}
                className={cx(styles.link)}
                aria-current={view.route.view === current ? 'page' : undefined}
              >
                {view.name}
              </a>
            </li>
          ))}
        </ul>
        {status.connection.company ? (
          <Text size="sm" c="dimmed" className={cx(styles.company)}>
            {t.company(status.connection.company.name)}{' '}
            <Anchor inherit c="dimmed" {...link({ view: 'company' })}>
              {texts.connection.change.link}
              <VisuallyHidden> {texts.connection.change.linkMore}</VisuallyHidden>
            </Anchor>
          </Text>
        ) : null}
      </Container>
    </div>
  );
}

function View({ status, settings }: Props) {
  const { route } = useNavigation();
  switch (route.view) {
    case 'home':
      return <HomeView status={status} settings={settings} />;
    case 'orders':
      return (
        <OrdersScreen
          key={`${route.failed} ${route.changed} ${route.eInvoice}`}
          failed={route.failed ?? false}
          changed={route.changed ?? false}
          eInvoice={route.eInvoice ?? ''}
        />
      );
    case 'settings':
      return <SettingsScreen section={route.section} />;
    case 'receipts':
      return <ReceiptsScreen />;
    case 'company':
      return <ChangeCompanyScreen status={status} />;
    case 'connection':
      return <ConnectionScreen status={status} />;
    case 'accesses':
      return <AccessesScreen />;
  }
}

function Screen({ status, settings }: Props) {
  const { route } = useNavigation();
  return (
    <main id={CONTENT} tabIndex={-1}>
      <Container size="lg" py="md">
        {status.connection.state === 'expired' ? (
          <Box mb="md">
            <Suspense fallback={null}>
              <ExpiredBanner />
            </Suspense>
          </Box>
        ) : null}
        <ScreenBoundary key={route.view}>
          <Suspense fallback={<PageSkeleton />}>
            <View status={status} settings={settings} />
          </Suspense>
        </ScreenBoundary>
      </Container>
    </main>
  );
}

/** The home shows the quota itself. */
function Footer({ status }: { status: StatusDto }) {
  const { route } = useNavigation();
  if (route.view === 'home') return null;
  return (
    <Container size="lg" component="footer" pb="md">
      <Group>
        <QuotaLine quota={status.quota} />
      </Group>
    </Container>
  );
}

/** The panel of a connected shop: its views, and the quota left at the foot. */
export default function PanelScreen({ status }: { status: StatusDto }) {
  const settings = useQuery(settingsQuery);
  if (settings.isPending) {
    return (
      <Container size="lg" py="md" component="main">
        <PageSkeleton />
      </Container>
    );
  }
  if (!settings.data) {
    return (
      <Container size="lg" py="md" component="main">
        <ErrorMessage
          error={settings.error}
          retrying={settings.isFetching}
          onRetry={() => void settings.refetch()}
        />
      </Container>
    );
  }
  return (
    <NavigationProvider initial={{ view: 'home' }}>
      <Header status={status} />
      <Screen status={status} settings={settings.data} />
      <Footer status={status} />
    </NavigationProvider>
  );
}
