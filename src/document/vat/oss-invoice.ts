import type { VatType } from '../../domain/catalogue.ts';
import { formatDecimal, grossFactor, toCents, toEuros } from '../../domain/money.ts';
import { countryName } from '../../domain/party/countries.ts';
import { documentTexts } from '../../texts/it/document.ts';
import { amountPart, fitSum, type Part, sum } from '../parts.ts';
import type { Findings } from '../problems.ts';
import { findType, ossRate, type VatTables } from './tables.ts';

/** The rate of another member state that a part was sold at (`DE:19`); null for any other. */
export function ossRateOf({ vat }: Pick<Part, 'vat'>, tables: VatTables): string | null {
  const rate = ossRate(vat.value, tables);
  return rate !== null && tables.settings.oss.rates[rate] === vat.id ? rate : null;
}

/**
 * The parts as an invoice tells a sale under OSS: each at its taxable amount by the one type (N7), and the foreign VAT
 * of each rate on a line of its own by the other, since the XML takes no foreign rate. The sum stays what it was. null
 * where a type is not set (told). Source: Fatture in Cloud, help article 653.
 */
export function ossInvoiceParts(
  parts: readonly Part[],
  tables: VatTables,
  findings: Findings,
): Part[] | null {
  const rates = [...new Set(parts.flatMap((part) => ossRateOf(part, tables) ?? []))];
  if (rates.length === 0) return [...parts];
  const { invoiceVatTypeId, taxLineVatTypeId } = tables.settings.oss;
  if (invoiceVatTypeId === null || taxLineVatTypeId === null) {
    findings.problem('oss-invoice-unset', { country: countryOf(rates[0] ?? '') });
    return null;
  }
  const find = (id: number) =>
    findType(id, documentTexts.ossInvoiceVat, parts[0]?.name ?? '', tables, findings);
  const types = { net: find(invoiceVatTypeId), tax: find(taxLineVatTypeId) };
  if (types.net === null || types.tax === null) return null;
  const { net, tax } = types;
  return rates.reduce((told, rate) => atRate(told, rate, { net, tax }, tables), [...parts]);
}

function atRate(
  parts: Part[],
  rate: string,
  types: { net: VatType; tax: VatType },
  tables: VatTables,
): Part[] {
  const places = parts.flatMap((part, place) => (ossRateOf(part, tables) === rate ? [place] : []));
  const percent = Number(rate.split(':')[1]);
  const gross = places.map((place) => {
    const part = parts[place];
    return part === undefined ? 0 : toCents(part.quantity.times(part.unitPrice));
  });
  const factor = grossFactor(percent);
  const grossCents = sum(gross);
  const netCents = toCents(toEuros(grossCents).div(factor));
  const nets = fitSum(
    gross.map((cents) => toEuros(cents).div(factor)),
    netCents,
  );
  const told = parts.map((part, place): Part => {
    const index = places.indexOf(place);
    if (index < 0) return part;
    return { ...part, vat: types.net, unitPrice: toEuros(nets[index] ?? 0).div(part.quantity) };
  });
  const taxCents = grossCents - netCents;
  if (taxCents === 0) return told;
  const name = documentTexts.ossTax(countryOf(rate), formatDecimal(percent));
  return [...told, amountPart('tax', name, taxCents, types.tax)];
}

const countryOf = (rate: string) => {
  const iso = rate.split(':')[0] ?? '';
  return countryName(iso) ?? iso;
};
