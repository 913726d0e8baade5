import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/**
 * The quick way of taking a call answers what the long one does, and leaves the same behind. The long one by itself is
 * the function of before, made anew here.
 */
const LONG_WAY = readFileSync(
  new URL('../../../prisma/migrations/20261124100000_quota_windows/migration.sql', import.meta.url),
  'utf8',
).split('DROP FUNCTION')[0];

let sandbox: Sandbox;
let plugin: TestPlugin;
let pool: pg.Pool;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0 });
  plugin = await startTestPlugin(sandbox);
  pool = new pg.Pool({ connectionString: plugin.databaseUrl, max: 1 });
});
afterAll(async () => {
  await pool?.end();
  await plugin?.stop();
  await sandbox?.stop();
});

const SLIDE_SECONDS = 300;
const HOUR_SECONDS = 3600;
const MONTH_SECONDS = 30 * 24 * HOUR_SECONDS;
const START = new Date('2026-11-01T00:00:00Z').getTime();
const args = (company: number, now: Date, reserved: number) => {
  const floor = (seconds: number) => new Date(Math.floor(now.getTime() / (seconds * 1000)) * seconds * 1000);
  const month = floor(MONTH_SECONDS);
  const monthEnd = new Date(month.getTime() + MONTH_SECONDS * 1000);
  return [
    company,
    now,
    SLIDE_SECONDS,
    8,
    floor(HOUR_SECONDS),
    HOUR_SECONDS,
    20,
    month,
    monthEnd,
    60,
    reserved,
  ];
};
const places = Array.from({ length: 11 }, (_, index) => `$${index + 1}`).join(', ');

/** What happens to a company: a call is asked for, time passes, or the other side refuses for a while. */
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('take' as const), reserved: fc.constantFrom(0, 0.1) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      seconds: fc.constantFrom(1, 29, 31, 200, 1900, 90_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('hold' as const), seconds: fc.constantFrom(5, 100) }),
  },
);

test('one function takes a call, one asks while it is blocked, and both say what they are: those before are gone', async () => {
  const { rows } = await pool.query(
    `select proname as name, obj_description(oid, 'pg_proc') as comment from pg_proc where proname ~ '^take_(call|quota)' order by 1`,
  );
  expect(rows).toEqual([
    { name: 'take_call_asking', comment: expect.stringMatching(/^Takes one call as take_call_told does/) },
    { name: 'take_call_told', comment: expect.stringMatching(/^Takes one call from all/) },
  ]);
});

test('the same grants, waits and counts, whatever happened before', async () => {
  await pool.query(LONG_WAY ?? '');
  let company = 1000;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), async (steps) => {
      company += 2;
      const [quick, long] = [company, company + 1];
      let now = START;
      for (const one of steps) {
        if (one.kind === 'pass') now += one.seconds * 1000;
        if (one.kind === 'hold') {
          for (const each of [quick, long]) {
            await pool.query(
              `insert into quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
               values ($1, 'hold', $2, $3, 0, 0)
               on conflict (company_id, "window") do update set ends_at = excluded.ends_at`,
              [each, new Date(now), new Date(now + one.seconds * 1000)],
            );
          }
        }
        if (one.kind !== 'take') continue;
        const at = new Date(now);
        const { rows: told } = await pool.query(
          `select * from take_call_told(${places})`,
          args(quick, at, one.reserved),
        );
        const { rows: taken } = await pool.query(
          `select take_call(${places}) as blocked`,
          args(long, at, one.reserved),
        );
        expect(told[0]?.blocked ?? null).toEqual(taken[0]?.blocked ?? null);
        const { rows: windows } = await pool.query(
          `select a.used, a."limit" from quota_windows a where company_id = $1 and "window" in ('hour', 'month') order by "window"`,
          [long],
        );
        expect(told[0]).toMatchObject({
          hour_used: windows[0]?.used,
          hour_limit: windows[0]?.limit,
          month_used: windows[1]?.used,
          month_limit: windows[1]?.limit,
        });
      }
      const { rows: left } = await pool.query(
        `select array_agg(w order by w) filter (where company_id = $1) as quick,
                array_agg(w order by w) filter (where company_id = $2) as long
         from (select company_id, ("window", starts_at, ends_at, used, "limit")::text as w
               from quota_windows where company_id in ($1, $2)) w`,
        [quick, long],
      );
      expect(left[0]?.quick).toEqual(left[0]?.long);
    }),
    { numRuns: 40 },
  );
});
