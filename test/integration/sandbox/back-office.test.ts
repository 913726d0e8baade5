import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ dialect: 'documented', orders: 2, customers: 4 });
});
afterAll(() => sandbox.stop());

const main = () => sandbox.shop.main;

async function submit(path: string, form: Record<string, string>) {
  const answer = await fetch(`${sandbox.shop.url}/b/${main().instance}/${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
}
async function page(path: string) {
  return (await fetch(`${sandbox.shop.url}/b/${main().instance}/${path}`)).text();
}
async function order(form: Record<string, string>) {
  await submit('orders', form);
  const made = main().orders.at(-1);
  if (!made) throw new Error('no order');
  return made;
}

it('a person makes orders of every kind of buyer', async () => {
  const guest = await order({ buyer: 'guest', payment: 'Contrassegno', sku: 'GREM-LINO', invoice: '0' });
  expect(guest).toMatchObject({
    paymentMethod: 'Contrassegno',
    paymentCost: '3.50',
    invoice: false,
    billing: { userUID: '' },
    items: [{ sku: 'GREM-LINO', options: { Colore: expect.any(String) } }],
  });
  expect((await order({ buyer: 'again' })).billing).toEqual(guest.billing);
  expect((await order({ buyer: 'company', invoice: '1' })).billing.sdi).toMatch(/^\w{7}$/);
  expect((await order({ buyer: 'union' })).billing).toMatchObject({ countryIso: 'DE' });
  expect((await order({ buyer: 'outside' })).billing).toMatchObject({ countryIso: 'US' });
  expect((await order({ buyer: 'account' })).billing.userUID).not.toBe('');
  expect(await page('orders')).toContain('azienda con codice SDI');
});

it('renames a status, adds one, sets it, refunds', async () => {
  const { orderID } = await order({ buyer: 'guest' });
  await submit('statuses', { id: '2', title: 'Da preparare' });
  await submit('statuses', { id: '8', title: 'Acconto versato' });
  expect(await page('statuses')).toContain('Da preparare');
  await submit(`orders/${orderID}/status`, { status: '8' });
  expect(await page(`orders/${orderID}`)).toContain('Acconto versato');
  await submit(`orders/${orderID}/status`, { status: '77' });
  expect(main().order(orderID)?.status).toBe(8);
  await submit(`orders/${orderID}/refund`, {});
  expect(await page(`orders/${orderID}`)).toContain('Rimborsato');
});
