import { Button, Group, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrderDetailDto } from '../../../src/contract/orders/orders.ts';
import type { PreviewDto } from '../../../src/contract/orders/preview.ts';
import { type Asked, previewQuery } from '../../api/orders.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { ProblemList } from '../../components/problem-list.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { useFocusAfter } from '../../components/use-focus-after.ts';
import { texts } from '../../texts.ts';
import { AskedFor } from './asked-for.tsx';
import { PreviewPaper } from './paper.tsx';
import { PreviewSummary } from './preview-summary.tsx';
import type { SendOrderState } from './use-send-order.ts';

const t = texts.orders.send;

/** Why the last try did not work, unless the preview says the same. */
function LastTry({ order, preview }: { order: OrderDetailDto; preview: PreviewDto | undefined }) {
  const { delivery } = order;
  const told = preview?.problems.some(({ code }) => code === delivery?.problem?.code) ?? false;
  if (!delivery?.problem || told) return null;
  const title = delivery.state === 'skipped' ? t.skippedTitle : t.failedTitle;
  return <ProblemList tone="error" title={title} problems={[delivery.problem]} />;
}

interface Props {
  order: OrderDetailDto;
  state: SendOrderState;
  /** The document as it will be printed, instead of what will happen in short. */
  whole: boolean;
}

/** Before anything is sent: problems on top, then what will be created, then the button. */
export function Confirm({ order, state, whole }: Props) {
  const [asked, setAsked] = useState<Asked>({});
  const preview = useQuery({
    ...previewQuery(order.id, asked),
    // What is asked for changes lines of the document: it stays in sight until it is built anew.
    placeholderData: keepPreviousData,
  });
  const problems = preview.data?.problems ?? [];
  const warnings = preview.data?.warnings ?? [];
  const recheck = () => void preview.refetch();
  // After a try that failed it starts with why.
  const target = useFocusAfter(state.acted && !state.busy && !preview.isPending);
  return (
    <Stack gap="md" ref={target} tabIndex={-1}>
      {preview.isPending ? null : <LastTry order={order} preview={preview.data} />}
      {problems.length > 0 ? <ProblemList tone="error" title={t.problemsTitle} problems={problems} /> : null}
      {warnings.length > 0 ? (
        <ProblemList tone="warning" title={t.warningsTitle} problems={warnings} />
      ) : null}
      {preview.isPending ? (
        <BlockSkeleton rows={3} height={36} />
      ) : whole && preview.data?.document ? (
        <PreviewPaper preview={preview.data} document={preview.data.document} />
      ) : preview.data ? (
        <PreviewSummary order={order} preview={preview.data} asked={asked} />
      ) : (
        <ErrorMessage
          title={t.previewFailed}
          error={preview.error}
          retrying={preview.isFetching}
          onRetry={recheck}
        />
      )}
      {preview.data ? (
        <AskedFor order={order} preview={preview.data} asked={asked} onChange={setAsked} />
      ) : null}
      {problems.length > 0 ? (
        <Text size="sm" c="dimmed">
          {t.problemsNote}
        </Text>
      ) : null}
      <Group gap="sm">
        {problems.length > 0 ? (
          <Button loading={preview.isFetching} onClick={recheck}>
            {t.recheck}
          </Button>
        ) : null}
        <Button
          variant={problems.length > 0 ? 'default' : 'filled'}
          leftSection={<IconSend size={18} aria-hidden />}
          disabled={preview.isPending || preview.isPlaceholderData}
          loading={state.busy}
          onClick={() => state.send(asked)}
        >
          {t.button}
        </Button>
      </Group>
    </Stack>
  );
}
