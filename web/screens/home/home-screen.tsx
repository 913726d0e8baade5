import { Anchor, Paper, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { StatusDto } from '../../../src/contract/panel/status.ts';
import type { SettingsDto } from '../../../src/contract/settings/settings.ts';
import { homeQuery } from '../../api/panel.ts';
import { catalogueQuery } from '../../api/settings.ts';
import { cx } from '../../components/cx.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';
import { ChangedOrders } from '../aftercare/changed-orders.tsx';
import { EInvoiceFacts, hasEInvoices } from '../e-invoice/e-invoice-facts.tsx';
import { SetupChecklist } from '../settings/setup-checklist.tsx';
import { DayChart } from './day-chart.tsx';
import { FailedOrders } from './failed-orders.tsx';
import { Figures } from './figures.tsx';
import styles from './home-screen.module.css';
import { HomeSkeleton } from './home-skeleton.tsx';
import { Ready } from './ready.tsx';
import { CustomerFacts, QuotaFacts } from './side-facts.tsx';

const t = texts.home;

interface Props {
  status: StatusDto;
  settings: SettingsDto;
}

/** Which company the shop writes to, and whether by itself. */
function Link({ status, settings }: Props) {
  const { link } = useNavigation();
  const { company } = status.connection;
  const { automatic } = settings.orders;
  return (
    <div className={cx(styles.link)}>
      {company ? (
        <span>
          {t.link.connected} <strong>{company.name}</strong>
        </span>
      ) : null}
      <span>
        <StateBadge tone={automatic ? 'success' : 'neutral'}>
          {automatic ? t.link.automaticOn : t.link.automaticOff}
        </StateBadge>{' '}
        <Anchor size="sm" {...link({ view: 'settings', section: 'orders' })}>
          {automatic ? t.link.settings : t.link.turnOn}
        </Anchor>
      </span>
    </div>
  );
}

/** *Panoramica*: how it goes, in one glance. Moves by itself. */
export default function HomeScreen({ status, settings, isReady }: Props & { isReady: boolean }) {
  const home = useQuery(homeQuery);
  const catalogue = useQuery(catalogueQuery);
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <PageTitle focus>{t.title}</PageTitle>
        <Link status={status} settings={settings} />
      </Stack>
      {isReady ? <Ready automatic={settings.orders.automatic} /> : null}
      {/* A rate that the shop has added since, or lists of another company. */}
      <SetupChecklist settings={settings} catalogue={catalogue.data} />
      {home.isError ? (
        <ErrorMessage error={home.error} retrying={home.isFetching} onRetry={() => void home.refetch()} />
      ) : null}
      {home.data ? (
        <>
          <Figures home={home.data} />
          <FailedOrders failed={home.data.failed} />
          <ChangedOrders changed={home.data.changed} />
          {hasEInvoices(home.data.eInvoices) ? <EInvoiceFacts eInvoices={home.data.eInvoices} /> : null}
          <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
            <DayChart days={home.data.days} />
          </Paper>
          <div className={cx(styles.side)}>
            <CustomerFacts customers={home.data.customers} />
            <QuotaFacts quota={status.quota} />
          </div>
        </>
      ) : home.isPending ? (
        <HomeSkeleton />
      ) : null}
    </Stack>
  );
}
