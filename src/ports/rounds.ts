/** Work that comes by the clock: graphile-worker's task of one shop; its payload is `{shopId}`. */
export type Round =
  | 'customer-sync-start'
  | 'refresh-products'
  | 'subscribe'
  | 'inspect-shop'
  | 'heal-connection'
  | 'record-takings'
  | 'follow-e-invoices';

export interface RoundStore {
  /**
   * Adds a job for each shop that has something to do, each at its own moment of the span (`spreadMs`): chosen by the
   * database, a slice of the shops a statement, so that nothing is read of the others. Answers how many.
   */
  enqueue(round: Round, span: { from: Date; overMs: number }): Promise<number>;
  /** The same for shops with e-invoices whose look is due; no other shop is looked at. */
  enqueueDueEInvoices(span: { from: Date; overMs: number }): Promise<number>;
}
