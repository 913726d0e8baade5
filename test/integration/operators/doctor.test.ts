import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { Finding } from '../../../src/doctor/report.ts';
import { hasFailed, toText } from '../../../src/doctor/report.ts';
import { runDoctor } from '../../../src/doctor/run.ts';
import { type Environment, readEnvironment } from '../../../src/env.ts';
import { startEmbeddedPostgres } from '../../../src/store/postgres/embedded-postgres.ts';
import { until } from '../../support/merchant.ts';
import { freePort, startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

const migrationsFolder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
let sandbox: Sandbox;
let plugin: TestPlugin;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 1, customers: 1 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
});
afterAll(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const examine = (change: Partial<Environment> = {}, mend = false) =>
  runDoctor({ env: { ...plugin.env, ...change }, migrationsFolder, mend });
const statusOf = (findings: Finding[], name: string) =>
  findings.find((finding) => finding.name === name || finding.name.startsWith(`${name} `))?.status;
const failed = (findings: Finding[]) =>
  findings.filter(({ status }) => status === 'fail').map(({ name }) => name.split(' ')[0]);

describe('a plug-in in order', () => {
  test('has nothing to mend; no secret is told, no call of the quota spent', async () => {
    const before = sandbox.fic.calls.calls.length;
    const findings = await examine();
    expect(failed(findings)).toEqual([]);
    for (const name of [
      'configuration',
      'fic-client',
      'public-url-reachable',
      'fatture-in-cloud',
      'teamsystem-commerce',
      'database',
      'database-privileges',
      'clock-database',
      'clock-fatture-in-cloud',
      'migrations',
      'queue',
      'app-secret',
      'shops-read',
      'webhooks',
    ]) {
      expect([name, statusOf(findings, name)]).toEqual([name, 'ok']);
    }
    expect(statusOf(findings, 'public-url')).toBe('warn');
    const text = toText(findings);
    const { key, exchange } = sandbox.shop.main;
    const token = sandbox.shop.webhooks()[0]?.url.split('/').at(-1) ?? '-';
    for (const secret of [plugin.env.APP_SECRET ?? '-', plugin.env.FIC_CLIENT_SECRET, key, exchange, token]) {
      expect(text).not.toContain(secret);
    }
    const calls = sandbox.fic.calls.calls.slice(before);
    expect(calls.filter(({ account }) => account !== '')).toEqual([]);
    expect(text).toMatch(/\d+ ok, 1 to look at, 0 to mend\n$/);
  });
});

describe('what is wrong is named, with what to do', () => {
  test('another APP_SECRET', async () => {
    const findings = await examine({ APP_SECRET: 'another secret, also long enough to be one' });
    expect(failed(findings)).toEqual(['app-secret']);
    expect(hasFailed(findings)).toBe(true);
  });

  test('an address that is not https, a placeholder, platforms that do not answer', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const findings = await examine({
      PUBLIC_URL: 'http://plugin.example',
      FIC_CLIENT_ID: 'your-client-id',
      FIC_API_URL: nowhere,
      TSC_API_URL: nowhere,
    });
    expect(failed(findings)).toEqual(
      expect.arrayContaining(['public-url', 'fic-client', 'fatture-in-cloud', 'teamsystem-commerce']),
    );
    expect(statusOf(findings, 'public-url-reachable')).toBe('warn');
    expect(findings.every(({ status, fix }) => status === 'ok' || (fix ?? '') !== '')).toBe(true);
  });

  test('no database; a password is not told', async () => {
    const url = new URL(plugin.databaseUrl);
    url.port = String(await freePort());
    url.password = 'very-secret';
    const findings = await examine({ DATABASE_URL: url.toString() });
    expect(failed(findings)).toEqual(['database']);
    expect(toText(findings)).not.toContain('very-secret');
  });

  test('a queue that nobody works off, and a job that was given up', async () => {
    await plugin.query(
      `insert into order_hints (shop_id, order_id, received_at, next_try_at)
       select id, 'old', now() - interval '1 hour', now() + interval '2 seconds' from shops`,
    );
    await plugin.query(
      `select graphile_worker.add_job('nobody-knows-it', run_at => now() - interval '1 hour', max_attempts => 1)`,
    );
    const findings = await examine();
    expect(failed(findings)).toEqual(['queue']);
    await plugin.query(`delete from graphile_worker._private_jobs where max_attempts = 1`);
    await plugin.query(`delete from order_hints`);
  });

  test('webhooks that lead elsewhere: --mend has them registered anew', async () => {
    await plugin.query('update shops set webhook_token_hash = $1', [randomBytes(32)]);
    expect(failed(await examine())).toEqual(['webhooks']);
    await examine({}, true);
    await until(async () => failed(await examine()).length === 0, 'the registration');
    expect(sandbox.shop.webhooks()).toHaveLength(3);
  });

  test('a shop whose answers are not understood in full', async () => {
    await plugin.query(
      `insert into shop_inspections (shop_id, looked_at, inspection, unread) select id, now(), '{}', 2 from shops`,
    );
    expect(statusOf(await examine(), 'shops-read')).toBe('warn');
    await plugin.query('delete from shop_inspections');
  });

  test('keys that the shop refuses', async () => {
    sandbox.shop.faults.add({ path: /webhook/, fault: { kind: 'status', status: 401 }, times: 1 });
    const findings = await examine();
    expect(failed(findings)).toEqual(['webhooks']);
    expect(toText(findings)).toContain('install it again');
  });
});

describe('on an embedded database', () => {
  test('none yet, one at rest, and one that runs already', async () => {
    const DATA_DIR = mkdtempSync(path.join(tmpdir(), 'doctor-'));
    const env = readEnvironment(
      {
        FIC_CLIENT_ID: 'sandbox-client',
        FIC_CLIENT_SECRET: 'sandbox-secret',
        FIC_API_URL: sandbox.fic.url,
        TSC_API_URL: sandbox.shop.apiUrl,
        DATA_DIR,
      },
      () => true,
    );
    const look = () => runDoctor({ env, migrationsFolder, mend: false });
    expect(statusOf(await look(), 'database')).toBe('warn');
    writeFileSync(path.join(DATA_DIR, 'secret'), 'a secret for tests, long enough to be one\n');
    const postgres = await startEmbeddedPostgres(DATA_DIR);
    const running = await look();
    expect([
      statusOf(running, 'database'),
      statusOf(running, 'migrations'),
      statusOf(running, 'data-dir'),
    ]).toEqual(['ok', 'warn', 'ok']);
    await postgres.stop();
    expect(statusOf(await look(), 'database')).toBe('ok');
    // The doctor's own start has ended with it.
    const again = await startEmbeddedPostgres(DATA_DIR);
    await again.stop();
    rmSync(DATA_DIR, { recursive: true, force: true });
  });
});
