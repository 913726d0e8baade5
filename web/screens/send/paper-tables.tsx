import type { PreviewDto } from '../../../src/contract/orders/preview.ts';
import { cx } from '../../components/cx.ts';
import { DataTable } from '../../components/data-table.tsx';
import { formatDecimal, formatMoney, formatPrice } from '../../format.ts';
import { texts } from '../../texts.ts';
import { percentText } from '../settings/options.ts';
import styles from './paper.module.css';

export type PreviewDocument = NonNullable<PreviewDto['document']>;

const t = texts.preview;
const number = cx(styles.number);
const wide = cx(styles.number, styles.wide);

/** A line: on a phone its numbers stand under its name, all but the amount. */
function Line({ item, currency }: { item: PreviewDocument['items'][number]; currency: string }) {
  const quantity = formatDecimal(item.quantity);
  const price = formatPrice(item.price, currency);
  const vat =
    item.nature === null ? percentText(item.vatPercent) : `${percentText(item.vatPercent)} ${item.nature}`;
  return (
    <tr>
      <td className={cx(styles.code, styles.wide)}>{item.code}</td>
      <td className={cx(styles.text)}>
        {item.name}
        {item.description ? <div className={cx(styles.label)}>{item.description}</div> : null}
        {item.code ? <div className={cx(styles.label, styles.narrow)}>{item.code}</div> : null}
        <div className={cx(styles.label, styles.narrow)}>{t.inOneLine(quantity, price, vat)}</div>
        {item.stock ? <div className={cx(styles.label)}>{t.stock}</div> : null}
      </td>
      <td className={wide}>{quantity}</td>
      <td className={wide}>{price}</td>
      <td className={wide}>{vat}</td>
      <td className={number}>{formatMoney(item.amount, currency)}</td>
    </tr>
  );
}

type Printed = Pick<PreviewDocument, 'items' | 'currency' | 'pricesIncludeVat' | 'vatSummary'>;

export function Lines({ document }: { document: Printed }) {
  const { columns } = t;
  return (
    <DataTable label={t.lines} className={styles.table}>
      <thead>
        <tr>
          <th scope="col" className={cx(styles.wide)}>
            {columns.code}
          </th>
          <th scope="col">{columns.name}</th>
          <th scope="col" className={wide}>
            {columns.quantity}
          </th>
          <th scope="col" className={wide}>
            {document.pricesIncludeVat ? columns.priceWithVat : columns.priceWithoutVat}
          </th>
          <th scope="col" className={wide}>
            {columns.vat}
          </th>
          <th scope="col" className={number}>
            {columns.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {document.items.map((item, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a document's lines have no id and never move
          <Line key={line} item={item} currency={document.currency} />
        ))}
      </tbody>
    </DataTable>
  );
}

/** What each rate taxes, as at the foot of an invoice. */
export function VatSummary({ document }: { document: Printed }) {
  const { currency, vatSummary } = document;
  return (
    <DataTable label={t.summary} className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t.rate}</th>
          <th scope="col" className={number}>
            {t.net}
          </th>
          <th scope="col" className={number}>
            {t.vat}
          </th>
        </tr>
      </thead>
      <tbody>
        {vatSummary.map((row) => (
          <tr key={`${row.percent} ${row.nature} ${row.description}`}>
            <td className={cx(styles.text)}>
              {texts.settings.vat.label(percentText(row.percent), row.description)}
              {row.nature ? <span className={cx(styles.label)}> {t.nature(row.nature)}</span> : null}
            </td>
            <td className={number}>{formatMoney(row.net, currency)}</td>
            <td className={number}>{formatMoney(row.vat, currency)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
