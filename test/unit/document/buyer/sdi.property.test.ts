import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Party } from '../../../../src/domain/party/party.ts';
import { toCreateRequest } from '../../../../src/platforms/fattureincloud/wire.ts';
import type { RequestBody } from '../../../support/cases/request-body.ts';
import { sdiObjections } from '../../../support/cases/sdi-objections.ts';
import { build } from '../../../support/documents.ts';
import { exampleParty, exampleVatTypes, oddTextArbitrary } from '../../../support/orders.ts';

const numbers = [
  ...['07643520567', 'IT07643520567', 'P.IVA 7643520567', '97103880585', '80051890152', '07643520568'],
  ...['RSSMRA80A01H501U', 'cf: vrdnna80a41f205k', 'RSSMRA80A01H501X', 'DE136695976', 'ATU13585627'],
  ...['XI366303068', 'SM12345', '12-3456789', 'privato', '0', 'IT', ''],
];
const names = [
  ...['Mario Rossi', 'Bianchi S.r.l.', 'Comune di Prova', 'ASD Pallavolo', 'Ditta Rossi', 'ACME Inc'],
  ...['Müller GmbH', 'Łukasz Wójcik', 'Иван', 'privato', ''],
];
const codes = ['M5UXCR1', 'M5UXCR', 'UFABCD', '0000000', 'XXXXXXX', '2R4GTO8', 'a@pec.example.it', 'no', ''];
const among = (values: string[]) => fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...values) }, oddText());
const oddText = () => ({ weight: 1, arbitrary: oddTextArbitrary });

/** Buyers of fields that could each be true, put together as they come. */
const parties: fc.Arbitrary<Party> = fc
  .record({
    name: among(names),
    company: among(names),
    vatNumber: among(numbers),
    taxCode: among(numbers),
    sdiCode: among(codes),
    certifiedEmail: among([...codes, 'sdi01@pec.fatturapa.it']),
    countryIso: fc.constantFrom('IT', 'IT', 'DE', 'AT', 'GB', 'XI', 'US', 'SM', 'CH', null),
    address2: among(['', '12/B', 'scala C']),
    postalCode: among(['00184', '184', '00187 Roma', '']),
    province: among(['RM', 'Roma (RM)', 'Bolzano/Bozen', '']),
  })
  .map((fields) => exampleParty(fields));

test('whatever was typed, an invoice that may be sent is one that the SDI takes', () => {
  let sent = 0;
  fc.assert(
    fc.property(parties, fc.boolean(), (billing, told) => {
      const publicBody = told ? { splitPayment: false } : undefined;
      const { document } = build({ billing, invoiceRequested: true }, { publicBody });
      if (document === null) return;
      sent += 1;
      const body: RequestBody = JSON.parse(JSON.stringify(toCreateRequest(document)));
      const types = exampleVatTypes.map(({ id, value, nature }) => ({
        id,
        value,
        ei_type: nature,
        e_invoice: true,
      }));
      expect(sdiObjections(body, types)).toEqual([]);
    }),
    { numRuns: 5000 },
  );
  expect(sent).toBeGreaterThan(500);
}, 120_000);
