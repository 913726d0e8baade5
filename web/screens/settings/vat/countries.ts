import { language } from '../../../texts.ts';
import type { Option } from '../fields.tsx';

const names = new Intl.DisplayNames([language], { type: 'region' });

/** ISO code → its name in the panel's language. */
export const countryText = (iso: string): string => names.of(iso) ?? iso;

/** Member states beside Italy. Source: European Union, members since 2020. */
const members = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

export const memberOptions: Option[] = members
  .map((iso) => ({ value: iso, label: countryText(iso) }))
  .sort((one, other) => one.label.localeCompare(other.label, language));
