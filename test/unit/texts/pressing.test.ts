import { describe, expect, test } from 'vitest';
import { documentProblems } from '../../../src/texts/it/problems/document.ts';
import { platformProblems } from '../../../src/texts/it/problems/platform.ts';
import { serverTexts } from '../../../src/texts/server.ts';

/** Values of any kind, so that each sentence can be made. */
const anything: object = new Proxy({}, { get: (_, name) => (name === Symbol.toPrimitive ? () => 'x' : 'x') });
const codes = [
  ...Object.keys(documentProblems),
  ...Object.keys(platformProblems),
] as (keyof typeof documentProblems)[];

const languages = [
  [
    'it',
    'Correggi e reinvia',
    'Invia allo SDI',
    /di nuovo l'ordine|invia(lo|la)? di nuovo|\briprova\b(?! da solo)|partir(à|anno) da sol/i,
  ],
  [
    'en',
    'Correct and send again',
    'Send to the SDI',
    /send (it|the order) again|then (press )?(try|send) again|go by (itself|themselves)/i,
  ],
] as const;

describe.each(languages)(
  '%s: what is to be done about an invoice ends with the button beside it',
  (language, resend, send, others) => {
    test.each(codes)('%s', (code) => {
      const { pressing, problems } = serverTexts[language];
      const { fix } = (problems[code] as (values: object) => { fix: string })(anything);
      const said = pressing(fix, 'resend', false);
      expect(said.split(resend)).toHaveLength(2);
      expect(said).not.toMatch(others);
      expect(pressing(said, 'send', false)).toBe(said.replace(resend, send));
    });

    test('an invoice’s own problems say themselves how to go on; the button is the one that is there', () => {
      const { pressing, problems } = serverTexts[language];
      const { fix } = problems['e-invoice-number-changed']({ before: '1', now: '2' });
      expect(pressing(fix, 'resend', true)).toBe(fix);
      const discarded = problems['e-invoice-discarded']({ sdi: '00305', reason: '', solution: '' }).fix;
      expect(pressing(discarded, 'resend', true)).toBe(discarded);
      expect(pressing(discarded, 'send', true)).toBe(discarded.replace(resend, send));
    });
  },
);
