import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox } from '../sandbox/index.ts';
import { startEmbeddedPostgres } from '../src/store/postgres/embedded-postgres.ts';
import { rollingRestart } from '../test/support/rolling.ts';
import { UNLIMITED } from './world.ts';

/** A thousand orders on three replicas in processes of their own, one killed and one stopped and started under load. */
export async function replicas() {
  const ORDERS = 1000;
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const postgres = await startEmbeddedPostgres(folder);
  const sandbox = await startSandbox({ orders: 1, customers: 1, ...UNLIMITED.sandbox });
  try {
    const { twice, lost, answered, refused, exitCode, stopSeconds, seconds } = await rollingRestart({
      sandbox,
      databaseUrl: postgres.databaseUrl,
      orders: ORDERS,
      everyMs: 20,
      variables: UNLIMITED.variables,
    });
    return {
      orders: ORDERS,
      replicas: 3,
      requestsAnswered: answered,
      refusedBySurvivors: refused.length,
      twice,
      lost,
      stopExitCode: exitCode ?? -1,
      stopSeconds,
      seconds,
    };
  } finally {
    await sandbox.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
