import type { CreditPreviewDto } from '../../../src/contract/aftercare/acts.ts';
import { cx } from '../../components/cx.ts';
import { formatDay, formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';
import styles from '../send/paper.module.css';
import { Lines, VatSummary } from '../send/paper-tables.tsx';

const t = texts.aftercare.credit;
const p = texts.preview;

function Heading({ preview }: { preview: CreditPreviewDto }) {
  const { numeration, date, invoice } = preview;
  const facts: [string, string][] = [
    [p.number, numeration === '' ? p.nextMain : p.next(numeration, `12${numeration}`)],
    [p.date, formatDay(date)],
    [t.reference, t.invoice(invoice.number, formatDay(invoice.date))],
  ];
  return (
    <div>
      <p className={cx(styles.kind)}>{t.kind}</p>
      {facts.map(([name, value]) => (
        <div key={name}>
          <span className={cx(styles.label)}>{name}:</span> {value}
        </div>
      ))}
    </div>
  );
}

function Totals({ preview }: { preview: CreditPreviewDto }) {
  const { net, vat, gross, due, currency } = preview;
  const rows: [string, number, string][] = [
    [p.net, net, ''],
    [p.vat, vat, ''],
    [p.total, gross, cx(styles.grand)],
    ...(due === gross ? [] : ([[p.due, due, '']] as [string, number, string][])),
  ];
  return (
    <dl className={cx(styles.totals)}>
      {rows.map(([name, amount, className]) => (
        <div key={name} className={className}>
          <dt>{name}</dt>
          <dd>{formatMoney(amount, currency)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The credit note as it will be printed; its buyer is the invoice's. */
export function CreditPaper({ preview }: { preview: CreditPreviewDto }) {
  const { invoice, currency, due, isPaidBack, left } = preview;
  return (
    <section className={cx(styles.paper)} aria-label={t.paper}>
      <div className={cx(styles.head)}>
        <Heading preview={preview} />
        <div>
          <div className={cx(styles.label)}>{p.buyer}</div>
          {t.buyer(invoice.number)}
        </div>
      </div>
      <Lines document={preview} />
      <div className={cx(styles.foot)}>
        <VatSummary document={preview} />
        <Totals preview={preview} />
      </div>
      <div className={cx(styles.section)}>
        <div>{(isPaidBack ? t.paidBack : t.setOff)(formatMoney(due, currency))}</div>
        <div className={cx(styles.label)}>{left > 0 ? t.after(formatMoney(left, currency)) : t.afterAll}</div>
      </div>
    </section>
  );
}
