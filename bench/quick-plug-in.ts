import { pino } from 'pino';
import { readEnvironment } from '../src/env.ts';
import type { RetryPolicy } from '../src/flows/context.ts';
import { isCron } from '../src/jobs/scheduler.ts';
import { startPlugin } from '../src/plugin.ts';

// The plug-in with shorter delays than in earnest, so that a thousand faults end within minutes.
const retry = JSON.parse(process.env.BENCH_RETRY ?? '') as RetryPolicy;
const plugin = await startPlugin({
  env: readEnvironment(process.env, isCron),
  logger: pino({ level: 'fatal' }),
  retry,
  timeoutMs: retry.uncertainMs - 500,
});
process.on('SIGTERM', () => {
  void plugin.stop().then(() => process.exit(0));
});
