import type { InvoicingClient } from '../../domain/customers/client.ts';
import type { CustomerLink } from './customers.ts';

export type SyncState = 'running' | 'waiting' | 'done' | 'cancelled' | 'failed';

/** `clients`: the company's are read; `list`: which customers to look at is read; `customers`: one after the other. */
export type SyncPhase = 'clients' | 'list' | 'customers';

export interface SyncError {
  /** Name of the customer; empty for what concerns the run. */
  customer: string;
  /** Italian sentence. */
  detail: string;
}

export interface SyncRun {
  id: string;
  shopId: string;
  companyId: number | null;
  state: SyncState;
  origin: 'manual' | 'automatic';
  phase: SyncPhase;
  /** All customers are read, and the company's clients with them. */
  full: boolean;
  started: Date;
  finished: Date | null;
  /** Null until it is known which customers to look at. */
  total: number | null;
  done: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Of the unchanged and updated ones: found in Fatture in Cloud and linked by this run. */
  linked: number;
  failed: number;
  errors: SyncError[];
  /** Failures of a platform in a row. */
  attempts: number;
  /** While `waiting`: until when, and the Italian sentence that says for what. */
  waitingUntil: Date | null;
  waitingReason: string | null;
}

/** What became of some customers of a run; stored in one transaction with what it rests on. */
export interface SyncStep {
  /** Customers that are done, by the id they were queued under. */
  taskIds: string[];
  links: CustomerLink[];
  clients: InvoicingClient[];
  created: number;
  updated: number;
  unchanged: number;
  linked: number;
  failed: number;
  errors: SyncError[];
}

export interface SyncStore {
  latest(shopId: string): Promise<SyncRun | null>;
  /** The run that is running or waiting. */
  current(shopId: string): Promise<SyncRun | null>;
  /** The last thirty, latest first. */
  list(shopId: string): Promise<SyncRun[]>;
  /** Starts a run and its job, in one transaction; null when one runs. Forgets all but the last thirty. */
  start(start: {
    shopId: string;
    companyId: number;
    origin: SyncRun['origin'];
    full: boolean;
    now: Date;
  }): Promise<SyncRun | null>;
  /** Ends the run that runs, and forgets what it had left to do; null when none does. */
  end(
    shopId: string,
    end: { state: 'done' | 'cancelled' | 'failed'; now: Date; error?: SyncError },
  ): Promise<SyncRun | null>;
  /** Puts a run off; its job is enqueued for then. */
  wait(run: SyncRun, why: { until: Date; reason: string; attempts: number }): Promise<void>;
  /** The time to wait is over. */
  resume(runId: string): Promise<void>;
  /** Takes a run on to its next phase. */
  advance(runId: string, to: { phase: SyncPhase; total?: number }): Promise<void>;
  /** Stores a step, exactly once with its counts. False when the run was ended meanwhile: take no further one. */
  commit(run: SyncRun, step: SyncStep, now: Date): Promise<boolean>;
  /** The sync's job, now. */
  enqueue(shopId: string): Promise<void>;
  /** Shops whose run is due; the scheduler enqueues their jobs, since a killed worker cannot. */
  listDue(now: Date): Promise<string[]>;
  /** Runs `work` while no other process syncs this shop's customers; false when one does. */
  withLane(shopId: string, work: () => Promise<void>): Promise<boolean>;
}
