import { promises as fs } from 'node:fs';
import path from 'node:path';
import { type Environment, quotaLimits } from '../env.ts';
import { createShopConnector, readSpellings } from '../platforms/tscommerce/index.ts';
import { createStore } from '../store/index.ts';
import { createGauges } from '../store/operators/gauges.ts';
import { type Database, openDatabase } from '../store/postgres/database.ts';
import { startEmbeddedPostgres } from '../store/postgres/embedded-postgres.ts';
import { findEmbedded } from '../store/postgres/embedded-running.ts';
import { migrationNames } from '../store/postgres/migrate.ts';
import { POOLED_BY_TRANSACTION } from '../store/postgres/pooler.ts';
import { createTakeCallSql } from '../store/quota/take-call.ts';
import { resealAll } from '../store/sealing/reseal.ts';
import { createSealer, type Sealer } from '../store/sealing/seal.ts';
import { checkDatabase, checkQueue } from './database.ts';
import { checkClient, checkDataDir, checkOwnAddress, checkPlatforms, checkPublicUrl } from './environment.ts';
import { type Finding, fail, ok, reasonOf, warn } from './report.ts';
import { checkShops } from './shops.ts';

const SHOP_TIMEOUT_MS = 10_000;

export interface DoctorOptions {
  env: Environment;
  migrationsFolder: string;
  /** Mends what can be mended from here: has missing webhooks registered anew. */
  mend: boolean;
}

/** Looks at everything that the plug-in needs. Spends no call of Fatture in Cloud's quota, one of each shop's. */
export async function runDoctor({ env, migrationsFolder, mend }: DoctorOptions): Promise<Finding[]> {
  const findings = [ok('configuration', `roles ${env.ROLES.join(', ')}; every variable can be read`)];
  findings.push(checkPublicUrl(env), checkClient(env), ...(await checkDataDir(env)));
  findings.push(await checkOwnAddress(env), ...(await checkPlatforms(env)));
  const opened = await openItsDatabase(env);
  if ('finding' in opened) return [...findings, opened.finding];
  try {
    return [...findings, ...(await lookInside(env, opened.database, migrationsFolder, mend))];
  } finally {
    await opened.close();
  }
}

async function lookInside(
  env: Environment,
  database: Database,
  migrationsFolder: string,
  mend: boolean,
): Promise<Finding[]> {
  const migrations = await migrationNames(migrationsFolder);
  const { findings, reached } = await checkDatabase(database.pool, migrations);
  if (reached && (await database.isPooledByTransaction().catch(() => false))) {
    findings.push(fail('database-pooler', `DATABASE_URL ${POOLED_BY_TRANSACTION}`, 'change DATABASE_URL'));
  }
  const isEmpty = findings.some(({ name, status }) => name === 'migrations' && status !== 'ok');
  if (!reached || isEmpty) return findings;
  findings.push(...checkQueue(await createGauges(database.prisma)()));
  const secret = env.APP_SECRET ?? (await readSecret(env.DATA_DIR));
  if (secret === null) {
    const fix = 'the next start makes one; if shops are installed already, put back the lost one first';
    return [...findings, warn('app-secret', 'APP_SECRET is not set, and none was generated yet', fix)];
  }
  const sealer = createSealer(secret, env.APP_SECRET_PREVIOUS);
  if (env.APP_SECRET_PREVIOUS !== undefined) findings.push(await checkPrevious(database, sealer));
  const limits = quotaLimits(env);
  const store = createStore(database, sealer, createTakeCallSql(limits), limits);
  const shops = await checkShops(database.pool, {
    readKeys: store.shops.readKeys,
    readTokens: async (shopId) => (await store.connections.open(shopId))?.tokens ?? null,
    connectShop: createShopConnector({
      apiUrl: env.TSC_API_URL,
      spellings: await readSpellings(env.TSC_FIELDS),
      clock: { now: () => new Date() },
      timeoutMs: SHOP_TIMEOUT_MS,
    }),
    publicUrl: env.PUBLIC_URL,
  });
  findings.push(...shops.findings);
  if (mend && shops.unregistered.length > 0) {
    for (const { id } of shops.unregistered) {
      await store.wake.enqueue('register-webhooks', { shopId: id }, { key: `register-webhooks:${id}` });
    }
    findings.push(ok('mended', `webhooks of ${shops.unregistered.length} shops: handed to a worker`));
  }
  return findings;
}

/** Whether the previous secret can be taken out. */
async function checkPrevious(database: Database, sealer: Sealer): Promise<Finding> {
  const name = 'app-secret-previous';
  const { renewed } = await resealAll(database.pool, sealer, { dry: true });
  return renewed > 0
    ? warn(name, `${renewed} keys and tokens are still sealed with it`, 'npm run reseal seals them anew')
    : ok(
        name,
        'nothing is sealed with it any more: it may go when the sessions of before have ended (7 days)',
      );
}

const readSecret = (dataDir: string) =>
  fs.readFile(path.join(dataDir, 'secret'), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );

/** The configured database; else the embedded one, where it runs already or by starting it for the time being. */
async function openItsDatabase(
  env: Environment,
): Promise<{ database: Database; close: () => Promise<void> } | { finding: Finding }> {
  const open = (url: string, after: () => Promise<void> = async () => undefined) => {
    const database = openDatabase(url, () => undefined);
    return {
      database,
      close: async () => {
        await database.close();
        await after();
      },
    };
  };
  if (env.DATABASE_URL !== undefined) return open(env.DATABASE_URL);
  const { url, exists } = await findEmbedded(env.DATA_DIR);
  if (url !== null) return open(url);
  if (!exists) {
    return {
      finding: warn('database', `no embedded database in ${env.DATA_DIR} yet`, 'the first start makes it'),
    };
  }
  try {
    const embedded = await startEmbeddedPostgres(env.DATA_DIR);
    return open(embedded.databaseUrl, embedded.stop);
  } catch (error) {
    const fix = 'read server.log in DATA_DIR/postgres';
    return { finding: fail('database', `the embedded one does not start: ${reasonOf(error)}`, fix) };
  }
}
