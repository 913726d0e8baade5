import { eInvoiceTexts } from './panel/e-invoice.ts';

const { send, resend } = eInvoiceTexts;

/** How the mends of an order's own problems end: by another button, or by themselves. An invoice that exists does neither. */
const otherEnds = [
  /: (?:gli ordini in attesa partiranno|l'ordine partirà) da sol[oi]/g,
  /: se non c'è, invialo di nuovo/g,
  /[,;]? (?:poi|e) invia(?:lo|la)? di nuovo(?: l'ordine)?/g,
  /: invia di nuovo l'ordine/g,
  /[,;] poi (?:premi )?riprova/gi,
];

/**
 * What to do about an invoice, with the button that is offered beside it.
 *
 * @param fix A problem's. One of an invoice's way (`isOwn`) says itself how to go on; an order's ends with the button.
 */
export function pressing(fix: string, offers: 'send' | 'resend', isOwn: boolean): string {
  const [button, other] = offers === 'send' ? [send, resend] : [resend, send];
  if (fix.includes(send) || fix.includes(resend)) return fix.replaceAll(other, button);
  if (isOwn) return fix;
  const again = /^Riprova(?: tra poco)?;/;
  if (again.test(fix)) return fix.replace(again, `Premi ${button};`);
  const mend = otherEnds.reduce((text, end) => text.replace(end, ''), fix).replace(/\.$/, '');
  return `${mend}; poi premi ${button}.`;
}
