import { accompanyingTemplates, deliveryNoteTemplates } from '../sample.ts';
import type { Company } from '../types.ts';

const currencies = [
  { id: 'EUR', symbol: '€', html_symbol: '&euro;', exchange_rate: '1.00000' },
  { id: 'USD', symbol: '$', html_symbol: '&#36;', exchange_rate: '1.11570' },
  { id: 'GBP', symbol: '£', html_symbol: '&pound;', exchange_rate: '0.88096' },
  { id: 'CHF', symbol: 'CHF', html_symbol: 'CHF', exchange_rate: '0.96000' },
];

const languages = [
  ['it', 'Italiano'],
  ['en', 'Inglese'],
  ['de', 'Tedesco'],
  ['fr', 'Francese'],
  ['es', 'Spagnolo'],
].map(([code, name]) => ({ code, name }));

const countries = [
  'Italia',
  'Austria',
  'Francia',
  'Germania',
  'Regno Unito',
  'Spagna',
  'Stati Uniti',
  'Svizzera',
];

/** Last number given per year and numeration, e.g. `{"2026": {"": 12, "/WEB": 3}}`. */
function numerations(company: Company, type: string): Record<string, Record<string, number>> {
  const result: Record<string, Record<string, number>> = {};
  for (const document of company.documents) {
    if (document.type !== type) continue;
    result[document.year] ??= {};
    const year = result[document.year] ?? {};
    year[document.numeration] = Math.max(year[document.numeration] ?? 0, document.number);
  }
  return result;
}

/** `issued_documents/info`: everything that a form for a new document needs. */
export function preCreateInfo(company: Company, type: string): Record<string, unknown> {
  const { defaults } = company;
  const method = company.paymentMethods.find((candidate) => candidate.is_default);
  return {
    numerations: numerations(company, type),
    dn_numerations: {},
    default_values: {
      default_template: company.templates[0],
      dn_template: deliveryNoteTemplates[0],
      ai_template: accompanyingTemplates[0],
      notes: '',
      rivalsa: defaults.rivalsa,
      cassa: defaults.cassa,
      withholding_tax: defaults.withholding_tax,
      withholding_tax_taxable: 100,
      other_withholding_tax: defaults.other_withholding_tax,
      use_gross_prices: false,
      ...(method ? { payment_method: method } : {}),
    },
    extra_data_default_values: {
      ts_communication: false,
      ts_tipo_spesa: 'SR',
      ts_flag_tipo_spesa: 0,
      ts_pagamento_tracciato: false,
    },
    items_default_values: { vat: company.vatTypes.find((vat) => vat.default) ?? null },
    countries_list: countries,
    currencies_list: currencies,
    templates_list: company.templates,
    dn_templates_list: deliveryNoteTemplates,
    ai_templates_list: accompanyingTemplates,
    payment_methods_list: company.paymentMethods,
    payment_accounts_list: company.paymentAccounts,
    vat_types_list: company.vatTypes,
    languages_list: languages,
    price_lists: [],
  };
}
