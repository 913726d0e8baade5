import type { SalesSeen, VatType } from './catalogue.ts';

/** Where goods at 0 % go, as the settings tell them apart. */
export type Destination = keyof SalesSeen['destinations'];

/** Natura of what goes there: intra-EU supplies, exports, San Marino. Source: the law's table of natures. */
const natureOf: Record<Destination, string> = { euBusiness: 'N3.2', extraEu: 'N3.1', sanMarino: 'N3.3' };
/** Sales of a seller in the flat-rate scheme. */
const flatRateNature = 'N2.2';

/** Settings that only some merchants need, where we can tell that this one does; VAT types null where none or several fit. */
export interface Proposals {
  /** null: the company is not in the flat-rate scheme, or no VAT type fits. */
  flatRateVatTypeId: number | null;
  destinations: { destination: Destination; suggestedVatTypeId: number | null }[];
  /** `DE:19` (country, percent). */
  ossRates: { rate: string; suggestedVatTypeId: number | null }[];
}

/**
 * @param seen.regime As Fatture in Cloud tells it (`forfettario_5`, `forfettario_15`…); null where it was not told.
 */
export function propose(
  seen: { regime: string | null; sales: SalesSeen },
  vatTypes: readonly VatType[],
): Proposals {
  const destinations = Object.keys(natureOf) as Destination[];
  return {
    flatRateVatTypeId: seen.regime?.startsWith('forfettario') ? ofNature(flatRateNature, vatTypes) : null,
    destinations: destinations
      .filter((destination) => seen.sales.destinations[destination])
      .map((destination) => ({
        destination,
        suggestedVatTypeId: ofNature(natureOf[destination], vatTypes),
      })),
    ossRates: [...seen.sales.ossRates].sort().map((rate) => ({
      rate,
      suggestedVatTypeId: onlyOne(vatTypes.filter(({ value }) => value === percentOf(rate))),
    })),
  };
}

/** `DE:19` → 19, `FI:25.5` → 25.5. */
export const percentOf = (ossRate: string): number => Number(ossRate.slice(ossRate.indexOf(':') + 1));

/** The lowest id where several have the natura: the standard ones come before the company's own. */
function ofNature(nature: string, vatTypes: readonly VatType[]): number | null {
  const ids = vatTypes.filter((type) => type.value === 0 && type.nature === nature).map(({ id }) => id);
  return ids.length === 0 ? null : Math.min(...ids);
}

const onlyOne = (types: readonly VatType[]): number | null =>
  types.length === 1 ? (types[0]?.id ?? null) : null;
