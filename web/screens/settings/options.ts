import type { CatalogueDto } from '../../../src/contract/settings/catalogue.ts';
import { formatDecimal } from '../../format.ts';
import { texts } from '../../texts.ts';
import type { Option } from './fields.tsx';

type VatType = CatalogueDto['vatTypes'][number];

/** A Fatture in Cloud id as a select's value; null is the empty string, and 0 is an id like any other. */
export const fromId = (id: number | null | undefined): string => (id == null ? '' : `${id}`);
export const toId = (value: string): number | null => (value === '' ? null : Number(value));

export const percentText = (value: number): string => texts.settings.vat.percent(formatDecimal(value));

/** `22%`, or `0% – description (N3.1)`: the standard types have no description, and a natura may stand in it already. */
export function vatTypeText({ value, description, nature }: VatType): string {
  const told = nature == null || description.includes(nature) ? '' : `(${nature})`;
  return texts.settings.vat.label(percentText(value), [description, told].filter(Boolean).join(' '));
}

export const vatTypeOptions = (types: readonly VatType[]): Option[] =>
  [...types]
    .sort((one, other) => other.value - one.value || one.description.localeCompare(other.description, 'it'))
    .map((type) => ({ value: fromId(type.id), label: vatTypeText(type) }));

export const namedOptions = (entries: readonly { id: number; name: string }[]): Option[] =>
  entries.map(({ id, name }) => ({ value: fromId(id), label: name }));

/** Keeps a choice visible that Fatture in Cloud no longer offers, instead of showing another in its place. */
export function withGone(options: Option[], value: string): Option[] {
  if (!isGone(options, value)) return options;
  return [...options, { value, label: texts.settings.gone(Number(value)) }];
}

export const isGone = (options: readonly Option[], value: string): boolean =>
  value !== '' && !options.some((option) => option.value === value);
