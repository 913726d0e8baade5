import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/store/postgres/embedded-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server for the whole run; each plug-in makes its own database on it. */
    postgresUrl: string;
  }
}

/** One real PostgreSQL for the run: TEST_DATABASE_URL, or an embedded one in a temporary folder. */
export default async function setup(project: TestProject) {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide('postgresUrl', given);
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'test-postgres-'));
  const postgres = await startEmbeddedPostgres(folder);
  project.provide('postgresUrl', postgres.databaseUrl);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
