import type { AftercareStore } from '../../ports/stores/aftercare/aftercare.ts';
import { json } from '../delivery/rows.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import type { TakeCallSql } from '../quota/take-call.ts';
import { createDocumentActs } from './acts.ts';
import { createChangeNotes } from './changes.ts';
import { createCreditNotes } from './credit-notes.ts';

/** @param takeCallSql The quota's, so that a create call is taken in the statement that notes it down. */
export function createAftercareStore(query: Query, takeCallSql: TakeCallSql): AftercareStore {
  return {
    ...createChangeNotes(query),
    ...createDocumentActs(query),
    ...createCreditNotes(query, takeCallSql),

    async postponeAll(shopId, until, problem) {
      const due = Prisma.sql`shop_id = ${shopId}::uuid and act_at <= now()`;
      const at = Prisma.sql`act_at = coalesce(${until}::timestamptz, 'infinity'), problem = ${json(problem)}`;
      await query.execute(Prisma.sql`
        with notes as (
          update credit_notes set ${at}, state = 'waiting', updated_at = now() where ${due} and state <> 'sent')
        update document_acts set ${at} where ${due}`);
    },

    async wakeWaiting(shopId, now) {
      const waits = Prisma.sql`shop_id = ${shopId}::uuid and act_at = 'infinity'`;
      await query.execute(Prisma.sql`
        with notes as (
          update credit_notes set act_at = ${now}, first_tried_at = null, updated_at = now() where ${waits})
        update document_acts set act_at = ${now}, problem = null, first_tried_at = null where ${waits}`);
    },
  };
}
