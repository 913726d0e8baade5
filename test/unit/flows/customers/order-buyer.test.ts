import { expect, test } from 'vitest';
import { clientKeys } from '../../../../src/domain/customers/client-match.ts';
import type { ShopOrder } from '../../../../src/domain/order.ts';
import { accountOf, buyerIds, clientOf, orderBuyer } from '../../../../src/flows/customers/order-buyer.ts';
import type { Setup } from '../../../../src/ports/stores/setups.ts';

const nobody = { code: null, vatNumber: null, taxCode: null, email: null, countryIso: 'IT' };
const keys = (changes: Partial<Parameters<typeof clientKeys>[0]>) => clientKeys({ ...nobody, ...changes });
const order = (customerId: string | null, billing: Partial<ShopOrder['billing']>) =>
  ({
    customerId,
    billing: { name: 'Anna Verdi', countryIso: 'IT', email: 'a@example.com', ...billing },
  }) as ShopOrder;
type Link = ReturnType<Setup['links']['clientByCustomer']['get']>;
const setup = (links: Record<string, Link>) =>
  ({ links: { clientByCustomer: new Map(Object.entries(links)) } }) as unknown as Setup;

const anna = keys({ email: 'a@example.com', type: 'person', name: 'Anna Verdi' });

test('all guests share -1 or 0: that is no account', () => {
  expect([null, '', ' ', '-1', '0', '12'].map(accountOf)).toEqual([null, null, null, null, null, '12']);
});

test('an account’s order is its client’s, though the merchant added a number there', () => {
  const link = { clientId: 7, account: anna, client: keys({ vatNumber: '07643520567', name: 'Anna Verdi' }) };
  expect(clientOf(order('u1', {}), setup({ u1: link }))).toBe(7);
});

test('but not where the order is a firm’s, or another one’s', () => {
  const link = { clientId: 7, account: anna, client: anna };
  expect(
    clientOf(order('u1', { company: 'Verdi S.r.l.', vatNumber: '07643520567' }), setup({ u1: link })),
  ).toBeNull();
  const firm = keys({ vatNumber: '00743110157', type: 'company' });
  expect(
    clientOf(
      order('u1', { vatNumber: '07643520567' }),
      setup({ u1: { clientId: 7, account: null, client: firm } }),
    ),
  ).toBeNull();
});

test('a guest’s order is the client of the same guest', () => {
  const one = order('-1', {});
  const [id] = buyerIds([one]);
  expect(id).toBe(orderBuyer(one).guestId);
  expect(clientOf(one, setup({ [id ?? '']: { clientId: 9, account: anna, client: null } }))).toBe(9);
  expect(
    clientOf(
      order('-1', { email: 'b@example.com' }),
      setup({ [id ?? '']: { clientId: 9, account: anna, client: null } }),
    ),
  ).toBeNull();
});
