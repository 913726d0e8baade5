import { describe, expect, test } from 'vitest';
import { judgeAudit } from '../../../scripts/audit.mjs';

const report = (counts: object, vulnerabilities: object = {}) =>
  JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: { vulnerabilities: counts } });
const none = { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0 };
const critical = {
  name: 'left-pad',
  severity: 'critical',
  range: '<1.3.1',
  via: [{ title: 'Code runs', url: 'https://github.com/advisories/GHSA-x', severity: 'critical' }, 'inner'],
};

describe('the dependency audit', () => {
  test('a known critical flaw fails and is named with its range, title and address', () => {
    const judged = judgeAudit(report({ ...none, critical: 1 }, { 'left-pad': critical }));
    expect(judged.verdict).toBe('failed');
    expect(judged.line).toMatch(/left-pad <1\.3\.1: Code runs \(https:\S+GHSA-x\); through inner/);
  });

  test('counted or listed, one of the two is enough', () => {
    expect(judgeAudit(report({ ...none, critical: 2 })).verdict).toBe('failed');
    expect(judgeAudit(report(none, { 'left-pad': critical })).verdict).toBe('failed');
  });

  test('lesser flaws pass and are counted', () => {
    const judged = judgeAudit(report({ ...none, high: 2, low: 1 }));
    expect(judged).toEqual({
      verdict: 'passed',
      line: 'Dependency audit: no known critical flaw (2 high, 1 low).',
    });
    expect(judgeAudit(report(none)).verdict).toBe('passed');
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '<html>502</html>'],
    [
      'a registry without audits',
      '{"message":"405 Method Not Allowed","statusCode":405,"error":{"summary":""}}',
    ],
    ['an offline machine', '{"error":{"code":"ENOTFOUND","summary":"request to … failed","detail":""}}'],
    ['another shape', '{"auditReportVersion":3}'],
    ['null', 'null'],
  ])('%s is skipped with one line', (_, text) => {
    const { verdict, line } = judgeAudit(text);
    expect(verdict).toBe('skipped');
    expect(line).toMatch(/^Dependency audit skipped: .+$/);
    expect(line).not.toContain('\n');
  });
});
