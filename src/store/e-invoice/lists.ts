import { type EInvoiceState, eInvoiceStates, unsentStates } from '../../domain/e-invoice.ts';
import type { EInvoiceLists } from '../../ports/stores/e-invoices.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { columns, type EInvoiceRow, isCurrent, toEInvoice } from './rows.ts';

export function createEInvoiceLists(query: Query): EInvoiceLists {
  const findMany: EInvoiceLists['findMany'] = async (shopId, orderIds) => {
    if (orderIds.length === 0) return new Map();
    // Each by its delivery, which the database finds by its key.
    const rows = await query.rows<EInvoiceRow>(Prisma.sql`
      select ${columns} from unnest(${[...orderIds]}::text[]) wanted (order_id)
        join deliveries d on d.shop_id = ${shopId}::uuid and d.order_id = wanted.order_id
        join e_invoices e on e.delivery_id = d.id and e.document_id = d.document_id
          and e.company_id is not distinct from d.company_id`);
    return new Map(rows.map((row) => [row.orderId, toEInvoice(row)]));
  };
  return {
    findMany,
    find: async (shopId, orderId) => (await findMany(shopId, [orderId])).get(orderId) ?? null,

    async counts(shopId) {
      const rows = await query.rows<{ state: EInvoiceState; count: number; dueBy: string }>(Prisma.sql`
        select e.state, count(*)::int as count, min(e.due_by)::text as "dueBy" from e_invoices e
        where e.shop_id = ${shopId}::uuid and e.state <> 'delivered' and ${isCurrent} group by 1`);
      const states = Object.fromEntries(eInvoiceStates.map((state) => [state, 0])) as Record<
        EInvoiceState,
        number
      >;
      for (const { state, count } of rows) states[state] = count;
      const unsent = rows.filter(({ state }) => (unsentStates as readonly EInvoiceState[]).includes(state));
      return { states, oldestDueBy: unsent.map(({ dueBy }) => dueBy).sort()[0] ?? null };
    },
  };
}
