import { isEuMember, readCountryIso } from './countries.ts';
import type { Party } from './party.ts';
import { normalizeTaxId, readForeignVatNumber } from './tax-ids.ts';

/**
 * Where goods go, as VAT tells places apart. `outside-italy`: Livigno and Campione, Italian towns outside the area of
 * VAT; `unknown`: the country is not known, or has rules of its own (the Vatican).
 */
export type VatArea = 'italy' | 'outside-italy' | 'eu' | 'san-marino' | 'outside' | 'unknown';

/** Towns outside Italian VAT, by their CAP. Source: art. 7 DPR 633/1972; CAP of Poste Italiane. */
const OUTSIDE_ITALY: Readonly<Record<string, string>> = { '23041': 'Livigno', '22061': "Campione d'Italia" };

/** Parts of member states outside the EU's VAT area, by postal code. Source: directive 2006/112/CE, art. 6. */
const OUTSIDE_EU: Readonly<Record<string, RegExp>> = {
  /** Canary Islands, Ceuta, Melilla. */
  ES: /^(35|38|51|52)\d{3}$/,
  /** Büsingen, Helgoland. */
  DE: /^(78266|27498)$/,
};

/** Countries outside the EU whose goods count as a member's. Source: directive 2006/112/CE, art. 7: Monaco as France. */
const AS_MEMBERS = new Set(['MC']);

/** The buyer and the goods' destination as VAT sees them. */
export interface VatBuyer {
  area: VatArea;
  /** Country of the goods' destination, ISO 3166-1; null: not known. */
  countryIso: string | null;
  /** `Livigno` where the goods go there; null for any other place. */
  townOutsideItaly: string | null;
  /** The buyer has a VAT number of another member state that is valid by its form. */
  euVatNumber: boolean;
  /** The buyer has a partita IVA. */
  italianVatNumber: boolean;
}

/**
 * @param billing As typed.
 * @param billingIso The billing country, as the document reads it.
 * @param delivery Where the goods go; null: to the billing address.
 * @param italianVatNumber The partita IVA that the document carries; null for none.
 */
export function readVatBuyer(
  billing: Party,
  billingIso: string | null,
  delivery: Party | null,
  italianVatNumber: string | null,
): VatBuyer {
  const deliveryIso = delivery === null ? null : readCountryIso(delivery.countryIso);
  const countryIso = deliveryIso ?? billingIso;
  const place = deliveryIso === null ? billing : delivery;
  const postalCode = (place?.postalCode ?? '').replace(/[^0-9]/g, '');
  const euVatNumber = hasEuVatNumber(billing, billingIso);
  const townOutsideItaly =
    countryIso === 'IT' && Object.hasOwn(OUTSIDE_ITALY, postalCode)
      ? (OUTSIDE_ITALY[postalCode] ?? null)
      : null;
  return {
    area: townOutsideItaly === null ? areaOf(countryIso, postalCode, billing, euVatNumber) : 'outside-italy',
    countryIso,
    townOutsideItaly,
    euVatNumber,
    italianVatNumber: italianVatNumber !== null,
  };
}

function areaOf(
  countryIso: string | null,
  postalCode: string,
  billing: Party,
  euVatNumber: boolean,
): VatArea {
  if (countryIso === null || countryIso === 'VA') return 'unknown';
  if (countryIso === 'IT') return 'italy';
  if (countryIso === 'SM') return 'san-marino';
  if (isEuMember(countryIso)) return OUTSIDE_EU[countryIso]?.test(postalCode) ? 'outside' : 'eu';
  if (AS_MEMBERS.has(countryIso)) return 'eu';
  const northern =
    countryIso === 'GB' &&
    (euVatNumber || billing.countryIso === 'XI' || /^BT\d/i.test(postalCodeText(billing)));
  return northern ? 'eu' : 'outside';
}

const postalCodeText = ({ postalCode }: Party) => (postalCode ?? '').trim();

function hasEuVatNumber({ vatNumber, countryIso }: Party, billingIso: string | null): boolean {
  const typed = normalizeTaxId(vatNumber);
  if (typed === '' || billingIso === null) return false;
  if (billingIso === 'GB') {
    const northern =
      countryIso?.trim().toUpperCase() === 'XI' && !typed.startsWith('XI') ? `XI${typed}` : typed;
    return northern.startsWith('XI') && readForeignVatNumber(northern, 'GB').valid === true;
  }
  return (
    (isEuMember(billingIso) || AS_MEMBERS.has(billingIso)) &&
    readForeignVatNumber(typed, billingIso === 'MC' ? 'FR' : billingIso).valid === true
  );
}
