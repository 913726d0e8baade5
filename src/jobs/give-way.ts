import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often it is looked at how busy the process is. */
const SAMPLE_MS = 50;
/** Share of a sample in which the process had something to do, above which whoever asks it waits. */
const BUSY = 0.5;
/** A request this short a time ago: more will follow. */
const RECENT_MS = 250;
/** While that is so, one order begins per this time. */
const SPACING_MS = 25;

export interface GiveWay {
  /** A request came that somebody waits for. */
  noteRequest(): void;
  /** Resolves when the next order may begin: at once, unless a busy process is being asked for answers. */
  turn(): Promise<void>;
  stop(): void;
}

/**
 * Work of the queue gives way to requests in a process that does both: the platform and a merchant wait for their
 * answers, an order's document does not mind a moment. Orders still go on, one at a time, however many requests come.
 */
export function createGiveWay(): GiveWay {
  let requestAt = Number.NEGATIVE_INFINITY;
  let nextAt = 0;
  let busy = 0;
  let sample: EventLoopUtilization = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    busy = performance.eventLoopUtilization(now, sample).utilization;
    sample = now;
  }, SAMPLE_MS).unref();
  const isPressed = (now: number) => busy > BUSY && now - requestAt < RECENT_MS;

  return {
    noteRequest() {
      requestAt = performance.now();
    },
    async turn() {
      const now = performance.now();
      if (!isPressed(now)) return;
      nextAt = Math.max(now, nextAt + SPACING_MS);
      await sleep(nextAt - now);
    },
    stop: () => clearInterval(timer),
  };
}
