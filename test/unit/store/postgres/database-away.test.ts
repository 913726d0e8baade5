import { expect, test } from 'vitest';
import { isDatabaseAway } from '../../../../src/store/postgres/database.ts';

test.each([
  ['Transaction API error: Unable to start a transaction in the given time.', true],
  ["Can't reach database server at 127.0.0.1:5432", true],
  ['column "nonsense" does not exist', false],
])('%s: away %s', (message, away) => {
  expect(isDatabaseAway(new Error('query failed', { cause: new Error(message) }))).toBe(away);
});
