import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProductsReportDto } from '../../../../src/contract/products/report.ts';
import { type ProductFilters, productsApi } from '../../../api/products.ts';
import { cx } from '../../../components/cx.ts';
import { DataTable } from '../../../components/data-table.tsx';
import { ErrorMessage } from '../../../components/error-message.tsx';
import { BlockSkeleton } from '../../../components/skeletons.tsx';
import { StateBadge } from '../../../components/state-badge.tsx';
import { formatDateTime, formatInteger } from '../../../format.ts';
import { texts } from '../../../texts.ts';
import styles from './product-report.module.css';

const t = texts.settings.products.report;
const searchDelayMs = 300;
const states = ['matched', 'missing', 'duplicate'] as const;
const tones = { matched: 'success', missing: 'warning', duplicate: 'error' } as const;

function Rows({ rows }: { rows: ProductsReportDto['rows'] }) {
  return (
    <DataTable label={t.table.caption} className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t.table.sku}</th>
          <th scope="col">{t.table.title}</th>
          <th scope="col">{t.table.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.sku} ${row.title}`}>
            <td className={cx(styles.text)}>{row.sku === '' ? t.noSku : row.sku}</td>
            <td className={cx(styles.text)}>{row.title}</td>
            <td>
              <StateBadge tone={tones[row.state]}>{t.states[row.state]}</StateBadge>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

/** Which of the shop's SKUs Fatture in Cloud knows: only those move its stock. */
export function ProductReport() {
  const client = useQueryClient();
  const [filters, setFilters] = useState<ProductFilters>({ q: '', state: '' });
  const [q] = useDebouncedValue(filters.q.trim(), searchDelayMs);
  const wanted = { ...filters, q };
  const report = useInfiniteQuery({
    queryKey: ['products', wanted],
    queryFn: ({ pageParam, signal }) => productsApi.productsReport(wanted, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const refresh = useMutation({
    mutationFn: productsApi.refreshProducts,
    onSettled: () => client.invalidateQueries({ queryKey: ['products'] }),
  });
  const [first] = report.data?.pages ?? [];
  const rows = report.data?.pages.flatMap((page) => page.rows) ?? [];

  return (
    <section aria-labelledby="product-report-title">
      <Title order={2} size="h5" id="product-report-title">
        {t.title}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm" maw={720}>
        {t.text}
      </Text>
      <Stack gap="md">
        <Group align="end">
          <TextInput
            label={t.search}
            value={filters.q}
            onChange={(event) => setFilters({ ...filters, q: event.currentTarget.value })}
          />
          <NativeSelect
            label={t.state}
            value={filters.state}
            data={[
              { value: '', label: t.all },
              ...states.map((value) => ({ value, label: t.states[value] })),
            ]}
            onChange={(event) =>
              setFilters({ ...filters, state: event.currentTarget.value as ProductFilters['state'] })
            }
          />
          <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate()}>
            {t.refresh}
          </Button>
          <Button variant="default" component="a" href={productsApi.productsCsv(wanted)} download>
            {t.csv}
          </Button>
        </Group>
        {refresh.error ? <ErrorMessage error={refresh.error} /> : null}
        {first ? (
          <Text size="sm" c="dimmed" role="status">
            {first.readAt === null ? t.never : t.readAt(formatDateTime(first.readAt))}
            {first.readAt === null
              ? ''
              : ` · ${t.counts.matched}: ${formatInteger(first.counts.matched)} · ${t.counts.missing}: ${formatInteger(first.counts.missing)} · ${t.counts.duplicated}: ${formatInteger(first.counts.duplicated)}`}
          </Text>
        ) : null}
        {report.isPending ? (
          <BlockSkeleton rows={3} height={36} />
        ) : report.isError ? (
          <ErrorMessage
            error={report.error}
            retrying={report.isFetching}
            onRetry={() => void report.refetch()}
          />
        ) : rows.length > 0 ? (
          <Rows rows={rows} />
        ) : (
          <Text size="sm" c="dimmed">
            {t.none}
          </Text>
        )}
        {report.hasNextPage ? (
          <div>
            <Button
              variant="default"
              loading={report.isFetchingNextPage}
              onClick={() => void report.fetchNextPage()}
            >
              {texts.orders.more}
            </Button>
          </div>
        ) : null}
      </Stack>
    </section>
  );
}
