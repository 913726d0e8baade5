import { describe, expect, test } from 'vitest';
import { readRefusal, readRefusedTotals } from '../../../../../src/platforms/fattureincloud/call/refusal.ts';
import { documentLink, webInterfaceOf } from '../../../../../src/platforms/fattureincloud/web-interface.ts';

describe('what a refusal is about', () => {
  const about = (fields: Record<string, string[]>, message = '') =>
    readRefusal({ error: { message, validation_result: fields } }).concerns;

  test.each([
    ['data.entity.id', 'client'],
    ['data.items_list.0.product_id', 'product'],
    ['data.items_list.0.vat.id', 'vat'],
    ['data.entity.vat_number', null],
    ['data.entity.name', null],
  ])('the field %s → %s', (field, expected) => {
    expect(about({ [field]: ['Non è valido.'] })).toBe(expected);
  });

  test.each([
    ['Il cliente selezionato non esiste.', 'client'],
    ['Il prodotto selezionato non esiste.', 'product'],
    ['Il nome del cliente è obbligatorio.', null],
  ])('the words «%s» → %s', (message, expected) => {
    expect(about({}, message)).toBe(expected);
  });
});

test('the totals of a refusal of payments, cents; any other has none', () => {
  const totals = { amount_gross: 29.98, amount_due: '31.98' };
  expect(readRefusedTotals({ error: { message: 'Il totale…' }, extra: { totals } })).toEqual({
    grossCents: 2998,
    dueCents: 3198,
  });
  expect(readRefusedTotals({ error: { message: '' }, extra: { totals: { amount_gross: 1 } } })).toEqual({
    grossCents: 100,
    dueCents: 100,
  });
  for (const body of [null, {}, { extra: null }, { extra: { totals: null } }, { error: 'x' }]) {
    expect(readRefusedTotals(body)).toBeNull();
  }
});

test('a document’s address is in the vendor’s web interface, or beside the API that answers in its place', () => {
  const vendor = webInterfaceOf('https://api-v2.fattureincloud.it');
  expect(documentLink(vendor, 'invoice', 553_000_000)).toBe(
    'https://secure.fattureincloud.it/invoices/view/553000000',
  );
  expect(documentLink(webInterfaceOf('http://localhost:4100/api'), 'order', 7)).toBe(
    'http://localhost:4100/orders/view/7',
  );
});
