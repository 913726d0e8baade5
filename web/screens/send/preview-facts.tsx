import { Button, Collapse, Text } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { OrderDetailDto, PreviewDto } from '../../../src/contract/schemas.ts';
import { cx } from '../../components/cx.ts';
import { DataTable } from '../../components/data-table.tsx';
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
        <DataTable label={t.linesLabel} className={styles.lines}>
          <thead>
            <tr>
              <th scope="col">{t.linesTable.name}</th>
              <th scope="col" className={cx(styles.number)}>
                {t.linesTable.quantity}
              </th>
              <th scope="col" className={cx(styles.number)}>
                {document.pricesIncludeVat ? t.priceWithVat : t.priceWithoutVat}
              </th>
              <th scope="col" className={cx(styles.number)}>
                {t.linesTable.vat}
              </th>
            </tr>
          </thead>
          <tbody>
            {document.items.map((item, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a document's lines have no id and never move
              <tr key={line}>
                <td className={cx(styles.name)}>
                  {item.name}
                  {item.description ? (
                    <Text size="xs" c="dimmed">
                      {item.description}
                    </Text>
                  ) : null}
                </td>
                <td className={cx(styles.number)}>{formatDecimal(item.quantity)}</td>
                <td className={cx(styles.number)}>{formatMoney(item.price, document.currency)}</td>
                <td className={cx(styles.number)}>{percentText(item.vatPercent)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </Collapse>
    </div>
  );
}

/** What will be created: which kind of document, for whom, how many lines, which total, paid or not. */
export function PreviewFacts({ order, preview }: { order: OrderDetailDto; preview: PreviewDto }) {
  const { document, totals } = preview;
  const kind = document?.kind ?? (order.invoiceRequested ? 'invoice' : 'order');
  const differs = document !== null && Math.abs(totals.gross - preview.shopTotal) >= 0.005;
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
          {differs ? ` · ${t.facts.shopTotal} ${formatMoney(preview.shopTotal, currency)}` : ''}
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
