import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { SendBatchDto } from '../../../src/contract/delivery/send.ts';
import { sendBatchQuery } from '../../api/delivery.ts';
import { closedBatch, rememberClosed } from './batch-dismissal.ts';

const BatchProgress = lazy(() => import('./batch-progress.tsx'));
const SHOWN_FOR_MS = 24 * 60 * 60_000;

/** What is over stays in sight until it is closed, or for a day. */
function isShown(batch: SendBatchDto, closed: string | null): boolean {
  if (batch.total === 0) return false;
  if (batch.left > 0) return true;
  return batch.id !== closed && Date.now() - Date.parse(batch.started) < SHOWN_FOR_MS;
}

interface Props {
  /** When this browser last sent many at once, milliseconds; null: it did not. */
  sentAt: number | null;
  onShowFailed: () => void;
}

/** The latest request of many at once, read from the server: a reload loses nothing. */
export function LatestBatch({ sentAt, onShowFailed }: Props) {
  const { data: batch, dataUpdatedAt } = useQuery(sendBatchQuery);
  const [closed, setClosed] = useState(closedBatch);
  if (!batch || !isShown(batch, closed)) return null;
  return (
    <Suspense fallback={null}>
      <BatchProgress
        key={batch.id}
        batch={batch}
        isNew={sentAt !== null && dataUpdatedAt > sentAt}
        onShowFailed={onShowFailed}
        onClose={() => {
          rememberClosed(batch.id);
          setClosed(batch.id);
        }}
      />
    </Suspense>
  );
}
