// `npm run reseal`: seals all keys and tokens with APP_SECRET, opening them with APP_SECRET_PREVIOUS where need be.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigurationError } from './domain/configuration-error.ts';
import { readEnvironment } from './env.ts';
import { isCron } from './jobs/scheduler.ts';
import { openDatabase } from './store/postgres/database.ts';
import { startEmbeddedPostgres } from './store/postgres/embedded-postgres.ts';
import { migrate } from './store/postgres/migrate.ts';
import { type Resealing, resealAll } from './store/sealing/reseal.ts';
import { createSealer } from './store/sealing/seal.ts';
import { readOrCreateSecret } from './store/sealing/secret.ts';

const sourceRoot = import.meta.url.endsWith('/dist/server/reseal.js') ? '../../' : '../';

function tell({ renewed, current, unreadable }: Resealing): void {
  process.stdout.write(
    `Sealed anew with APP_SECRET: ${renewed}. Were so already: ${current}. Could not be opened: ${unreadable.length}.\n`,
  );
  if (unreadable.length === 0) return;
  process.exitCode = 1;
  for (const row of unreadable) process.stderr.write(`cannot be opened: ${row}\n`);
  process.stderr.write(
    'These open with neither APP_SECRET nor APP_SECRET_PREVIOUS. Run this again with the secret that sealed them as ' +
      'APP_SECRET_PREVIOUS; where it is lost, install the app again (shops) or press Autorizza again (connections).\n',
  );
}

if (existsSync('.env')) process.loadEnvFile('.env');
let stop = async () => {};
try {
  const env = readEnvironment(process.env, isCron);
  const secret = env.APP_SECRET ?? (await readOrCreateSecret(env.DATA_DIR));
  // With the embedded database the plug-in must not run meanwhile: it refuses a second owner by itself.
  const embedded = env.DATABASE_URL === undefined ? await startEmbeddedPostgres(env.DATA_DIR) : null;
  const database = openDatabase(env.DATABASE_URL ?? embedded?.databaseUrl ?? '', () => undefined);
  stop = async () => {
    await database.close();
    await embedded?.stop();
  };
  await migrate(database.pool, fileURLToPath(new URL(`${sourceRoot}prisma/migrations`, import.meta.url)));
  tell(await resealAll(database.pool, createSealer(secret, env.APP_SECRET_PREVIOUS)));
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : String(error)}\n`);
} finally {
  await stop();
}
