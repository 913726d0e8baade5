import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { salesQuery } from '../../api/receipts.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { formatDay, formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';

const t = texts.receipts.sales;

/** As many as the API lists. */
const LISTED = 1000;

interface Props {
  /** Whose sales; the last one stays in sight while the dialog closes. */
  of: { day: string; vatTypeId: number | null };
  opened: boolean;
  onClose: () => void;
}

/** The orders behind a figure of the register. */
export default function SalesDialog({ of, opened, onClose }: Props) {
  const sales = useQuery({ ...salesQuery(of.day, of.vatTypeId), enabled: opened });
  const rows = sales.data?.sales ?? [];
  return (
    <Dialog opened={opened} onClose={onClose} title={t.title(formatDay(of.day))} size="lg">
      {sales.isPending ? (
        <BlockSkeleton rows={3} height={36} />
      ) : sales.isError ? (
        <ErrorMessage error={sales.error} onRetry={() => void sales.refetch()} retrying={sales.isFetching} />
      ) : rows.length === 0 ? (
        <Text size="sm">{t.none}</Text>
      ) : (
        <Stack gap="xs">
          {rows.length >= LISTED ? (
            <Text size="sm" c="dimmed">
              {t.most}
            </Text>
          ) : null}
          <DataTable label={t.title(formatDay(of.day))}>
            <thead>
              <tr>
                <th scope="col">{t.order}</th>
                <th scope="col">{t.customer}</th>
                <th scope="col">{t.amount}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.orderId} ${row.refund}`}>
                  <td>#{row.shortId ?? row.orderId}</td>
                  <td>{row.customer === null || row.customer === '' ? t.unknown : row.customer}</td>
                  <td>
                    {formatMoney(row.gross, 'EUR')}
                    {row.refund ? ` (${t.refund})` : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        </Stack>
      )}
    </Dialog>
  );
}
