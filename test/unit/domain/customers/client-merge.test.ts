import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClientData } from '../../../../src/domain/customers/client.ts';
import { applyPatch, canonicalClient, planPatch } from '../../../../src/domain/customers/client-merge.ts';

const base: ClientData = {
  code: 'TSC-1',
  type: 'person',
  name: 'Anna Rossi',
  firstName: 'Anna',
  lastName: 'Rossi',
  vatNumber: null,
  taxCode: null,
  street: 'Via Roma, 1',
  postalCode: '10121',
  city: 'Torino',
  province: 'TO',
  addressExtra: null,
  country: 'Italia',
  countryIso: 'IT',
  email: 'anna@example.com',
  certifiedEmail: null,
  phone: null,
  eInvoiceCode: '0000000',
  notes: null,
};

interface Case {
  title: string;
  shop: Partial<ClientData>;
  fic: Partial<ClientData>;
  filled: Partial<ClientData>;
  overwritten: Partial<ClientData>;
}

const cases: Case[] = [
  {
    title: 'nothing changed in the shop',
    shop: {},
    fic: { phone: '011', name: 'Rossi' },
    filled: {},
    overwritten: {},
  },
  {
    title: 'a new phone, none there',
    shop: { phone: '333' },
    fic: {},
    filled: { phone: '333' },
    overwritten: { phone: '333' },
  },
  {
    title: 'a new phone, the merchant has one',
    shop: { phone: '333' },
    fic: { phone: '011' },
    filled: {},
    overwritten: { phone: '333' },
  },
  {
    title: 'the same phone there already',
    shop: { phone: '333' },
    fic: { phone: '333 ' },
    filled: {},
    overwritten: {},
  },
  {
    title: "another street: the merchant's own postal code stays",
    shop: { street: 'Via Po, 2' },
    fic: { postalCode: '10124' },
    filled: {},
    overwritten: { street: 'Via Po, 2' },
  },
  {
    title: 'a move to another town, when the merchant has but the street: no address of two halves',
    shop: { street: 'Corso Como, 3', city: 'Milano', postalCode: '20154', province: 'MI' },
    fic: { city: null, postalCode: null, province: null },
    filled: {},
    overwritten: { street: 'Corso Como, 3', city: 'Milano', postalCode: '20154', province: 'MI' },
  },
  {
    title: 'the missing half of the same address',
    shop: { postalCode: '10122' },
    fic: { postalCode: null, street: 'VIA ROMA 1' },
    filled: { postalCode: '10122' },
    overwritten: { postalCode: '10122' },
  },
  {
    title: 'an e-mail address that differs in case alone',
    shop: { email: 'Anna@Example.com' },
    fic: {},
    filled: {},
    overwritten: {},
  },
  {
    title: 'an e-mail address emptied in the shop',
    shop: { email: null },
    fic: {},
    filled: {},
    overwritten: { email: null },
  },
  {
    title: "an e-mail address emptied in the shop, when the merchant's is another",
    shop: { email: null },
    fic: { email: 'studio@example.com' },
    filled: {},
    overwritten: {},
  },
  {
    title: 'a customer who lost the name goes by the address: no reason to forget it',
    shop: { name: 'anna@example.com', firstName: null, lastName: null },
    fic: {},
    filled: {},
    overwritten: { firstName: null, lastName: null },
  },
  {
    title: 'a country under another name',
    shop: { country: 'Regno Unito', countryIso: 'GB', province: null },
    fic: { country: 'Gran Bretagna', countryIso: 'GB', province: null },
    filled: {},
    overwritten: {},
  },
  {
    title: 'a move abroad',
    shop: { country: 'Francia', countryIso: 'FR', province: null },
    fic: {},
    filled: {},
    overwritten: { country: 'Francia', countryIso: 'FR', province: null },
  },
  {
    title: 'a first name, when the merchant calls them otherwise',
    shop: { firstName: 'Annina' },
    fic: { firstName: null, name: 'Ditta Rossi' },
    filled: {},
    overwritten: { firstName: 'Annina' },
  },
  {
    title: 'a company now',
    shop: { type: 'company' },
    fic: {},
    filled: {},
    overwritten: { type: 'company' },
  },
];

