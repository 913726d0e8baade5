import { expect, test } from 'vitest';
import type { SentDocument } from '../../../../src/domain/aftercare/sent-document.ts';
import { packSent, unpackSent } from '../../../../src/store/delivery/packed-sent.ts';

/** With every field that there is: one that is added to it has to be packed too. */
const whole: Required<SentDocument> = {
  kind: 'invoice',
  date: '2026-11-27',
  paidDate: '2026-11-26',
  currency: 'EUR',
  country: 'DE',
  ossCountry: 'AT',
  lines: [
    {
      kind: 'product',
      name: 'Tazza, "grande"',
      code: 'TAZZA-GRES',
      quantity: '2.5',
      vatTypeId: 0,
      vatPercent: 22,
      grossCents: 1699,
    },
    {
      kind: 'discount',
      name: 'Sconto',
      code: null,
      quantity: '1',
      vatTypeId: 3,
      vatPercent: 10.5,
      grossCents: -100,
    },
  ],
  grossCents: 1599,
  dueCents: 1799,
  order: { totalCents: 1600, paid: true, linesHash: 'Xm9eMFbdCqFcvgIl', buyerHash: 'Otm_UZeBed2j6qe_' },
};
const { dueCents: _due, ...without } = whole;

test.each<[string, SentDocument]>([
  ['with every field', whole],
  ['of an earlier release, without what is owed', without],
  [
    'unpaid, in a country that is not known, without lines',
    { ...whole, paidDate: null, country: null, ossCountry: null, lines: [] },
  ],
])('what a document says comes back as it was packed: %s', (_, sent) => {
  expect(unpackSent(JSON.parse(JSON.stringify(packSent(sent))))).toEqual(sent);
});
