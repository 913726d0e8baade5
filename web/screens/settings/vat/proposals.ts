import type { CatalogueDto } from '../../../../src/contract/settings/catalogue.ts';
import { texts } from '../../../texts.ts';
import { fromId, percentText, vatTypeText } from '../options.ts';
import { countryText } from './countries.ts';
import { rateKey, readRate, type VatValues } from './vat-mapping.ts';

const t = texts.settings.vat.proposals;

interface Proposal {
  /** What we saw, and what it wants. */
  text: string;
  /** The form with it; null where a VAT type must be made in Fatture in Cloud first. */
  apply: ((values: VatValues) => VatValues) | null;
}

/** What only some merchants need and this one seems to, as long as nothing is chosen for it. */
export function openProposals(values: VatValues, { proposals, vatTypes }: CatalogueDto): Proposal[] {
  const named = (id: number | null) => {
    const type = vatTypes.find((candidate) => candidate.id === id);
    return type === undefined ? null : vatTypeText(type);
  };
  const found: Proposal[] = [];
  const flatRate = named(proposals.flatRateVatTypeId);
  if (flatRate !== null && values.flatRate === '') {
    const chosen = fromId(proposals.flatRateVatTypeId);
    found.push({ text: t.flatRate(flatRate), apply: (now) => ({ ...now, flatRate: chosen }) });
  }
  // Who charges no VAT needs no other rate.
  if (values.flatRate !== '' || flatRate !== null) return found;
  for (const { destination, suggestedVatTypeId } of proposals.destinations) {
    if (values.byDestination[destination] !== '') continue;
    const chosen = fromId(suggestedVatTypeId);
    const name = named(suggestedVatTypeId);
    found.push({
      text: name === null ? t.destinationWithout[destination] : t.destination[destination](name),
      apply:
        name === null
          ? null
          : (now) => ({ ...now, byDestination: { ...now.byDestination, [destination]: chosen } }),
    });
  }
  for (const { rate, suggestedVatTypeId } of proposals.ossRates) {
    if (values.oss.rates.some((row) => rateKey(row) === rate)) continue;
    const row = { ...readRate(rate), vatTypeId: fromId(suggestedVatTypeId) };
    const name = named(suggestedVatTypeId);
    const where = countryText(row.country);
    const percent = percentText(Number(rate.slice(rate.indexOf(':') + 1)));
    found.push({
      text: name === null ? t.ossWithout(where, percent) : t.oss(where, percent, name),
      apply:
        name === null ? null : (now) => ({ ...now, oss: { ...now.oss, rates: [...now.oss.rates, row] } }),
    });
  }
  return found;
}
