import { type EventLoopUtilization, performance } from 'node:perf_hooks';

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

/** The share of time since the last call in which this process had something to do. */
function createUtilization(): () => number {
  let last: EventLoopUtilization = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}

/**
 * Work of the queue gives way to requests in a process that does both: the platform and a merchant wait for their
 * answers, an order's document does not mind a moment. Orders still go on, one at a time, however many requests come.
 */
export function createGiveWay(
  readUtilization = createUtilization(),
  readMs = () => performance.now(),
): GiveWay {
  let requestAt = Number.NEGATIVE_INFINITY;
  let nextAt = 0;
  let busy = 0;
  const timer = setInterval(() => {
    busy = readUtilization();
  }, SAMPLE_MS).unref();
  const isPressed = (now: number) => busy > BUSY && now - requestAt < RECENT_MS;

  return {
    noteRequest() {
      requestAt = readMs();
    },
    async turn() {
      const now = readMs();
      if (!isPressed(now)) return;
      nextAt = Math.max(now, nextAt + SPACING_MS);
      if (nextAt > now) await new Promise((resolve) => setTimeout(resolve, nextAt - now));
    },
    stop: () => clearInterval(timer),
  };
}
