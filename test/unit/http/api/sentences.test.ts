import { expect, test } from 'vitest';
import { problemText } from '../../../../src/domain/problem.ts';
import { sayProblem } from '../../../../src/http/api/sentences.ts';
import { readProblem } from '../../../../src/http/api/stored-sentences.ts';
import { syncTexts } from '../../../../src/texts/it/sync.ts';

const mismatch = problemText('total-mismatch', { parts: '1.234,50 €', total: '-5,00 €' });

test('a problem is said in English from its values, amounts in English writing', () => {
  expect(sayProblem(mismatch, 'en').detail).toBe(
    "The sum of the order's parts (€1,234.50) differs from the total that the customer paid (-€5.00).",
  );
  expect(sayProblem(mismatch, 'it')).toEqual({
    code: mismatch.code,
    detail: mismatch.detail,
    fix: mismatch.fix,
  });
});

test('a problem whose sentences alone were stored is said in English too', () => {
  const { code, detail, fix } = mismatch;
  expect(sayProblem({ code, detail, fix }, 'en')).toEqual(sayProblem(mismatch, 'en'));
  expect(sayProblem({ code, detail: 'Testo di una volta.', fix }, 'en')).toEqual({
    code,
    detail: 'Testo di una volta.',
    fix,
  });
});

test('a refused customer’s text is read back, with and without what Fatture in Cloud answered', () => {
  for (const messages of ['', 'La partita IVA non è corretta (vat_number)']) {
    const { detail, fix } = problemText('client-refused', { messages });
    const read = readProblem(syncTexts.refused(detail, fix));
    expect(read).toEqual({ code: 'client-refused', values: { messages } });
  }
});

test('a delivery that was given up quotes its last problem in the same language', () => {
  const cause = problemText('fic-unreachable', {});
  const gaveUp = problemText('gave-up', { detail: cause.detail, cause });
  expect(sayProblem(gaveUp, 'en').detail).toBe(
    'After three days of attempts the order did not go. Fatture in Cloud does not answer.',
  );
});
