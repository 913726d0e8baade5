/** So many requests within this time: more will follow, and wait for each other. */
const MANY = 4;
const WITHIN_MS = 100;
/** While that is so, one order begins per this time. */
export const SPACING_MS = 40;

export interface GiveWay {
  /** A request came that somebody waits for. */
  noteRequest(): void;
  /** Resolves when the next order may begin: at once, unless a process is asked for many answers. */
  turn(): Promise<void>;
  /** Nothing waits any more. */
  stop(): void;
}

/**
 * Work of the queue gives way to requests in a process that does both: the platform and a merchant wait for their
 * answers, an order's document does not mind a moment. Orders still go on, one at a time, however many requests come.
 */
export function createGiveWay(readMs = () => performance.now()): GiveWay {
  /** When the latest requests came, oldest first. */
  const requests: number[] = [];
  const waiting: (() => void)[] = [];
  let nextAt = Number.NEGATIVE_INFINITY;
  const isPressed = (now: number) => {
    const [oldest] = requests;
    return requests.length === MANY && oldest !== undefined && now - oldest < WITHIN_MS;
  };
  const release = (count: number) => {
    for (const go of waiting.splice(0, count)) go();
  };
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    timer = undefined;
    const now = readMs();
    if (!isPressed(now)) {
      release(waiting.length);
    } else if (now >= nextAt) {
      nextAt = now + SPACING_MS;
      release(1);
    }
    wait(now);
  };
  const wait = (now: number) => {
    if (waiting.length > 0) timer ??= setTimeout(look, Math.max(nextAt - now, 1)).unref();
  };

  return {
    noteRequest() {
      requests.push(readMs());
      if (requests.length > MANY) requests.shift();
    },
    async turn() {
      const now = readMs();
      if (!isPressed(now)) return;
      if (now >= nextAt && waiting.length === 0) {
        nextAt = now + SPACING_MS;
        return;
      }
      await new Promise<void>((go) => {
        waiting.push(go);
        wait(now);
      });
    },
    stop() {
      clearTimeout(timer);
      release(waiting.length);
    },
  };
}
