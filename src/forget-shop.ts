// `npm run forget-shop -- NAME`: erases one shop, named by its instance or its store's uid, and all that is known of it.
import { existsSync } from 'node:fs';
import { ConfigurationError } from './domain/configuration-error.ts';
import { readEnvironment } from './env.ts';
import { isCron } from './jobs/scheduler.ts';
import { createShopStore } from './store/connection/shops.ts';
import { openDatabase } from './store/postgres/database.ts';
import { startEmbeddedPostgres } from './store/postgres/embedded-postgres.ts';
import { createSealer } from './store/sealing/seal.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
let stop = async () => {};
try {
  const name = process.argv[2] ?? '';
  if (name === '')
    throw new ConfigurationError('forget-shop', 'name the shop: its instance, or the uid of its store');
  const env = readEnvironment(process.env, isCron);
  const embedded = env.DATABASE_URL === undefined ? await startEmbeddedPostgres(env.DATA_DIR) : null;
  const database = openDatabase(env.DATABASE_URL ?? embedded?.databaseUrl ?? '', () => undefined);
  stop = async () => {
    await database.close();
    await embedded?.stop();
  };
  // Nothing sealed is opened: the secret does not matter.
  const shops = createShopStore(database.prisma, database.query, createSealer(env.APP_SECRET ?? 'not used'));
  const shop = await shops.findByName(name);
  if (shop === null) throw new ConfigurationError('forget-shop', `no shop has the instance or uid "${name}"`);
  await shops.erase(shop.id);
  process.stdout.write(
    `Erased: ${shop.name} (instance ${shop.instance}, store ${shop.uid}) with its keys, tokens, settings, orders, deliveries and ` +
      'customers. Documents and clients in Fatture in Cloud stay. Remove the app in the back office too, where it still is.\n',
  );
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : String(error)}\n`);
} finally {
  await stop();
}
