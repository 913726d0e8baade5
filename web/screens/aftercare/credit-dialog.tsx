import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import { Button, Group, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CreditableDto, CreditBody } from '../../../src/contract/aftercare/acts.ts';
import type { OrderDto } from '../../../src/contract/orders/orders.ts';
import { aftercareApi, creditableQuery, creditPreviewQuery } from '../../api/aftercare.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorMessage } from '../../components/error-message.tsx';
import { Notice } from '../../components/notice.tsx';
import { notify } from '../../components/notify.tsx';
import { BlockSkeleton } from '../../components/skeletons.tsx';
import { formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';
import { orderName } from '../orders/order-name.ts';
import { CreditLines } from './credit-lines.tsx';
import { CreditPaper } from './credit-paper.tsx';

const t = texts.aftercare.credit;
const previewDelayMs = 250;

interface Props {
  order: OrderDto;
  opened: boolean;
  trigger: HTMLElement | null;
  onClose: () => void;
}

/** *Nota di credito*: what of the invoice is credited, with what was credited before and how it will look. */
export default function CreditDialog({ order, opened, trigger, onClose }: Props) {
  const creditable = useQuery({ ...creditableQuery(order.id), enabled: opened });
  return (
    <Dialog opened={opened} onClose={onClose} trigger={trigger} size="lg" title={t.title(orderName(order))}>
      {creditable.isPending ? <BlockSkeleton rows={3} height={48} /> : null}
      {creditable.error ? (
        <ErrorMessage error={creditable.error} onRetry={() => void creditable.refetch()} />
      ) : null}
      {creditable.data ? <CreditForm order={order} creditable={creditable.data} onClose={onClose} /> : null}
    </Dialog>
  );
}

type Way = 'whole' | 'lines' | 'amount';

/** What is asked for; null while it is nothing. */
function bodyOf(way: Way, quantities: Record<number, number>, amount: number): CreditBody | null {
  if (way === 'whole') return {};
  if (way === 'amount') return amount > 0 ? { amount } : null;
  const lines = Object.entries(quantities).flatMap(([line, quantity]) =>
    quantity > 0 ? [{ line: Number(line), quantity }] : [],
  );
  return lines.length === 0 ? null : { lines };
}

function CreditForm({
  order,
  creditable,
  onClose,
}: {
  order: OrderDto;
  creditable: CreditableDto;
  onClose: () => void;
}) {
  const [way, setWay] = useState<Way>('whole');
  const [quantities, setQuantities] = useState<Record<number, number>>({});
  const [amount, setAmount] = useState(0);
  const body = bodyOf(way, quantities, amount);
  const [asked] = useDebouncedValue(body, previewDelayMs);
  const { currency, invoice, gross, left, byAmount, awaitsSdi } = creditable;
  const creditNotes = creditable.creditNotes.filter(({ state }) => state !== 'failed');
  const money = (value: number) => formatMoney(value, currency);
  const isOver = left <= 0;
  const preview = useQuery(creditPreviewQuery(order.id, isOver ? null : asked));
  const crediting = useMutation({
    mutationFn: (what: CreditBody) => aftercareApi.credit(order.id, what),
    onSuccess: () => {
      notify({ message: texts.aftercare.asked(orderName(order)) });
      onClose();
    },
  });
  const error = crediting.error ?? (asked === null ? null : preview.error);
  return (
    <Stack gap="md">
      <Text size="sm">
        {t.intro(invoice.number, money(gross))} {isOver ? t.nothingLeft : t.left(money(left))}
      </Text>
      {awaitsSdi && !isOver ? (
        <Notice tone="info" role="note">
          {t.awaits}
        </Notice>
      ) : null}
      {creditNotes.length > 0 ? (
        <div>
          <Text size="sm" fw={600}>
            {t.before}
          </Text>
          {creditNotes.map((note) => (
            <Text key={note.id} size="sm">
              {note.number ? t.note(note.number, money(note.gross)) : t.noteUnderWay(money(note.gross))}
            </Text>
          ))}
        </div>
      ) : null}
      {isOver ? null : (
        <Radio.Group label={t.what} value={way} onChange={(value) => setWay(value as Way)}>
          <Stack gap="xs" mt="xs">
            <Radio value="whole" label={t.whole} data-autofocus />
            <Radio value="lines" label={t.lines} />
            {byAmount ? <Radio value="amount" label={t.amount} /> : null}
          </Stack>
        </Radio.Group>
      )}
      {way === 'lines' && !isOver ? (
        <CreditLines creditable={creditable} quantities={quantities} onChange={setQuantities} />
      ) : null}
      {way === 'amount' && !isOver ? (
        <NumberInput
          hideControls
          maw={200}
          label={t.amountLabel}
          value={amount}
          min={0}
          max={left}
          decimalScale={2}
          decimalSeparator=","
          allowNegative={false}
          onChange={(value) => setAmount(Number(value) || 0)}
        />
      ) : null}
      {preview.data && body !== null ? <CreditPaper preview={preview.data} /> : null}
      {error ? <ErrorMessage error={error} /> : null}
      <Text size="xs" c="dimmed">
        {body === null && !isOver ? t.choose : t.hint}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {texts.common.cancel}
        </Button>
        <Button
          disabled={body === null || isOver}
          loading={crediting.isPending}
          onClick={() => body !== null && crediting.mutate(body)}
        >
          {t.confirm}
        </Button>
      </Group>
    </Stack>
  );
}