describe('what is written to a client that exists', () => {
  test.each(cases)('$title', ({ shop, fic, filled, overwritten }) => {
    const mapped = { ...base, ...shop };
    const known = { ...base, ...fic };
    expect(planPatch({ base, mapped, known, overwrite: false })).toEqual(filled);
    expect(planPatch({ base, mapped, known, overwrite: true })).toEqual(overwritten);
  });

  test('the code is never written: the merchant may have their own', () => {
    const known = { ...base, code: 'C0001' };
    const mapped = { ...base, code: 'TSC-2' };
    for (const overwrite of [false, true]) expect(planPatch({ base, mapped, known, overwrite })).toEqual({});
  });
});

// ── Both sides edited at random ─────────────────────────────────────────────────────────────────────

const word = fc.constantFrom('a', 'B', 'via roma', 'Via Po', '20100', 'x@example.com', 'X@EXAMPLE.com', 'z');
const optional = fc.option(word, { nil: null });
const texts = [
  'firstName',
  'lastName',
  'vatNumber',
  'taxCode',
  'street',
  'postalCode',
  'city',
  'province',
] as const;
const more = ['addressExtra', 'email', 'certifiedEmail', 'phone', 'eInvoiceCode', 'notes'] as const;
const anyClient: fc.Arbitrary<ClientData> = fc
  .record({
    type: fc.constantFrom('company' as const, 'person' as const, 'pa' as const),
    name: word,
    place: fc.constantFrom(['Italia', 'IT'], ['Francia', 'FR'], [null, null]),
    ...(Object.fromEntries([...texts, ...more].map((name) => [name, optional])) as Record<
      (typeof texts)[number] | (typeof more)[number],
      typeof optional
    >),
  })
  .map(({ place, ...fields }) => ({
    code: 'TSC-1',
    country: place[0] ?? null,
    countryIso: place[1] ?? null,
    ...fields,
  }));
const edit = fc.oneof(
  anyClient.map((to) => ({ side: 'shop' as const, to })),
  anyClient.map((to) => ({ side: 'fic' as const, to })),
  fc.record({ side: fc.constant('both' as const), to: anyClient, fic: anyClient }),
);

/** The merge as the sync does it: what it wrote and saw is remembered. */
function sync(state: { base: ClientData; shop: ClientData; fic: ClientData }, overwrite: boolean) {
  const patch = planPatch({ base: state.base, mapped: state.shop, known: state.fic, overwrite });
  return { state: { base: state.shop, shop: state.shop, fic: applyPatch(state.fic, patch) }, patch };
}

describe('over any edits on both sides', () => {
  test('sync twice is sync once: the second writes nothing', () => {
    fc.assert(
      fc.property(
        anyClient,
        anyClient,
        fc.array(edit, { maxLength: 8 }),
        fc.boolean(),
        (shop, fic, edits, overwrite) => {
          let state = { base: shop, shop, fic };
          for (const change of edits) {
            if (change.side !== 'fic') state.shop = change.to;
            if (change.side !== 'shop') state.fic = change.side === 'both' ? change.fic : change.to;
            state = sync(state, overwrite).state;
            const again = sync(state, overwrite);
            expect(again.patch).toEqual({});
            expect(again.state).toEqual(state);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('fields that the shop did not change stay; off, no field that holds something changes', () => {
    fc.assert(
      fc.property(anyClient, anyClient, anyClient, fc.boolean(), (before, now, fic, overwrite) => {
        const { patch, state } = sync({ base: before, shop: now, fic }, overwrite);
        for (const [name, value] of Object.entries(patch)) {
          const field = name as keyof ClientData;
          if (field === 'countryIso') continue;
          expect(before[field]).not.toBe(now[field]);
          if (!overwrite) expect(fic[field]).toBeNull();
          if (!overwrite) expect(value).not.toBeNull();
        }
        expect(state.fic.name).not.toBeNull();
        expect(state.fic.code).toBe(fic.code);
      }),
      { numRuns: 300 },
    );
  });

  test('equal texts are equal clients', () => {
    fc.assert(
      fc.property(anyClient, anyClient, (one, other) => {
        expect(canonicalClient(one) === canonicalClient(other)).toBe(
          JSON.stringify(one, Object.keys(base).sort()) === JSON.stringify(other, Object.keys(base).sort()),
        );
      }),
    );
  });
});
