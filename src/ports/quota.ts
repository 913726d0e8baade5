/** Who spends from the company's quota; earlier ones go first. */
export type CallPriority = 'manual' | 'automatic' | 'catalogue' | 'e-invoices' | 'customers';

/** What of a company's quota is left, as far as known. */
export interface QuotaState {
  hour: { limit: number; remaining: number; resetsAt: Date };
  month: { limit: number; remaining: number; resetsAt: Date };
}

/** Calls that the budget knows of in its fixed windows, just after one was taken. */
export interface KnownCalls {
  hourUsed: number;
  hourLimit: number;
  monthUsed: number;
  monthLimit: number;
}

/** A call that may be made, or when to ask again. */
export type QuotaGrant = { granted: true; known?: KnownCalls } | { granted: false; retryAt: Date };

/** The company's budget of calls, shared by all processes. */
export interface Quota {
  /** Takes one call. */
  take(companyId: number, priority: CallPriority): Promise<QuotaGrant>;
  /** What an answer's headers told, or a refusal. `known`: of the call's grant; what tells the same is no news. */
  observe(
    companyId: number,
    seen: {
      hourRemaining?: number | undefined;
      hourLimit?: number | undefined;
      monthRemaining?: number | undefined;
      monthLimit?: number | undefined;
      /** A refusal: no call before this instant. */
      refusedUntil?: Date | undefined;
    },
    known?: KnownCalls,
  ): Promise<void>;
  read(companyId: number): Promise<QuotaState>;
}
