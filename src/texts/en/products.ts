import type { productTexts as italian } from '../it/products.ts';

export const productTexts: typeof italian = {
  columns: ['SKU', 'Title', 'State', 'Product id in Fatture in Cloud'],
  states: {
    matched: 'Present in Fatture in Cloud',
    missing: 'Missing in Fatture in Cloud',
    duplicate: 'Code repeated in Fatture in Cloud',
  },
  fileName: 'products-fatture-in-cloud.csv',
};
