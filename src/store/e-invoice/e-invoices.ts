import type { EInvoiceStore } from '../../ports/stores/e-invoices.ts';
import type { Query } from '../postgres/query.ts';
import type { TakeCallSql } from '../quota/take-call.ts';
import { createEInvoiceIntents } from './intents.ts';
import { createEInvoiceLists } from './lists.ts';
import { createEInvoiceLooks } from './looks.ts';
import { createEInvoiceWork } from './work.ts';

/** @param takeCallSql The quota's, so that a send call is taken in the statement that notes it down. */
export function createEInvoiceStore(query: Query, takeCallSql: TakeCallSql): EInvoiceStore {
  return {
    ...createEInvoiceLists(query),
    ...createEInvoiceIntents(query),
    ...createEInvoiceWork(query, takeCallSql),
    ...createEInvoiceLooks(query),
  };
}
