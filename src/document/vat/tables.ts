import type { TaxProfile, VatType } from '../../domain/catalogue.ts';
import { formatDecimal } from '../../domain/money.ts';
import type { VatBuyer } from '../../domain/party/vat-area.ts';
import type { Destination } from '../../domain/proposals.ts';
import type { VatSettings } from '../../domain/settings.ts';
import { documentTexts } from '../../texts/it/document.ts';
import type { Findings } from '../problems.ts';

/** What a line's VAT is looked up in. */
export interface VatTables {
  settings: VatSettings;
  taxProfiles: readonly TaxProfile[];
  vatTypes: readonly VatType[];
  buyer: VatBuyer;
}

/** Two percentages are the same when they print the same. */
export function samePercent(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.005;
}

/** A VAT type as a merchant knows it: its description, else its percentage. */
export function vatTypeName(type: VatType): string {
  return type.description.trim() || documentTexts.percentProfile(formatDecimal(type.value));
}

/** The type that a setting names, or null with the problem told. */
export function findType(
  id: number | undefined,
  profile: string,
  article: string,
  tables: VatTables,
  findings: Findings,
): VatType | null {
  const type = tables.vatTypes.find((candidate) => candidate.id === id);
  if (type === undefined) findings.problem('vat-type-gone', { profile, article });
  else if (type.isDisabled) findings.problem('vat-type-disabled', { profile, article });
  return type ?? null;
}

/** Where goods at 0 % go, as the settings tell it apart; null: to Italy, to a private person of the EU, nobody knows. */
export function destinationOf({ area, euVatNumber }: VatBuyer): Destination | null {
  switch (area) {
    case 'eu':
      return euVatNumber ? 'euBusiness' : null;
    case 'outside':
    case 'outside-italy':
      return 'extraEu';
    case 'san-marino':
      return 'sanMarino';
    default:
      return null;
  }
}

/** A private person of another member state, to whom distance sales may be made at the rates there (OSS). */
export function isPrivateOfEu({ area, euVatNumber }: VatBuyer): boolean {
  return area === 'eu' && !euVatNumber;
}

/** `DE:19` of a rate of the buyer's country that the merchant has set; null for any other, and for other buyers. */
export function ossRate(percent: number, { settings, buyer }: VatTables): string | null {
  if (!isPrivateOfEu(buyer)) return null;
  const rates = Object.keys(settings.oss.rates);
  const found = rates.find((rate) => {
    const [country, rest] = rate.split(':');
    return country === buyer.countryIso && samePercent(Number(rest), percent);
  });
  return found ?? null;
}
