// Writes the tables of docs/shop.md anew from the table of spellings: `npx tsx scripts/shop-fields.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { scopes } from '../src/platforms/tscommerce/fields/spellings.ts';
import type { Scope } from '../src/platforms/tscommerce/fields/table.ts';

const page = new URL('../docs/shop.md', import.meta.url);

/** Where each kind of answer comes from. */
const titles: Record<keyof typeof scopes, string> = {
  order: 'An order (`order`): `orders/order.json`',
  item: 'A row of its cart (`item`): `cart.items`, else `items`, `products`, `rows` of the cart or the order',
  orderRow: 'A row of a list of orders (`orderRow`): `orders/list.json`, `orders/updated.json`',
  client: 'A customer (`client`): `clients/list.json`, `clients/client.json`',
  product: 'A product (`product`): `products/product.json` and the lists',
  country: 'A country (`country`): `countries/list.json`',
  tax: 'A tax profile (`tax`): `taxes/list.json`',
  payment: 'A payment method (`payment`): `payments/list.json`',
  store: 'The store (`store`): `store/info.json`',
};

const place = (name: string) => (name === '' ? '·' : `\`${name}\``);

function fieldRows({ fields }: Scope): string[] {
  return fields.flatMap(({ field, means, clash, lines }) =>
    lines.map((line, index) => {
      const names = line.names.map((name) => `\`${name}\``).join(' ');
      const kind = line.only === undefined ? '' : ` (${line.only})`;
      const head = index === 0 ? `\`${field}\`${clash === 'problem' ? ' ⚖' : ''} | ${means}` : ' | ';
      return `| ${head} | ${line.places.map(place).join(' ')} | ${names}${kind} | ${line.origin} |`;
    }),
  );
}

export function shopTables(): string {
  return Object.entries(scopes)
    .map(([name, scope]: [string, Scope]) =>
      [
        `### ${titles[name as keyof typeof scopes]}`,
        '',
        '| field | what it is | places | names | from |',
        '|---|---|---|---|---|',
        ...fieldRows(scope),
      ].join('\n'),
    )
    .join('\n\n');
}

const begin = '<!-- tables: begin -->';
const end = '<!-- tables: end -->';

/** The page with its tables as the code has them now. */
export function withTables(text: string): string {
  const [before = '', rest = ''] = text.split(begin);
  const [, after = ''] = rest.split(end);
  return `${before}${begin}\n\n${shopTables()}\n\n${end}${after}`;
}

if (process.argv[1]?.endsWith('shop-fields.ts')) {
  writeFileSync(page, withTables(readFileSync(page, 'utf8')));
}
