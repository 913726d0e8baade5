/** What /metrics reads from the database: totals over all shops, never one shop's. Ages in seconds. */
export interface Gauges {
  deliveries: Record<string, number>;
  /** Of the oldest queued delivery; 0 when none is. */
  oldestQueuedSeconds: number;
  hints: number;
  oldestDueHintSeconds: number;
  jobs: { ready: number; running: number; later: number; dead: number };
  oldestReadyJobSeconds: number;
  /** By window (`hour`, `month`): the least left of any company, 0 to 1, and companies that have nothing left. */
  quota: Record<string, { lowestRemainingRatio: number; exhausted: number }>;
  connections: Record<string, number>;
  shopsWithoutWebhooks: number;
  /** Shops whose keys the platform refuses: the app was removed there. */
  shopsRefused: number;
  /** Invoices that are not at their end, by state; and those that the SDI does not have near or past their dead-line. */
  eInvoices: Record<string, number>;
  eInvoicesDue: { near: number; over: number };
  /** Shops at whose last look something could not be read. */
  shopsNotRead: number;
}
