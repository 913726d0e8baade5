import type { ClientData, InvoicingClient } from '../../domain/customers/client.ts';
import type { ClientKeys, KeyedClient } from '../../domain/customers/client-match.ts';

/** A customer of the shop and its client. */
export interface CustomerLink {
  customerId: string;
  /** Id under which the shop reads the customer. */
  readId: string;
  /** Null: not made yet, or deleted in Fatture in Cloud. */
  clientId: number | null;
  /** Hash and data of the mapped client as of the last sync. */
  hash: string | null;
  base: ClientData | null;
  /** Set while a create call's outcome is unknown: look before repeating. */
  creatingSince: Date | null;
  /** How long ago that was, by the database's clock, which all workers share. */
  creatingForMs: number | null;
  /** An answer came, though not one that tells. */
  creatingAnswered: boolean;
  /** Why it was refused (Italian), and the hash of what was. */
  refusal: { detail: string; hash: string } | null;
  /** The customer's data were erased on a person's word: the sync passes them over. */
  erased?: boolean;
}

/** Up to where a shop's customers and a company's clients were read. */
export interface CustomerWatermark {
  changedUntil: Date | null;
  fullAt: Date | null;
  /** The run that reads all clients, and the page that comes next; its reading has a number, since clocks differ. */
  readingRunId: string | null;
  readings: number;
  clientsPage: number;
  /** Clients that others made or changed were looked for up to here. */
  clientsSeenAt: Date | null;
}

/** Keys to look clients up by. */
export type WantedKeys = Pick<ClientKeys, 'code' | 'vat' | 'tax' | 'email'> & { olderCode: string | null };

export interface CustomerStore {
  watermark(shopId: string, companyId: number): Promise<CustomerWatermark>;
  saveWatermark(shopId: string, companyId: number, change: Partial<CustomerWatermark>): Promise<void>;
  /** Adds customers to a run, or (null) to the next one; one that is in the queue already is not added twice. */
  addTasks(shopId: string, customerIds: readonly string[], runId: string | null): Promise<void>;
  /** Adds to a run what waited for the next one and what an earlier one left in doubt; with `refused` also those. */
  adoptTasks(run: { id: string; shopId: string; companyId: number | null }, refused: boolean): Promise<void>;
  /** Leaves a customer of a run to the next run. */
  releaseTask(shopId: string, customerId: string): Promise<void>;
  countTasks(runId: string): Promise<number>;
  nextTasks(runId: string, limit: number): Promise<string[]>;
  links(
    shopId: string,
    companyId: number,
    customerIds: readonly string[],
  ): Promise<Map<string, CustomerLink>>;
  /**
   * Durable before a create call: from here on the client may exist; what names the doubt. Null, and nothing is stored,
   * where the run was ended or another worker was faster: the customer is linked, or in a doubt that was not `seen`.
   */
  beginCreate(
    run: { id: string; shopId: string; companyId: number | null },
    customer: { customerId: string; readId: string; seen: Date | null },
  ): Promise<Date | null>;
  /** An answer came to the create call, though not one that tells. */
  markCreateAnswered(shopId: string, companyId: number, customerId: string, since: Date): Promise<void>;
  /** The create call that began then made nothing for sure. A doubt that another worker began meanwhile stays. */
  clearCreate(shopId: string, companyId: number, customerId: string, since: Date): Promise<void>;
  /** Clients as last seen. */
  clients(shopId: string, companyId: number, ids: readonly number[]): Promise<Map<number, InvoicingClient>>;
  /** Clients that share a key with one of these. */
  candidates(shopId: string, companyId: number, keys: readonly WantedKeys[]): Promise<KeyedClient[]>;
  saveClients(
    shopId: string,
    companyId: number,
    clients: readonly InvoicingClient[],
    seenAt: Date,
  ): Promise<void>;
  /** Forgets a client that is gone, and unlinks it. */
  forgetClient(shopId: string, companyId: number, clientId: number): Promise<void>;
  /** Begins a reading of all clients: those that it sees, and those that are written meanwhile, carry its number. */
  beginReading(shopId: string, companyId: number, runId: string): Promise<void>;
  /** Forgets the clients that the latest reading did not see, and unlinks them. */
  forgetUnseen(shopId: string, companyId: number): Promise<void>;
}
