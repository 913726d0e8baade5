/** A request that arrived, whatever became of it. */
export interface Call {
  at: Date;
  method: string;
  /** Without the query. */
  path: string;
  query: string;
  /** Who spends: a shop's instance or a company's id; empty where unknown. */
  account: string;
  /** The caller's `x-request-id`. */
  requestId?: string | undefined;
  /** Status answered; null while open or when the connection was cut. */
  status: number | null;
  /** Name of the fault that was injected. */
  fault: string | null;
}

/** Everything that arrived at one platform, oldest first. */
export class CallLog {
  readonly calls: Call[] = [];

  add(call: Omit<Call, 'status' | 'fault'>): Call {
    const entry: Call = { ...call, status: null, fault: null };
    this.calls.push(entry);
    return entry;
  }

  /** How many calls match; `path` is compared whole when a string. */
  count(filter: { method?: string; path?: string | RegExp; account?: string; status?: number } = {}): number {
    return this.matching(filter).length;
  }

  matching(
    filter: { method?: string; path?: string | RegExp; account?: string; status?: number } = {},
  ): Call[] {
    return this.calls.filter(
      (call) =>
        (filter.method === undefined || call.method === filter.method) &&
        (filter.account === undefined || call.account === filter.account) &&
        (filter.status === undefined || call.status === filter.status) &&
        (filter.path === undefined ||
          (typeof filter.path === 'string' ? call.path === filter.path : filter.path.test(call.path))),
    );
  }

  /** `{"GET /orders/list.json": 3}` */
  byPath(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const call of this.calls) {
      const key = `${call.method} ${call.path}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }

  clear(): void {
    this.calls.length = 0;
  }
}
