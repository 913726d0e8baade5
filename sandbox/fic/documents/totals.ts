import { Decimal, round2, sum } from '../../common/money.ts';
import type { DocumentItem, FiscalDefaults, Rounding } from '../types.ts';

export interface Totals {
  net: Decimal;
  rivalsa: Decimal;
  cassa: Decimal;
  cassa2: Decimal;
  vat: Decimal;
  gross: Decimal;
  withholding: Decimal;
  otherWithholding: Decimal;
  stampDuty: Decimal;
  /** Gross + stamp duty − withholding taxes − discount on the amount due. */
  due: Decimal;
  /** By percent, e.g. `22`. */
  byRate: Map<string, { net: Decimal; vat: Decimal }>;
}

type Line = Pick<DocumentItem, 'qty' | 'net_price' | 'gross_price' | 'discount' | 'not_taxable'> & {
  vat: { value: number };
};

/** Quantity times price less the line's percentage, not rounded. */
export function exactAmount(price: number, line: Pick<Line, 'qty' | 'discount'>): Decimal {
  return new Decimal(price).times(line.qty).times(new Decimal(100).minus(line.discount)).div(100);
}

/** Net and VAT of the lines of one rate. How the real service rounds is documented in part: hence the variants, one of which nobody can explain. */
function rateTotals(lines: readonly Line[], percent: number, gross: boolean, rounding: Rounding) {
  const rate = new Decimal(percent).div(100);
  const grown = rate.plus(1);
  if (gross) {
    const amounts = lines.map((line) => exactAmount(line.gross_price, line));
    switch (rounding) {
      case 'per-rate': {
        const total = sum(amounts.map(round2));
        const net = round2(total.div(grown));
        return { net, vat: total.minus(net) };
      }
      case 'per-line': {
        const nets = amounts.map((amount) => round2(round2(amount).div(grown)));
        return { net: sum(nets), vat: sum(amounts.map(round2)).minus(sum(nets)) };
      }
      case 'whole': {
        const total = round2(sum(amounts));
        const net = round2(total.div(grown));
        return { net, vat: total.minus(net) };
      }
      case 'gross-from-net': {
        const net = sum(amounts.map((amount) => round2(amount.div(grown))));
        return { net, vat: round2(net.times(rate)) };
      }
      case 'odd-cent': {
        const total = sum(amounts.map(round2));
        return { net: total, vat: new Decimal('0.01') };
      }
    }
  }
  const amounts = lines.map((line) => exactAmount(line.net_price, line));
  switch (rounding) {
    case 'per-line':
      return {
        net: sum(amounts.map(round2)),
        vat: sum(amounts.map((amount) => round2(round2(amount).times(rate)))),
      };
    case 'whole':
      return { net: round2(sum(amounts)), vat: round2(sum(amounts).times(rate)) };
    case 'odd-cent': {
      const net = sum(amounts.map(round2));
      return { net, vat: round2(net.times(rate)).plus('0.01') };
    }
    case 'per-rate':
    case 'gross-from-net': {
      const net = sum(amounts.map(round2));
      return { net, vat: round2(net.times(rate)) };
    }
  }
}

/**
 * A document's totals, decimal euros. Rivalsa and cassa are percentages of the net, with VAT at the rate of
 * the first line; withholding taxes lower what is due; the stamp duty raises it.
 */
export function documentTotals(
  document: {
    items: readonly Line[];
    useGrossPrices: boolean;
    extras: FiscalDefaults;
    amountDueDiscount: number;
    splitPayment?: boolean;
  },
  rounding: Rounding,
): Totals {
  const byRate = new Map<string, { net: Decimal; vat: Decimal }>();
  const rates = [...new Set(document.items.map((item) => item.vat.value))];
  for (const percent of rates) {
    const lines = document.items.filter((item) => item.vat.value === percent);
    byRate.set(String(percent), rateTotals(lines, percent, document.useGrossPrices, rounding));
  }
  const { extras } = document;
  const net = sum([...byRate.values()].map((part) => part.net));
  const rivalsa = round2(net.times(extras.rivalsa).div(100));
  const base = net.plus(rivalsa);
  const cassa = round2(base.times(extras.cassa).div(100));
  const cassa2 = round2(base.times(extras.cassa2).div(100));
  const added = rivalsa.plus(cassa).plus(cassa2);
  const first = byRate.get(String(rates[0] ?? 0));
  if (first && !added.isZero()) {
    first.net = first.net.plus(added);
    first.vat = first.vat.plus(round2(added.times(rates[0] ?? 0).div(100)));
  }
  const vat = sum([...byRate.values()].map((part) => part.vat));
  const gross = net.plus(added).plus(vat);
  const withholding = round2(base.times(extras.withholding_tax).div(100));
  const otherWithholding = round2(base.times(extras.other_withholding_tax).div(100));
  const stampDuty = round2(extras.stamp_duty);
  // With split payment the buyer pays the VAT to the state: what is due is the rest.
  const due = gross
    .minus(document.splitPayment ? vat : 0)
    .plus(stampDuty)
    .minus(withholding)
    .minus(otherWithholding)
    .minus(round2(document.amountDueDiscount));
  return { net, rivalsa, cassa, cassa2, vat, gross, withholding, otherWithholding, stampDuty, due, byRate };
}

/** As the totals call answers, and a refusal of payments tells. */
export function totalsBody(totals: Totals, paymentsSum: Decimal): Record<string, unknown> {
  return {
    amount_net: totals.net.toNumber(),
    amount_rivalsa: totals.rivalsa.toNumber(),
    amount_net_with_rivalsa: totals.net.plus(totals.rivalsa).toNumber(),
    amount_cassa: totals.cassa.plus(totals.cassa2).toNumber(),
    taxable_amount: sum([...totals.byRate.values()].map((part) => part.net)).toNumber(),
    not_taxable_amount: 0,
    amount_vat: totals.vat.toNumber(),
    amount_gross: totals.gross.toNumber(),
    taxable_amount_withholding_tax: totals.net.toNumber(),
    amount_withholding_tax: totals.withholding.toNumber(),
    taxable_amount_other_withholding_tax: totals.net.toNumber(),
    amount_other_withholding_tax: totals.otherWithholding.toNumber(),
    stamp_duty: totals.stampDuty.toNumber(),
    amount_due: totals.due.toNumber(),
    is_enasarco_maximal_exceeded: false,
    payments_sum: paymentsSum.toNumber(),
    vat_list: Object.fromEntries(
      [...totals.byRate].map(([rate, part]) => [
        rate,
        { amount_net: part.net.toNumber(), amount_vat: part.vat.toNumber() },
      ]),
    ),
  };
}
