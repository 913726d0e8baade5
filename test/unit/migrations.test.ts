import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** Migrations before this date were made before the first release. */
const SINCE = '20261124110000';
const folder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** What a process of the version before could not stand. Told per statement; comments above a statement belong to it. */
const BREAKS: [RegExp, string][] = [
  [/\bdrop\s+(table|column|constraint|index|type|view|function)\b/i, 'takes away'],
  [/\brename\b/i, 'renames'],
  [/\bset\s+not\s+null\b/i, 'demands a value that the old version may not write'],
  [/\balter\s+column\s+\S+\s+(set\s+data\s+)?type\b/i, 'changes a type'],
];

function breaks(sql: string): string[] {
  return sql.split(/;\s*(?:\n|$)/).flatMap((statement) => {
    if (/--\s*contract: \S/.test(statement)) return [];
    const code = statement.replace(/--[^\n]*/g, '');
    const found = BREAKS.filter(([pattern]) => pattern.test(code)).map(([, why]) => why);
    // A new table may demand what it likes: the old version writes none of its rows.
    for (const [, column] of /\balter\s+table\b/i.test(code)
      ? code.matchAll(/\badd\s+column\s+([^,]*)/gi)
      : []) {
      if (/\bnot\s+null\b/i.test(column ?? '') && !/\bdefault\b|\bserial\b/i.test(column ?? '')) {
        found.push('adds a column that the old version does not fill');
      }
    }
    return found.map((why) => `${why}: ${code.trim().split('\n')[0]}`);
  });
}

const names = readdirSync(folder).filter((name) => /^\d{14}_/.test(name) && name >= SINCE);

describe('a migration is safe while processes of the version before still run', () => {
  test.each(names)('%s', (name) => {
    expect(breaks(readFileSync(`${folder}/${name}/migration.sql`, 'utf8'))).toEqual([]);
  });

  test.each([
    ['ALTER TABLE "a" DROP COLUMN "b";', 1],
    ['DROP TABLE "a";', 1],
    ['ALTER TABLE "a" RENAME COLUMN "b" TO "c";', 1],
    ['ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;', 1],
    ['ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE BIGINT;', 1],
    ['ALTER TABLE "a" ADD COLUMN "b" TEXT NOT NULL;', 1],
    ['ALTER TABLE "a" ADD COLUMN     "b" TEXT,\nADD COLUMN "c" INT NOT NULL DEFAULT 0;', 0],
    ['CREATE TABLE "a" ("b" TEXT NOT NULL);', 0],
    ['-- contract: unused since 1.4\nALTER TABLE "a" DROP COLUMN "b";', 0],
    ['ALTER TABLE "a" ADD COLUMN "b" INT;\n-- contract:\nDROP TABLE "c";', 1],
  ])('the check tells %j', (sql, count) => {
    expect(breaks(sql)).toHaveLength(count);
  });
});
