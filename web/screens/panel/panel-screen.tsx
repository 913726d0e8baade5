import { Box, Container, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { StatusDto } from '../../../src/contract/schemas.ts';
import { settingsQuery } from '../../api/queries.ts';
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

const OrdersScreen = lazy(() => import('../orders/orders-screen.tsx'));
const SettingsScreen = lazy(() => import('../settings/settings-screen.tsx'));
const ExpiredBanner = lazy(() => import('./expired-banner.tsx'));
const ConnectionScreen = lazy(() => import('../connection/connection-screen.tsx'));

const t = texts.common;
const views: { name: string; route: Route }[] = [
  { name: t.nav.orders, route: { view: 'orders' } },
  { name: t.nav.settings, route: { view: 'settings', section: 'orders' } },
  { name: t.nav.connection, route: { view: 'connection' } },
];

function Header({ status }: { status: StatusDto }) {
  const { route, link } = useNavigation();
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
                aria-current={view.route.view === route.view ? 'page' : undefined}
              >
                {view.name}
              </a>
            </li>
          ))}
        </ul>
        {status.connection.company ? (
          <Text size="sm" c="dimmed" className={cx(styles.company)}>
            {t.company(status.connection.company.name)}
          </Text>
        ) : null}
      </Container>
    </div>
  );
}

function View({ status }: { status: StatusDto }) {
  const { route } = useNavigation();
  switch (route.view) {
    case 'orders':
      return <OrdersScreen />;
    case 'settings':
      return <SettingsScreen section={route.section} />;
    case 'connection':
      return <ConnectionScreen status={status} />;
  }
}

function Screen({ status }: { status: StatusDto }) {
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
            <View status={status} />
          </Suspense>
        </ScreenBoundary>
      </Container>
    </main>
  );
}

/** The panel of a connected shop: three views, and the quota left at the foot. */
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
  // Without a payment account nothing can be sent: a new shop starts with its settings.
  const initial: Route =
    settings.data.paymentAccount.id === null ? { view: 'settings', section: 'orders' } : { view: 'orders' };
  return (
    <NavigationProvider initial={initial}>
      <Header status={status} />
      <Screen status={status} />
      <Container size="lg" component="footer" pb="md">
        <Group>
          <QuotaLine quota={status.quota} />
        </Group>
      </Container>
    </NavigationProvider>
  );
}
