import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSpellings } from '../../../../src/platforms/tscommerce/fields/spellings.ts';
import {
  checkToldSpellings,
  readToldSpellings,
} from '../../../../src/platforms/tscommerce/fields/told-spellings.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spellings-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(text: string): Promise<string> {
  const name = path.join(folder, `${text.length}.json`);
  await writeFile(name, text);
  return name;
}

describe('TSC_FIELDS', () => {
  it('adds spellings that come first, by path or in every place of the field', async () => {
    const told = await readToldSpellings(
      await file('{"order":{"shipping.cost":["cart.extra.Shippin-Fee"],"notes":["dedica"]}}'),
    );
    const spellings = createSpellings(told);
    const order = spellings.read('order', {
      shipping_cost: 7.5,
      cart: { extra: { shippin_fee: '7,50' }, dedica: 'Auguri' },
    });
    expect(order.amount('shipping.cost')).toBe(750);
    expect(order.found.get('shipping.cost')?.taken).toBe('cart.extra.shippin_fee');
    expect(order.text('notes')).toBe('Auguri');
    expect(spellings.fingerprint).not.toBe(createSpellings().fingerprint);
  });

  it.each<[string, unknown, string]>([
    ['no object', [], 'must hold an object'],
    ['an unknown kind of answer', { orders: {} }, '"orders" is none of order, item'],
    ['an unknown field', { order: { shipping: ['x'] } }, '"order" has no field "shipping"'],
    ['names that are no list', { order: { 'shipping.cost': 'x' } }, '"shipping.cost" must be a list'],
    ['an empty name', { order: { 'shipping.cost': ['cart.'] } }, '"shipping.cost" must be a list'],
  ])('with %s ends the start with one line', (_title, told, message) => {
    expect(() => checkToldSpellings(told)).toThrow(/^TSC_FIELDS: [^\n]+$/);
    expect(() => checkToldSpellings(told)).toThrow(message);
  });

  it.each<[string, () => Promise<string>, string]>([
    ['is not there', async () => path.join(folder, 'none.json'), 'cannot be read (ENOENT)'],
    ['is not JSON', () => file('{'), 'is not JSON'],
  ])('that %s ends the start with one line', async (_title, name, message) => {
    await expect(readToldSpellings(await name())).rejects.toThrow(message);
  });
});
