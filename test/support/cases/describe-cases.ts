import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pendingCases } from '../../cases/pending.ts';
import { ficDescriptionAvailable } from '../openapi.ts';
import { caseFailures } from './case-failures.ts';
import { orderCases } from './case-files.ts';
import type { CaseWay } from './case-way.ts';

/** Every case of `test/cases` by one way, with what came out of each group at the end. */
export function describeCases(name: string, open: () => Promise<CaseWay>): void {
  let way: CaseWay;
  const results: { group: string; comesOut: boolean }[] = [];

  beforeAll(async () => {
    way = await open();
  });
  afterAll(async () => {
    await way?.close();
    const groups = [...new Set(results.map(({ group }) => group))].map((group) => {
      const cases = results.filter((result) => result.group === group);
      return `${group} ${cases.filter(({ comesOut }) => comesOut).length}/${cases.length}`;
    });
    const held = ficDescriptionAvailable
      ? ''
      : '; not held against the vendor’s description: it is not at hand';
    console.info(`${name}: ${groups.join(', ')}${held}`);
  });

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
}
