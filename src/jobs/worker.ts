import { EventEmitter } from 'node:events';
import { Logger as GraphileLogger, type Runner, run, type WorkerEvents } from 'graphile-worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Context } from '../flows/context.ts';
import type { ProcessLanes } from './lanes.ts';
import { createTasks, SCHEDULED } from './tasks.ts';

/** Jobs in hand at once; those of shops wait for one of the lanes. */
const CONCURRENCY = 8;
/** For jobs of a later time (quota, retries); those of now start by LISTEN/NOTIFY. */
const POLL_MS = 500;
const RESTART_MS = 2000;
/** An asker that hears nothing asks again every `POLL_MS`; a connection that is gone is given up before this. */
const HEARD_WITHIN_MS = 30_000;

export interface Worker {
  isReady(): boolean;
  /** Takes no more jobs and waits for those in hand. */
  stop(): Promise<void>;
}

/** The queue's logger writes to ours; its chatter about single jobs only when debugging. */
export function graphileLogger(logger: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    const text = message.replace(/\s+/g, ' ');
    if (level === 'error') logger.error({ part: 'queue' }, text);
    else if (level === 'warning') logger.warn({ part: 'queue' }, text);
    else logger.debug({ part: 'queue' }, text);
  });
}

/** Runs the queue's tasks, and starts anew when the database was away so long that the queue gave up. */
export function startWorker(context: Context, lanes: ProcessLanes, pool: pg.Pool, logger: Logger): Worker {
  let runner: Runner | null = null;
  const stopping = new AbortController();
  let restart: NodeJS.Timeout | undefined;
  let starting: Promise<void> = Promise.resolve();
  /** When the queue last answered one of its askers, and how many jobs are in hand. */
  let heardAt = performance.now();
  let inHand = 0;
  const hear = () => {
    heardAt = performance.now();
  };
  const events: WorkerEvents = new EventEmitter();
  events.on('worker:getJob:empty', hear);
  events.on('job:start', () => {
    inHand += 1;
    hear();
  });
  events.on('job:complete', () => {
    inHand -= 1;
    hear();
  });

  const start = async () => {
    if (stopping.signal.aborted) return;
    try {
      hear();
      inHand = 0;
      const started = await run({
        pgPool: pool,
        concurrency: CONCURRENCY,
        pollInterval: POLL_MS,
        noHandleSignals: true,
        crontab: '',
        events,
        // Without a batch the queue does not wait for a job's end to be stored, and its failure ends the process.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
        taskList: createTasks(context, lanes, stopping.signal),
        logger: graphileLogger(logger),
      });
      runner = started;
      const ended = () => {
        if (runner === started) runner = null;
        if (!stopping.signal.aborted) again();
      };
      started.promise.then(ended, ended);
      await context.store.wake.enqueue(SCHEDULED.wakeShops, {}, { key: SCHEDULED.wakeShops });
    } catch (error) {
      if (!stopping.signal.aborted) {
        logger.warn({ reason: String(error) }, 'queue not reachable; trying again');
        again();
      }
    }
  };
  const again = () => {
    clearTimeout(restart);
    restart = setTimeout(() => {
      starting = start();
    }, RESTART_MS);
  };
  starting = start();

  return {
    // With all hands full nobody asks.
    isReady: () =>
      runner !== null && (inHand >= CONCURRENCY || performance.now() - heardAt < HEARD_WITHIN_MS),
    async stop() {
      stopping.abort();
      clearTimeout(restart);
      await starting;
      await Promise.all([lanes.stop(), runner?.stop().catch(() => undefined)]);
    },
  };
}
