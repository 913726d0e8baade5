import { isDeepStrictEqual } from 'node:util';
import { ficDescriptionAvailable, validateRequest } from '../openapi.ts';
import type { OrderCase } from './case-files.ts';
import { productsOf } from './case-servers.ts';
import type { CaseOutcome } from './case-way.ts';
import { amountsOf, priceOf, type RequestBody, stockMovedBy } from './request-body.ts';
import { sdiObjections } from './sdi-objections.ts';

/** In what an outcome is not what the case expects; none where it comes out. */
export function caseFailures(one: OrderCase, outcome: CaseOutcome): string[] {
  const { expect: wanted } = one;
  const { body } = outcome;
  const failures: string[] = [];
  const missing = (told: string[], asked: string[] = []) => asked.filter((code) => !told.includes(code));
  for (const code of missing(outcome.problems, wanted.problems)) {
    failures.push(`problem ${code} is not told: ${outcome.problems.join(', ')}`);
  }
  for (const code of missing(outcome.warnings, wanted.warnings)) {
    failures.push(`warning ${code} is not told: ${outcome.warnings.join(', ')}`);
  }
  if (wanted.sent !== (body !== null)) {
    const why = outcome.problems.join(', ');
    failures.push(body === null ? `not sent: ${why}` : 'sent, and it should not be');
  }
  return body === null ? failures : [...failures, ...bodyFailures(one, body)];
}

function bodyFailures(one: OrderCase, body: RequestBody): string[] {
  const { expect: wanted } = one;
  const found = readBody(one, body);
  const failures = Object.entries(found).flatMap(([name, value]) => {
    const asked = wanted[name as keyof typeof wanted];
    return asked === undefined || isDeepStrictEqual(value, asked)
      ? []
      : [`${name}: ${JSON.stringify(value)} in place of ${JSON.stringify(asked)}`];
  });
  for (const [name, asked] of Object.entries(wanted.entity ?? {})) {
    const value = entityField(body, name);
    if (value !== asked) failures.push(`entity.${name}: ${value} in place of ${asked}`);
  }
  const decimals = Math.max(...body.data.items_list.map((item) => decimalsOf(priceOf(item, body))));
  if (decimals > (wanted.maxPriceDecimals ?? 5)) failures.push(`a price of ${decimals} decimals`);
  const longest = Math.max(...body.data.items_list.map(textLength));
  if (longest > (wanted.maxNamePlusDescription ?? 1000)) failures.push(`a line of ${longest} characters`);
  const described = ficDescriptionAvailable
    ? validateRequest('POST', `/c/${one.companyId}/issued_documents`, body)
    : [];
  return [...failures, ...described, ...sdiObjections(body, one.vatTypes)];
}

/** The request in the words of a case's `expect`. */
function readBody(one: OrderCase, body: RequestBody) {
  const { data, options } = body;
  const { net, vat, gross, byVat } = amountsOf(body, one.vatTypes);
  const cents = data.payments_list.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
  return {
    type: data.type,
    e_invoice: data.e_invoice ?? false,
    date: data.date,
    stamp_duty: data.stamp_duty ?? 0,
    use_split_payment: data.use_split_payment ?? false,
    vat_kind: data.ei_data?.vat_kind ?? null,
    cig: data.ei_data?.cig ?? null,
    ei_payment: data.ei_data?.payment_method ?? null,
    items: data.items_list.length,
    net,
    vat,
    gross,
    byVat,
    vatIds: Object.keys(byVat).map(Number).sort(),
    fix_payments: options?.fix_payments ?? false,
    payment: cents,
    paid_date: data.payments_list[0]?.paid_date ?? null,
    stockMoved: stockMovedBy(body, new Map(productsOf(one).map(({ id, code }) => [id, code]))),
  };
}

/** Left out, null and empty are one; a VAT number without its country's letters. */
function entityField(body: RequestBody, name: string): string | null {
  const { entity } = body.data;
  const text = String(entity[name] ?? '');
  const prefix = entity.country_iso === 'GR' ? 'EL' : String(entity.country_iso ?? '');
  const bare = name === 'vat_number' && text.startsWith(prefix) ? text.slice(prefix.length) : text;
  return bare === '' ? null : bare;
}

function decimalsOf(price: number): number {
  return /\.(\d+)$/.exec(String(price))?.[1]?.length ?? 0;
}

function textLength({ name = '', description = '' }: { name?: string; description?: string }): number {
  return name.length + description.length;
}
