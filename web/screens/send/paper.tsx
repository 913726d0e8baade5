import type { PreviewDto } from '../../../src/contract/orders/preview.ts';
import { cx } from '../../components/cx.ts';
import { formatDay, formatMoney } from '../../format.ts';
import { texts } from '../../texts.ts';
import styles from './paper.module.css';
import { Lines, type PreviewDocument, VatSummary } from './paper-tables.tsx';

const t = texts.preview;

/** Kind, number series, date, template: what stands at the top left. */
function Heading({ document }: { document: PreviewDocument }) {
  const { numeration } = document;
  const number = numeration === '' ? t.nextMain : t.next(numeration, `12${numeration}`);
  return (
    <div>
      <p className={cx(styles.kind)}>{t.kinds[document.kind]}</p>
      <div>
        <span className={cx(styles.label)}>{t.number}:</span> {number}
      </div>
      <div>
        <span className={cx(styles.label)}>{t.date}:</span> {formatDay(document.date)}
      </div>
      <div>
        <span className={cx(styles.label)}>{t.subject}:</span> {document.visibleSubject}
      </div>
      {document.template ? (
        <div>
          <span className={cx(styles.label)}>{t.template}:</span> {document.template}
        </div>
      ) : null}
    </div>
  );
}

function Buyer({ entity }: { entity: PreviewDocument['entity'] }) {
  const numbers: [string, string | null][] = [
    [t.vatNumber, entity.vatNumber],
    [t.taxCode, entity.taxCode],
    [t.eInvoiceCode, entity.eInvoiceCode],
    [t.certifiedEmail, entity.certifiedEmail],
    [t.email, entity.email],
  ];
  return (
    <div>
      <div className={cx(styles.label)}>{t.buyer}</div>
      <address className={cx(styles.address)}>
        <strong>{entity.name || texts.orders.noCustomer}</strong>
        {entity.address.map((line) => `\n${line}`)}
      </address>
      {numbers.map(([name, value]) =>
        value ? (
          <div key={name} className={cx(styles.text)}>
            <span className={cx(styles.label)}>{name}</span> {value}
          </div>
        ) : null,
      )}
    </div>
  );
}

function Totals({ preview, document }: { preview: PreviewDto; document: PreviewDocument }) {
  const { totals, shopTotal } = preview;
  const { currency, splitPayment, due } = document;
  const differs = Math.round(totals.gross * 100) !== Math.round(shopTotal * 100);
  return (
    <dl className={cx(styles.totals)}>
      <div>
        <dt>{t.net}</dt>
        <dd>{formatMoney(totals.net, currency)}</dd>
      </div>
      <div>
        <dt>{t.vat}</dt>
        <dd>{formatMoney(totals.vat, currency)}</dd>
      </div>
      <div className={cx(styles.grand)}>
        <dt>{t.total}</dt>
        <dd>{formatMoney(totals.gross, currency)}</dd>
      </div>
      {splitPayment ? (
        <div>
          <dt>{t.due}</dt>
          <dd>{formatMoney(due, currency)}</dd>
        </div>
      ) : null}
      {differs ? (
        <div className={cx(styles.differs)}>
          <dt>{t.shopTotal}</dt>
          <dd>{formatMoney(shopTotal, currency)}</dd>
        </div>
      ) : null}
    </dl>
  );
}

function Payments({ document }: { document: PreviewDocument }) {
  const { payments, paymentMethod, currency } = document;
  if (payments.length === 0 && !paymentMethod) return null;
  return (
    <div className={cx(styles.section)}>
      <div className={cx(styles.label)}>{t.payment}</div>
      {paymentMethod ? <div>{paymentMethod}</div> : null}
      {payments.map((payment) => (
        <div key={`${payment.dueDate} ${payment.amount}`}>
          {[
            formatMoney(payment.amount, currency),
            payment.paidDate === null
              ? t.dueBy(formatDay(payment.dueDate))
              : t.paid(formatDay(payment.paidDate)),
            ...(payment.account === null ? [] : [t.account(payment.account)]),
          ].join(' · ')}
        </div>
      ))}
    </div>
  );
}

/** What the tax office is told beside the lines: stamp duty, split payment, a public body's codes. */
function FiscalNotes({ document }: { document: PreviewDocument }) {
  const { stampDuty, splitPayment, cig, cup, currency } = document;
  const rows = [
    ...(stampDuty > 0 ? [t.stampDuty(formatMoney(stampDuty, currency))] : []),
    ...(splitPayment ? [t.splitPayment] : []),
    ...(cig === null ? [] : [t.cig(cig)]),
    ...(cup === null ? [] : [t.cup(cup)]),
  ];
  if (rows.length === 0) return null;
  return (
    <div className={cx(styles.section)}>
      {rows.map((row) => (
        <div key={row}>{row}</div>
      ))}
    </div>
  );
}

/** A document as it will be printed. */
export function PreviewPaper({ preview, document }: { preview: PreviewDto; document: PreviewDocument }) {
  const { entity, notes } = document;
  return (
    <article className={cx(styles.paper)} aria-label={t.label}>
      <div className={cx(styles.head)}>
        <Heading document={document} />
        <Buyer entity={entity} />
      </div>
      {entity.shippingAddress ? (
        <div className={cx(styles.section)}>
          <div className={cx(styles.label)}>{t.shipping}</div>
          <address className={cx(styles.address)}>{entity.shippingAddress}</address>
        </div>
      ) : null}
      <Lines document={document} />
      <div className={cx(styles.foot)}>
        <VatSummary document={document} />
        <Totals preview={preview} document={document} />
      </div>
      <FiscalNotes document={document} />
      <Payments document={document} />
      {notes ? (
        <div className={cx(styles.section)}>
          <div className={cx(styles.label)}>{t.notes}</div>
          <div className={cx(styles.address)}>{notes}</div>
        </div>
      ) : null}
    </article>
  );
}
