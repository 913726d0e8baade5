import { eInvoiceTexts } from './panel/e-invoice.ts';

const { send, resend } = eInvoiceTexts;

const otherEnds = [
  /: the (?:waiting orders|order) will go by (?:themselves|itself)/g,
  /: if it is not there, send it again/g,
  /[,;]? (?:then|and) send (?:it |the order )?again(?: from the “…” menu)?/g,
  /: send the order again/g,
  /[,;] then (?:press )?try again/gi,
];

export function pressing(fix: string, offers: 'send' | 'resend', isOwn: boolean): string {
  const [button, other] = offers === 'send' ? [send, resend] : [resend, send];
  if (fix.includes(send) || fix.includes(resend)) return fix.replaceAll(other, button);
  if (isOwn) return fix;
  const again = /^Try again(?: shortly)?;/;
  if (again.test(fix)) return fix.replace(again, `Press ${button};`);
  const mend = otherEnds.reduce((text, end) => text.replace(end, ''), fix).replace(/\.$/, '');
  return `${mend}; then press ${button}.`;
}
