import { Button, Divider, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { receiptsApi, registerQuery } from '../../api/receipts.ts';
import { settingsQuery } from '../../api/settings.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { formatDay } from '../../format.ts';
import { texts } from '../../texts.ts';
import { monthOf, monthsFrom, todayInRome } from './months.ts';
import { Closing, Recording } from './recording.tsx';
import { RegisterTable } from './register-table.tsx';

const SalesDialog = lazy(() => import('./sales-dialog.tsx'));

const t = texts.receipts;

/** A day is written within a second or two. */
const ASKED_POLLING_MS = 700;

/** *Corrispettivi*: a month of sales without an invoice, and whether they are recorded in Fatture in Cloud. */
export default function ReceiptsScreen() {
  const today = todayInRome();
  const [month, setMonth] = useState(monthOf(today));
  const [sales, setSales] = useState<{ day: string; vatTypeId: number | null } | null>(null);
  const [opened, setOpened] = useState(false);
  /** A day that was just asked to be recorded, until that is seen. */
  const [asked, setAsked] = useState<string | null>(null);
  const register = useQuery({
    ...registerQuery(month),
    placeholderData: keepPreviousData,
    ...(asked === null ? {} : { refetchInterval: ASKED_POLLING_MS }),
  });
  const settings = useQuery(settingsQuery);
  const { data } = register;
  const settled = data?.days.find(({ date }) => date === asked)?.state;
  useEffect(() => {
    if (settled === 'recorded' || settled === 'failed' || settled === 'waiting') setAsked(null);
  }, [settled]);

  return (
    <Stack gap="md">
      <PageTitle focus intro={t.intro}>
        {t.title}
      </PageTitle>
      <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
        <Group align="end" mb="md">
          <Button variant="default" onClick={() => setMonth(monthsFrom(month, -1))} aria-label={t.previous}>
            ‹
          </Button>
          <TextInput
            type="month"
            label={t.month}
            value={month}
            max={monthOf(today)}
            onChange={(event) => {
              const { value } = event.currentTarget;
              if (/^\d{4}-\d{2}$/.test(value)) setMonth(value);
            }}
          />
          <Button
            variant="default"
            disabled={month >= monthOf(today)}
            onClick={() => setMonth(monthsFrom(month, 1))}
            aria-label={t.next}
          >
            ›
          </Button>
          <Button variant="default" component="a" href={receiptsApi.registerCsv(month)} download>
            {t.csv}
          </Button>
        </Group>
        {data?.knownSince && monthOf(data.knownSince) >= month ? (
          <Text size="sm" c="dimmed" mb="sm">
            {t.since(formatDay(data.knownSince))}
          </Text>
        ) : null}
        {data === undefined ? (
          register.isPending ? (
            <BlockSkeleton rows={4} height={44} />
          ) : (
            <ErrorMessage
              error={register.error}
              retrying={register.isFetching}
              onRetry={() => void register.refetch()}
            />
          )
        ) : data.days.length === 0 ? (
          <Text size="sm">{t.none}</Text>
        ) : (
          <RegisterTable
            register={data}
            today={today}
            asked={asked}
            onAsked={setAsked}
            open={(day, vatTypeId) => {
              setSales({ day, vatTypeId });
              setOpened(true);
            }}
          />
        )}
      </Paper>
      {settings.data && data ? (
        <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
          <Stack gap="lg">
            <Recording settings={settings.data} />
            <Divider />
            <Closing key={data.closedUntil} closedUntil={data.closedUntil} />
          </Stack>
        </Paper>
      ) : null}
      {sales === null ? null : (
        <Suspense fallback={null}>
          <SalesDialog of={sales} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </Stack>
  );
}
