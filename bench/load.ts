// A process of its own that makes requests and times them, told what by messages.

export interface Request {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
}

export type LoadJob =
  /** Begins `perSecond` requests a second, whether or not earlier ones were answered. */
  | { kind: 'paced'; requests: Request[]; perSecond: number }
  /** Keeps `atOnce` going; each of the lists' requests one after the other. */
  | { kind: 'closed'; requests: Request[][]; atOnce: number };

export interface LoadResult {
  /** Milliseconds from the moment a request was due to the last byte of its answer, in the requests' sequence. */
  timesMs: number[];
  /** Milliseconds from the first request to the last answer. */
  wholeMs: number;
}

async function make({ method, url, headers, body }: Request): Promise<void> {
  const answer = await fetch(url, { method, headers: headers ?? {}, body: body ?? null });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

async function paced(requests: Request[], perSecond: number): Promise<LoadResult> {
  const timesMs: number[] = [];
  const start = performance.now();
  const all: Promise<void>[] = [];
  for (const [index, request] of requests.entries()) {
    const due = start + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const at = performance.now();
    all.push(
      make(request).then(() => {
        timesMs[index] = performance.now() - at;
      }),
    );
  }
  await Promise.all(all);
  return { timesMs, wholeMs: performance.now() - start };
}

async function closed(lists: Request[][], atOnce: number): Promise<LoadResult> {
  const timesMs: number[] = [];
  const start = performance.now();
  const queue = [...lists.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, requests] = next;
      const at = performance.now();
      for (const request of requests) await make(request);
      timesMs[index] = performance.now() - at;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { timesMs, wholeMs: performance.now() - start };
}

process.on('message', async (job: LoadJob) => {
  try {
    const result =
      job.kind === 'paced'
        ? await paced(job.requests, job.perSecond)
        : await closed(job.requests, job.atOnce);
    process.send?.(result);
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
