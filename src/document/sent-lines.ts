import { Decimal } from 'decimal.js';
import type { SentLine } from '../domain/aftercare/sent-document.ts';
import { grossFactor } from '../domain/money.ts';
import { summarizeVat } from './fic-rounding.ts';
import type { IssuedDocument } from './issued-document.ts';
import { fitSum } from './parts.ts';

/**
 * The document's lines as they are kept: each with what it comes to, so that all lines of a VAT type come to that type's
 * gross, to the cent, whichever way the prices were written.
 */
export function sentLines({ items, priceMode }: IssuedDocument): SentLine[] {
  const grossByType = new Map(
    summarizeVat(items, priceMode).map((type) => [type.vatTypeId, type.netCents + type.vatCents]),
  );
  const gross = new Array<number>(items.length).fill(0);
  for (const [type, cents] of grossByType) {
    const places = items.flatMap((item, place) => (item.vatTypeId === type ? [place] : []));
    const exact = places.map((place) => {
      const item = items[place];
      if (item === undefined) return new Decimal(0);
      const line = item.quantity.times(item.price);
      return priceMode === 'gross' ? line : line.times(grossFactor(item.vatPercent));
    });
    const fitted = fitSum(exact, cents);
    places.forEach((place, index) => {
      gross[place] = fitted[index] ?? 0;
    });
  }
  return items.map(({ kind, name, code, quantity, vatTypeId, vatPercent }, place) => ({
    kind,
    name,
    code,
    quantity: quantity.toFixed(),
    vatTypeId,
    vatPercent,
    grossCents: gross[place] ?? 0,
  }));
}
