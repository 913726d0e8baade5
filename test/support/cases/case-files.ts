import { readFileSync } from 'node:fs';
import { defaultSettings, type Settings } from '../../../src/domain/settings.ts';

/** The cases of `test/cases`, read as `README.md` there says. */

type Json = Record<string, unknown>;

/** A VAT type as Fatture in Cloud tells it. */
export interface CaseVatType {
  id: number;
  value: number;
  ei_type: string | number | null;
  e_invoice: boolean;
}

/** What must become of the order: amounts in cents. What is not named is free. */
export interface Expectation {
  sent: boolean;
  problems?: string[];
  warnings?: string[];
  type?: string;
  e_invoice?: boolean;
  date?: string;
  stamp_duty?: number;
  use_split_payment?: boolean;
  vat_kind?: string;
  cig?: string;
  ei_payment?: string;
  items?: number;
  entity?: Record<string, string | null>;
  net?: number;
  vat?: number;
  gross?: number;
  byVat?: Record<string, { net: number; vat: number }>;
  vatIds?: number[];
  maxPriceDecimals?: number;
  maxNamePlusDescription?: number;
  fix_payments?: boolean;
  payment?: number;
  paid_date?: string | null;
  stockMoved?: Record<string, number>;
}

export interface OrderCase {
  group: string;
  id: string;
  why: string;
  /** By hand, or by itself with automatic sending of paid orders. */
  origin: 'manual' | 'automatic';
  order: Json;
  now: Date;
  settings: Settings;
  vatTypes: CaseVatType[];
  taxProfiles: Json[];
  /** What `settings/tax_profile` answers. */
  taxProfile: Json;
  /** Status id to title. */
  statuses: Record<string, string>;
  /** A company of its own. */
  companyId: number;
  paymentAccountId: number;
  /** The body of `POST /api/orders/:id/send`. */
  send: Json;
  expect: Expectation;
}

function read(name: string) {
  return JSON.parse(readFileSync(new URL(`../../cases/${name}`, import.meta.url), 'utf8'));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values with the changes laid over them, field by field. */
function overlaid<T>(values: T, changes: unknown): T {
  if (!isObject(values) || !isObject(changes)) return (changes === undefined ? values : changes) as T;
  const fields = Object.entries(changes).map(([name, change]) => [name, overlaid(values[name], change)]);
  return { ...values, ...Object.fromEntries(fields) };
}

function settingsOf(paymentAccountId: number, ...changes: unknown[]): Settings {
  const account = { paymentAccount: { id: paymentAccountId } };
  return [account, ...changes].reduce<Settings>(overlaid, defaultSettings);
}

function vatTypesOf(all: CaseVatType[], changes: CaseVatType[] = []): CaseVatType[] {
  const told = new Map([...all, ...changes].map((type) => [type.id, type]));
  return [...told.values()];
}

const fiscal = read('fiscal.json');
const shopOrders = read('shop-orders.json');

/** An hour after the orders of `shop-orders.json`, whose file names no instant. */
const shopOrdersNow = new Date('2026-11-10T19:00:00+01:00');

const standardProfile = {
  company_type: 'individual',
  regime: 'ordinario',
  default_vat: { id: 0, value: 22 },
};

type Raw = ReturnType<typeof JSON.parse>;

const cases: Omit<OrderCase, 'companyId'>[] = [
  ...fiscal.cases.map(
    (one: Raw): Omit<OrderCase, 'companyId'> => ({
      ...one,
      origin: 'manual',
      now: new Date(one.now ?? fiscal.defaults.now),
      settings: settingsOf(fiscal.defaults.paymentAccount, fiscal.defaults.settings, one.settings),
      vatTypes: vatTypesOf(fiscal.vatTypes, one.vatTypes),
      taxProfiles: fiscal.taxProfiles,
      taxProfile: taxProfileOf(one.taxProfile),
      statuses: shopOrders.defaults.statuses,
      paymentAccountId: fiscal.defaults.paymentAccount,
      send: one.send ?? {},
    }),
  ),
  ...shopOrders.cases.map(
    (one: Raw): Omit<OrderCase, 'companyId'> => ({
      ...one,
      origin: 'automatic',
      now: shopOrdersNow,
      settings: settingsOf(shopOrders.defaults.paymentAccount, {
        orders: { automatic: true, send: 'paid' },
        vat: { mapping: shopOrders.defaults.mapping },
      }),
      vatTypes: fiscal.vatTypes,
      taxProfiles: fiscal.taxProfiles,
      taxProfile: standardProfile,
      statuses: { ...shopOrders.defaults.statuses, ...one.statuses },
      paymentAccountId: shopOrders.defaults.paymentAccount,
      send: {},
    }),
  ),
];

/** Every case of both files. Ids are unique. */
export const orderCases: readonly OrderCase[] = cases.map((one, index) => ({
  ...one,
  companyId: 1000 + index,
}));

function taxProfileOf(told: { regime: string; defaultVat: number } | undefined): Json {
  if (told === undefined) return standardProfile;
  return { ...standardProfile, regime: told.regime, default_vat: { id: told.defaultVat, value: 0 } };
}
