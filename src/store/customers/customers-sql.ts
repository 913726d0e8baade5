import type { InvoicingClient } from '../../domain/customers/client.ts';
import { clientKeys } from '../../domain/customers/client-match.ts';
import type { CustomerLink } from '../../ports/stores/customers.ts';
import { Prisma } from '../generated/client.ts';

/** Many rows in one statement: they go as one JSON text. */
const rowsOf = (rows: readonly object[]) => Prisma.sql`${JSON.stringify(rows)}::jsonb`;

/** Stores links as they now are. */
export function linksSql(
  owner: { shopId: string; companyId: number | null },
  links: readonly CustomerLink[],
): Prisma.Sql {
  // The last word of each customer: one statement may write a row only once.
  const latest = new Map(links.map((link) => [link.customerId, link]));
  const rows = [...latest.values()].map((link) => ({
    customer_id: link.customerId,
    read_id: link.readId,
    client_id: link.clientId,
    hash: link.hash,
    base: link.base,
    // Whoever knows the outcome ends the doubt; it begins by itself alone.
    creating_since: link.creatingSince?.toISOString() ?? null,
    problem: link.refusal?.detail ?? null,
    refused_hash: link.refusal?.hash ?? null,
  }));
  return Prisma.sql`
    insert into customer_links (shop_id, company_id, customer_id, read_id, client_id, hash, base, creating_since,
                                problem, refused_hash, updated_at)
    select ${owner.shopId}::uuid, ${owner.companyId}::int, customer_id, read_id, client_id, decode(hash, 'hex'), base,
           creating_since, problem, decode(refused_hash, 'hex'), now()
    from jsonb_to_recordset(${rowsOf(rows)}) as r(customer_id text, read_id text, client_id bigint, hash text, base jsonb,
         creating_since timestamptz, problem text, refused_hash text)
    on conflict (shop_id, company_id, customer_id) do update set
      read_id = excluded.read_id, client_id = excluded.client_id, hash = excluded.hash, base = excluded.base,
      creating_since = excluded.creating_since, problem = excluded.problem,
      refused_hash = excluded.refused_hash, updated_at = now()`;
}

/** Stores clients as last seen, by the latest reading. */
export function clientsSql(
  shopId: string,
  companyId: number,
  clients: readonly InvoicingClient[],
  seenAt: Date,
): Prisma.Sql {
  const latest = new Map(clients.map((client) => [client.id, client]));
  const rows = [...latest.values()].map((client) => {
    const { code, vat, tax, email } = clientKeys(client);
    return { client_id: client.id, code, vat_key: vat, tax_key: tax, email_key: email, data: client };
  });
  return Prisma.sql`
    insert into known_clients (shop_id, company_id, client_id, code, vat_key, tax_key, email_key, data, seen_at, reading)
    select ${shopId}::uuid, ${companyId}::int, client_id, code, vat_key, tax_key, email_key, data, ${seenAt},
      coalesce((select readings from customer_watermarks
                where shop_id = ${shopId}::uuid and company_id = ${companyId}::int), 0)
    from jsonb_to_recordset(${rowsOf(rows)}) as r(client_id bigint, code text, vat_key text, tax_key text,
         email_key text, data jsonb)
    on conflict (shop_id, company_id, client_id) do update set
      code = excluded.code, vat_key = excluded.vat_key, tax_key = excluded.tax_key,
      email_key = excluded.email_key, data = excluded.data, seen_at = excluded.seen_at,
      reading = greatest(known_clients.reading, excluded.reading)`;
}

/** Part of a statement whose part `taken` names orders: their buyers are left to the next sync, where they are not yet. */
export const newTasksSql = (shopId: string, tasks: ReadonlyMap<string, string>) => Prisma.sql`
  left_to_sync as (
    insert into customer_tasks (shop_id, customer_id)
    select ${shopId}::uuid, task.id
    from unnest(${[...tasks.keys()]}::text[], ${[...tasks.values()]}::text[]) as task (order_id, id)
    join taken using (order_id)
    on conflict (shop_id, customer_id) do nothing),`;
