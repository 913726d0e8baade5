import type { inspectionTexts as italian } from '../it/inspection.ts';

const of = (v: { count: number; looked: number }) => `${v.count} of ${v.looked}`;

export const inspectionTexts: typeof italian = {
  scopes: {
    order: 'orders',
    item: 'order lines',
    client: 'customers',
    product: 'products',
    country: 'countries',
    tax: 'VAT profiles',
    payment: 'payment methods',
    store: 'data of the shop',
    status: 'order statuses',
  },
  answer: (v) => `Cannot be read: ${v.scope} (${v.code}).`,
  total: (v) => {
    const sums = `In ${of(v)} orders the lines do not come to the total.`;
    return v.keys.length === 0
      ? sums
      : `${sums} The difference stands in fields that are not known: ${v.keys.join(', ')}.`;
  },
  absent: (v) => `${v.scope}: a field that is needed is missing, “${v.field}” (${of(v)}).`,
  value: (v) => `${v.scope}: the field “${v.path}” cannot be read (${of(v)}).`,
  conflict: (v) => `${v.scope}: two fields say different things, ${v.path} (${of(v)}).`,
  order: (v) => `${of(v)} orders have data that cannot be read (${v.code}).`,
};
