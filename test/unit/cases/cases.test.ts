import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pendingCases } from '../../cases/pending.ts';
import { caseFailures } from '../../support/cases/case-failures.ts';
import { orderCases } from '../../support/cases/case-files.ts';
import { type CaseWay, openCaseWay } from '../../support/cases/case-way.ts';
import { ficDescriptionAvailable } from '../../support/openapi.ts';

/** Every case of `test/cases`, from the shop's answer to the request that makes the document. */

let way: CaseWay;
const results: { group: string; comesOut: boolean }[] = [];

beforeAll(async () => {
  way = await openCaseWay();
});
afterAll(async () => {
  await way.close();
  console.info(summary());
});

function summary(): string {
  const groups = [...new Set(results.map(({ group }) => group))].map((group) => {
    const cases = results.filter((result) => result.group === group);
    return `${group} ${cases.filter(({ comesOut }) => comesOut).length}/${cases.length}`;
  });
  const held = ficDescriptionAvailable
    ? ''
    : '; not held against the vendor’s description, which is not at hand';
  return `cases: ${groups.join(', ')}${held}`;
}

describe.each([...new Set(orderCases.map(({ group }) => group))])('%s', (group) => {
  const cases = orderCases.filter((one) => one.group === group);
  test.each(cases.map((one) => [one.id, one.why, one] as const))('%s: %s', async (_id, _why, one) => {
    const failures = caseFailures(one, await way.run(one));
    results.push({ group, comesOut: failures.length === 0 });
    if (pendingCases.includes(one.id)) {
      expect(failures, 'comes out: take it off test/cases/pending.ts').not.toEqual([]);
    } else {
      expect(failures).toEqual([]);
    }
  });
});

test('pending cases exist', () => {
  const ids = orderCases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(pendingCases.filter((id) => !ids.includes(id))).toEqual([]);
});
