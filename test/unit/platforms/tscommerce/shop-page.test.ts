import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withTables } from '../../../../scripts/shop-fields.ts';
import { origins } from '../../../../src/platforms/tscommerce/fields/table.ts';

const page = readFileSync(new URL('../../../../docs/shop.md', import.meta.url), 'utf8');

it('docs/shop.md has the table as the code has it (`npx tsx scripts/shop-fields.ts` writes it anew)', () => {
  expect(withTables(page)).toBe(page);
});

it('docs/shop.md says where each spelling comes from', () => {
  for (const origin of Object.keys(origins)) {
    if (origin !== 'told') expect(page).toContain(`\n| ${origin} | `);
  }
});
