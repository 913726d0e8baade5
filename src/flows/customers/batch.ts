import type { ClientData, InvoicingClient } from '../../domain/customers/client.ts';
import type { KeyedClient } from '../../domain/customers/client-match.ts';
import type { ShopCustomer } from '../../domain/customers/customer.ts';
import type { CustomerLink } from '../../ports/stores/customers.ts';
import type { SyncRun, SyncStep } from '../../ports/stores/syncs.ts';
import type { Context } from '../context.ts';

export interface MappedCustomer {
  taskId: string;
  customer: ShopCustomer;
  mapped: ClientData;
  hash: string;
}

/** What the customers of a batch share. */
export interface Batch {
  run: SyncRun;
  companyId: number;
  /** The shop's `uid`. */
  storeUid: string;
  overwrite: boolean;
  links: Map<string, CustomerLink>;
  /** Clients as last seen, by id. */
  clients: Map<number, InvoicingClient>;
  candidates: KeyedClient[];
  /** Failures of a platform in a row, up to now. */
  failures: number;
  /** Done and not stored yet. */
  step: SyncStep;
}

export const emptyStep = (): SyncStep => ({
  taskIds: [],
  links: [],
  clients: [],
  created: 0,
  updated: 0,
  unchanged: 0,
  linked: 0,
  failed: 0,
  errors: [],
});

/** Stores what is done; false when the run was ended meanwhile. */
export async function flush({ store, clock }: Context, batch: Batch): Promise<boolean> {
  const { step } = batch;
  batch.step = emptyStep();
  if (step.taskIds.length > 0) batch.failures = 0;
  return store.syncs.commit(batch.run, step, clock.now());
}
