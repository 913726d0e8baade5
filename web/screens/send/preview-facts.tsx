import { Button, Collapse, Table, Text } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { OrderDetailDto, PreviewDto } from '../../../src/contract/schemas.ts';
import { cx } from '../../components/cx.ts';
import { formatDateTime, formatDecimal, formatInteger, formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';
import { percentText } from '../settings/options.ts';
import styles from './preview-facts.module.css';

const t = texts.orders.send;

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className={cx(styles.fact)}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Document = NonNullable<PreviewDto['document']>;

function Lines({ document }: { document: Document }) {
  const [opened, setOpened] = useState(false);
  const region = useId();
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={opened}
        aria-controls={region}
        onClick={() => setOpened(!opened)}
      >
        {opened ? t.hideLines : t.showLines}
      </Button>
      <Collapse expanded={opened} id={region}>
        <Table mt="xs" fz="sm" aria-label={t.linesLabel} horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t.linesTable.name}</Table.Th>
              <Table.Th scope="col" ta="end">
                {t.linesTable.quantity}
              </Table.Th>
              <Table.Th scope="col" ta="end">
                {document.pricesIncludeVat ? t.priceWithVat : t.priceWithoutVat}
              </Table.Th>
              <Table.Th scope="col" ta="end">
                {t.linesTable.vat}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {document.items.map((item, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a document's lines have no id and never move
              <Table.Tr key={line}>
                <Table.Td className={cx(styles.name)}>
                  {item.name}
                  {item.description ? (
                    <Text size="xs" c="dimmed">
                      {item.description}
                    </Text>
                  ) : null}
                </Table.Td>
                <Table.Td ta="end">{formatDecimal(item.quantity)}</Table.Td>
                <Table.Td ta="end" className={cx(styles.price)}>
                  {formatMoney(item.price, document.currency)}
                </Table.Td>
                <Table.Td ta="end">{percentText(item.vatPercent)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Collapse>
    </div>
  );
}

/** What will be created: which kind of document, for whom, how many lines, which total, paid or not. */
export function PreviewFacts({ order, preview }: { order: OrderDetailDto; preview: PreviewDto }) {
  const { document, totals } = preview;
  const kind = document?.kind ?? (order.invoiceRequested ? 'invoice' : 'order');
  const currency = document?.currency ?? order.currency;
  return (
    <div>
      {document ? (
        <Text fw={600}>
          {t.will[kind]}{' '}
          <Text span inherit fw={400} c="dimmed">
            {t.why[kind]}
          </Text>
        </Text>
      ) : null}
      <dl className={cx(styles.facts)}>
        <Fact term={t.facts.document}>
          {document?.eInvoice ? t.electronic : texts.orders.kinds[kind]}
          {document && document.numeration !== '' ? ` (${t.facts.number} ${document.numeration})` : ''}
        </Fact>
        <Fact term={t.facts.customer}>
          {document?.entity.name || order.customer || texts.orders.noCustomer}
        </Fact>
        {document ? <Fact term={t.facts.lines}>{formatInteger(document.items.length)}</Fact> : null}
        <Fact term={t.facts.total}>
          <strong>{formatMoney(document ? totals.gross : order.total, currency)}</strong>
          {document ? ` (${t.facts.vat} ${formatMoney(totals.vat, currency)})` : ''}
        </Fact>
        <Fact term={t.facts.payment}>
          {order.paid ? texts.orders.paid : texts.orders.unpaid}
          {document?.paymentMethod ? ` · ${document.paymentMethod}` : ''}
        </Fact>
        <Fact term={t.facts.date}>{formatDateTime(order.date)}</Fact>
      </dl>
      {document ? <Lines document={document} /> : null}
    </div>
  );
}
