import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { ConfigurationError } from './domain/configuration-error.ts';
import { type Environment, readEnvironment } from './env.ts';
import { isCron } from './jobs/scheduler.ts';
import { type Plugin, startPlugin } from './plugin.ts';

/** After this, what is still in hand is left to the next start, which looks before it repeats. */
const STOP_WITHIN_MS = 9000;

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function readEnv(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    return readEnvironment(process.env, isCron);
  } catch (error) {
    if (error instanceof ConfigurationError) fail(error.message);
    throw error;
  }
}

const env = readEnv();
const logger = pino({
  level: env.LOG_LEVEL,
  // Errors may carry whole requests: their kind, sentence and place are what a log needs.
  serializers: {
    err: (error: unknown) =>
      error instanceof Error
        ? { type: error.name, message: error.message, stack: error.stack, cause: causeOf(error) }
        : { message: String(error) },
  },
});

function causeOf(error: Error): string | undefined {
  return error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : undefined;
}

const starting = new AbortController();
let plugin: Plugin | null = null;
let stopping = false;

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  logger.info({ signal }, 'stopping: finishing what is in hand');
  starting.abort();
  setTimeout(() => {
    logger.warn('stopped with work in hand; the next start continues it');
    process.exit(0);
  }, STOP_WITHIN_MS).unref();
  await plugin?.drain().catch((error: unknown) => logger.error({ err: error }, 'drain was not clean'));
  await plugin?.stop().catch((error: unknown) => logger.error({ err: error }, 'stop was not clean'));
  if (plugin !== null) logger.info('stopped');
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));

try {
  plugin = await startPlugin({ env, logger, signal: starting.signal });
  const at = plugin.address === null ? 'no web role' : env.PUBLIC_URL;
  logger.info({ roles: env.ROLES, port: plugin.address?.port }, `ready: ${at}`);
} catch (error) {
  if (stopping) process.exit(0);
  if (error instanceof ConfigurationError) fail(error.message);
  logger.fatal({ err: error }, 'could not start');
  process.exit(1);
}
