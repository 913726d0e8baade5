import { expect, test } from 'vitest';
import { pendingCases } from '../../cases/pending.ts';
import { orderCases } from '../../support/cases/case-files.ts';
import { openCaseWay } from '../../support/cases/case-way.ts';
import { describeCases } from '../../support/cases/describe-cases.ts';

/** From the shop's answer to the request that makes the document. */
describeCases('cases', openCaseWay);

test('ids are unique, and pending ones exist', () => {
  const ids = orderCases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(pendingCases.filter((id) => !ids.includes(id))).toEqual([]);
});
