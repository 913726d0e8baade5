import { pino } from 'pino';
import { readEnvironment } from '../../src/env.ts';
import { isCron } from '../../src/jobs/scheduler.ts';
import { startPlugin } from '../../src/plugin.ts';

// The plug-in as a process of its own that a test may kill, from its sources and with short delays.
const env = readEnvironment(process.env, isCron);
const logger = pino({ level: env.LOG_LEVEL });
const retry = {
  firstMs: 50,
  capMs: 500,
  giveUpAfterMs: 60_000,
  uncertainMs: 1500,
  answeredMs: 1500,
  createWithinMs: 4000,
};
const timeoutMs = Number(process.env.TEST_TIMEOUT_MS ?? 5000);
const plugin = await startPlugin({ env, logger, retry, timeoutMs });
process.once('SIGTERM', async () => {
  await plugin.drain();
  await plugin.stop();
  process.exit(0);
});
