/** A call that the customers of a company may make now, or why not and when to ask again. */
export type CustomerCall =
  | { granted: true }
  /** `orders`: orders of the company wait. `month`: of the month they have had their day's share, or orders need the rest. */
  | { granted: false; reason: 'orders' | 'month'; retryAt: Date };

/** What of a company's quota its customers may use: orders go first. */
export interface CustomerCallStore {
  /** Takes a call from the day's share, while no order of the company waits. The quota itself is asked afterwards. */
  take(companyId: number, now: Date): Promise<CustomerCall>;
  /** When so many calls can have been made, at the latest; by hour, day and month. */
  latestEnd(companyId: number, calls: number, now: Date): Promise<Date>;
}
