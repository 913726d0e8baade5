// `npm run restored`: an operator's word that the database is an older copy, where nothing in it can tell.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigurationError } from './domain/configuration-error.ts';
import { readEnvironment } from './env.ts';
import { isCron } from './jobs/scheduler.ts';
import { openDatabase } from './store/postgres/database.ts';
import { startEmbeddedPostgres } from './store/postgres/embedded-postgres.ts';
import { markRestored } from './store/postgres/installation.ts';
import { migrate } from './store/postgres/migrate.ts';

const sourceRoot = import.meta.url.endsWith('/dist/server/restored.js') ? '../../' : '../';

if (existsSync('.env')) process.loadEnvFile('.env');
let stop = async () => {};
try {
  const env = readEnvironment(process.env, isCron);
  // The plug-in must not run meanwhile; the embedded database refuses a second owner by itself.
  const embedded = env.DATABASE_URL === undefined ? await startEmbeddedPostgres(env.DATA_DIR) : null;
  const database = openDatabase(env.DATABASE_URL ?? embedded?.databaseUrl ?? '', () => undefined);
  stop = async () => {
    await database.close();
    await embedded?.stop();
  };
  await migrate(database.pool, fileURLToPath(new URL(`${sourceRoot}prisma/migrations`, import.meta.url)));
  await markRestored(database.pool);
  process.stdout.write(
    'Noted. Orders placed before now are looked for in Fatture in Cloud before they are made; all sessions have ended.\n',
  );
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : String(error)}\n`);
} finally {
  await stop();
}
