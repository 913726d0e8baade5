import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/env.ts';
import { isCron } from '../../src/jobs/scheduler.ts';
import { CONNECTIONS_PER_PROCESS, FEWEST_CONNECTIONS } from '../../src/store/postgres/database.ts';

const required = { FIC_CLIENT_ID: 'id', FIC_CLIENT_SECRET: 'secret' };
const read = (variables: Record<string, string>) => readEnvironment({ ...required, ...variables }, isCron);

describe('defaults', () => {
  test('are those of the contract', () => {
    expect(read({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://localhost:3000',
      DATABASE_CONNECTIONS: CONNECTIONS_PER_PROCESS,
      DATA_DIR: './data',
      FIC_API_URL: 'https://api-v2.fattureincloud.it',
      TSC_API_URL: 'https://connect.storeden.com/v1.1',
      FIC_QUOTA_5MIN: 300,
      FIC_QUOTA_HOUR: 1000,
      FIC_QUOTA_MONTH: 40_000,
      FIC_QUOTA_SCALE: 1,
      ROLES: ['web', 'worker', 'scheduler'],
      CUSTOMER_SYNC_CRON: '0 3 * * *',
      RECONCILE_CRON: '*/10 * * * *',
      RECEIPTS_CRON: '30 2 * * *',
      EINVOICE_CRON: '*/30 * * * *',
      SETUP_WINDOW_MINUTES: 60,
      LOG_LEVEL: 'info',
    });
    expect(read({}).DATABASE_URL).toBeUndefined();
  });

  test('an empty variable counts as unset; a closing slash is dropped', () => {
    const env = read({ DATABASE_URL: '', PUBLIC_URL: 'https://app.example.com/', PORT: '8080' });
    expect(env.DATABASE_URL).toBeUndefined();
    expect(env.PUBLIC_URL).toBe('https://app.example.com');
    expect(read({ PORT: '8080' }).PUBLIC_URL).toBe('http://localhost:8080');
  });
});

test.each([
  ['PORT', '70000'],
  ['PORT', '3000x'],
  ['PUBLIC_URL', 'localhost:3000'],
  ['DATABASE_URL', 'postgres'],
  ['DATABASE_CONNECTIONS', `${FEWEST_CONNECTIONS - 1}`],
  ['DATABASE_CONNECTIONS', 'many'],
  ['APP_SECRET', 'short'],
  ['FIC_QUOTA_HOUR', '0'],
  ['FIC_QUOTA_5MIN', '1.5'],
  ['FIC_QUOTA_SCALE', '-1'],
  ['ROLES', ''.padEnd(3, ',')],
  ['CUSTOMER_SYNC_CRON', 'each day'],
  ['SETUP_WINDOW_MINUTES', 'soon'],
  ['FRAME_ANCESTORS', 'https://ok.example.com; script-src *'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => read({ [name]: value })).toThrow(new RegExp(`^${name}: `));
});

test.each(['FIC_CLIENT_ID', 'FIC_CLIENT_SECRET'])('%s is required', (name) => {
  expect(() => readEnvironment({ ...required, [name]: undefined }, isCron)).toThrow(`${name}: is required`);
});

test('.env.example lists every variable', () => {
  const listed = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  for (const name of Object.keys(read({ DATABASE_URL: 'postgres://a/b', APP_SECRET: 'x'.repeat(32) }))) {
    expect(listed).toMatch(new RegExp(`^#?${name}=`, 'm'));
  }
});
