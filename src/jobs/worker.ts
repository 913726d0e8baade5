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
/** A run that ends by itself lets go of what it has in hand, or is given up. */
const ENDS_WITHIN_MS = 10_000;
const WATCH_MS = 1000;

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

/** One run of the queue, from its start until it ends or is given up. */
class Run {
  /** When the queue last answered one of its askers. */
  heardAt = performance.now();
  /** When one last asked, whatever came of it. */
  askedAt = performance.now();
  /** When it began to end by itself; null while it runs. */
  endingAt: number | null = null;
  inHand = 0;
  runner: Runner | null = null;
  readonly events: WorkerEvents = new EventEmitter();

  constructor() {
    const hear = () => {
      this.heardAt = performance.now();
      this.askedAt = this.heardAt;
    };
    this.events.on('worker:getJob:start', () => {
      this.askedAt = performance.now();
    });
    this.events.on('worker:getJob:empty', hear);
    this.events.on('job:start', () => {
      this.inHand += 1;
      hear();
    });
    this.events.on('job:complete', () => {
      this.inHand -= 1;
      hear();
    });
    this.events.on('pool:gracefulShutdown', () => {
      this.endingAt ??= performance.now();
    });
  }

  // With all hands full nobody asks.
  private get isFull(): boolean {
    return this.inHand >= CONCURRENCY;
  }

  get isReady(): boolean {
    return this.endingAt === null && (this.isFull || performance.now() - this.heardAt < HEARD_WITHIN_MS);
  }

  /**
   * Whether it takes no more jobs and will not say so: the queue waits for ever for the end of its own notes, where one of
   * them failed and a later one did not.
   */
  get isStuck(): boolean {
    const now = performance.now();
    if (this.endingAt !== null) return now - this.endingAt >= ENDS_WITHIN_MS;
    return !this.isFull && now - this.askedAt >= HEARD_WITHIN_MS;
  }
}

/** Runs the queue's tasks, and starts anew when the database was away so long that the queue gave up. */
export function startWorker(context: Context, lanes: ProcessLanes, pool: pg.Pool, logger: Logger): Worker {
  let current: Run | null = null;
  const stopping = new AbortController();
  let restart: NodeJS.Timeout | undefined;
  let starting: Promise<void> = Promise.resolve();

  const start = async () => {
    if (stopping.signal.aborted) return;
    try {
      const begun = new Run();
      begun.runner = await run({
        pgPool: pool,
        concurrency: CONCURRENCY,
        pollInterval: POLL_MS,
        noHandleSignals: true,
        crontab: '',
        events: begun.events,
        // Without a batch the queue does not wait for a job's end to be stored, and its failure ends the process.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
        taskList: createTasks(context, lanes, stopping.signal),
        logger: graphileLogger(logger),
      });
      current = begun;
      const ended = () => leave(begun);
      begun.runner.promise.then(ended, ended);
    } catch (error) {
      if (!stopping.signal.aborted) {
        logger.warn({ reason: String(error) }, 'queue not reachable; trying again');
        again();
      }
      return;
    }
    // It runs, whatever becomes of this: a second one beside it would be nobody's. The scheduler enqueues the same soon.
    await context.store.wake
      .enqueue(SCHEDULED.wakeShops, {}, { key: SCHEDULED.wakeShops })
      .catch((error: unknown) => logger.warn({ reason: String(error) }, 'shops are woken later'));
  };
  const again = () => {
    clearTimeout(restart);
    restart = setTimeout(() => {
      starting = start();
    }, RESTART_MS);
  };
  const leave = (left: Run) => {
    if (current !== left) return;
    current = null;
    if (!stopping.signal.aborted) again();
  };
  const watch = setInterval(() => {
    if (current === null || stopping.signal.aborted || !current.isStuck) return;
    logger.warn('the queue has stopped without an end: it is started anew');
    // What it has in hand it finishes; the lanes and claims keep two runs apart, as they do two processes.
    void current.runner?.stop().catch(() => undefined);
    leave(current);
  }, WATCH_MS);
  starting = start();

  return {
    isReady: () => current?.isReady === true,
    async stop() {
      stopping.abort();
      clearTimeout(restart);
      clearInterval(watch);
      await starting;
      await Promise.all([lanes.stop(), current?.runner?.stop().catch(() => undefined)]);
    },
  };
}
