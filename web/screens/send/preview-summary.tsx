import { Button, Collapse, Text } from '@mantine/core';
import { useId, useState } from 'react';
import type { OrderDetailDto } from '../../../src/contract/orders/orders.ts';
import type { PreviewDto } from '../../../src/contract/orders/preview.ts';
import type { Asked } from '../../api/orders.ts';
import { formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';
import { NextStep } from '../e-invoice/next-step.tsx';
import { PreviewPaper } from './paper.tsx';
import type { PreviewDocument } from './paper-tables.tsx';

const t = texts.preview;

interface Props {
  order: OrderDetailDto;
  preview: PreviewDto;
  asked: Asked;
}

/** In short what will happen: which document, of how much, for whom; the whole of it behind a button. */
export function PreviewSummary({ order, preview, asked }: Props) {
  const { document } = preview;
  const kind = document?.kind ?? (order.invoiceRequested ? 'invoice' : 'order');
  const total = document
    ? formatMoney(preview.totals.gross, document.currency)
    : formatMoney(order.total, order.currency);
  const details = [
    t.to(document?.entity.name || order.customer || texts.orders.noCustomer),
    ...(document && document.numeration !== '' ? [t.numeration(document.numeration)] : []),
    order.paid ? texts.orders.paid : texts.orders.unpaid,
    ...(document?.paymentMethod ? [document.paymentMethod] : []),
    ...(document?.splitPayment ? [t.splitPaymentShort(formatMoney(document.due, document.currency))] : []),
    ...(document && document.stampDuty > 0
      ? [t.stampDutyShort(formatMoney(document.stampDuty, document.currency))]
      : []),
  ];
  return (
    <div>
      <Text fw={600} size="lg">
        {(preview.problems.length > 0 ? t.would : t.will)[kind](total)}
      </Text>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {details.join(' · ')}
      </Text>
      <Text size="sm" c="dimmed">
        {whyText(order, kind, asked)}
      </Text>
      {document?.sdiBy ? <NextStep sdiBy={document.sdiBy} /> : null}
      {document ? <Whole preview={preview} document={document} /> : null}
    </div>
  );
}

/** Why it is an invoice, or an order. */
function whyText(order: OrderDetailDto, kind: 'order' | 'invoice', asked: Asked): string {
  if (kind === 'order') return t.why.order;
  if (asked.kind === 'invoice') return t.why.asked;
  return order.invoiceRequested ? t.why.invoice : t.why.settings;
}

function Whole({ preview, document }: { preview: PreviewDto; document: PreviewDocument }) {
  const [opened, setOpened] = useState(false);
  const region = useId();
  return (
    <>
      <Button
        mt="xs"
        ml={-8}
        variant="subtle"
        size="compact-sm"
        aria-expanded={opened}
        aria-controls={region}
        onClick={() => setOpened(!opened)}
      >
        {opened ? t.hide : t.show}
      </Button>
      <Collapse expanded={opened} id={region}>
        {opened ? <PreviewPaper preview={preview} document={document} /> : null}
      </Collapse>
    </>
  );
}
