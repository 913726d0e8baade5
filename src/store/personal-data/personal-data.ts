import type { ClientData } from '../../domain/customers/client.ts';
import type { SubjectQuery } from '../../domain/customers/subject-query.ts';
import type { DeliveryEventType } from '../../domain/delivery.ts';
import type {
  HeldClient,
  HeldCustomer,
  HeldOrder,
  HeldSyncError,
  PersonalDataStore,
} from '../../ports/stores/personal-data.ts';
import { toDelivery } from '../delivery/rows.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import { toSummary } from '../orders/orders.ts';
import { createPersonalDataRemoval } from './personal-data-removal.ts';

/** Letters and digits alone, upper case: how tax numbers are compared, however they were typed. */
const plain = (column: Prisma.Sql) => Prisma.sql`regexp_replace(upper(${column}), '[^A-Z0-9]', '', 'g')`;
const anyOf = (conditions: Prisma.Sql[]) => Prisma.sql`(${Prisma.join(conditions, ' or ')})`;
const escapeLike = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
const distinct = <T>(values: readonly T[]) => [...new Set(values)];

/** The e-mail address in an order's search text: number, customer, e-mail, a line each. */
function emailIn(searchText: string): string | null {
  const last = searchText.split('\n').at(-1) ?? '';
  return /^\S+@\S+$/.test(last) ? last : null;
}

/** A subject is looked for by what was typed, then by the e-mail addresses that this leads to. */
export function createPersonalDataStore(prisma: PrismaClient): PersonalDataStore {
  /** Orders that have one of these texts as a line of their own: found in the index of searches, where there is one. */
  async function ordersWithLine(shopId: string, lines: readonly string[]): Promise<string[]> {
    if (lines.length === 0) return [];
    const conditions = lines.map(
      (line) => Prisma.sql`(text like ${`%${escapeLike(line)}%`}
        and position(${`\n${line}\n`} in E'\n' || text || E'\n') > 0)`,
    );
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      select order_id as id from order_search where shop_id = ${shopId}::uuid and ${anyOf(conditions)}`;
    return rows.map(({ id }) => id);
  }

  /** Orders whose problems, now or earlier, quoted one of these. */
  async function ordersQuoting(shopId: string, emails: readonly string[], taxId: string | null) {
    const conditions = (column: Prisma.Sql) => [
      ...emails.map((email) => Prisma.sql`position(${email} in lower(${column})) > 0`),
      ...(taxId === null ? [] : [Prisma.sql`position(${taxId} in ${plain(column)}) > 0`]),
    ];
    if (emails.length === 0 && taxId === null) return [];
    const rows = await prisma.$queryRaw<{ id: string }[]>`
      select order_id as id from deliveries
      where shop_id = ${shopId}::uuid and problem is not null and ${anyOf(conditions(Prisma.sql`problem::text`))}
      union
      select d.order_id from delivery_events e join deliveries d on d.id = e.delivery_id
      where d.shop_id = ${shopId}::uuid and (e.type in ('failed', 'waiting', 'uncertain', 'invoice-given-up', 'payment-not-set-off')
          or e.type like any (array['e-invoice-%', 'act-%', 'credit-note-%']))
        and ${anyOf(conditions(Prisma.sql`e.data::text`))}`;
    return rows.map(({ id }) => id);
  }

  async function readOrders(shopId: string, orderIds: string[]): Promise<HeldOrder[]> {
    const [orders, deliveries] = await Promise.all([
      prisma.order.findMany({
        where: { shopId, orderId: { in: orderIds } },
        orderBy: [{ placedAt: 'desc' }, { orderId: 'desc' }],
      }),
      prisma.delivery.findMany({
        where: { shopId, orderId: { in: orderIds } },
        include: { events: { orderBy: { id: 'asc' } } },
      }),
    ]);
    const byOrder = new Map(deliveries.map((row) => [row.orderId, row]));
    return orders.map((row) => {
      const delivery = byOrder.get(row.orderId);
      return {
        ...toSummary(row),
        email: emailIn(row.searchText),
        paymentMethod: row.paymentMethod,
        delivery: delivery === undefined ? null : toDelivery(delivery),
        events: (delivery?.events ?? []).map(({ at, type, data }) => ({
          at,
          type: type as DeliveryEventType,
          values: data as Record<string, unknown>,
        })),
      };
    });
  }

  async function findClients(shopId: string, where: Prisma.KnownClientWhereInput[]): Promise<HeldClient[]> {
    if (where.length === 0) return [];
    const rows = await prisma.knownClient.findMany({ where: { shopId, OR: where }, take: 1000 });
    return rows.map(({ companyId, clientId, data, seenAt }) => ({
      companyId,
      clientId: Number(clientId),
      data: data as unknown as ClientData,
      seenAt,
    }));
  }

  async function findCustomers(
    shopId: string,
    emails: readonly string[],
    taxId: string | null,
    clients: readonly HeldClient[],
  ): Promise<HeldCustomer[]> {
    const conditions = [
      ...clients.map(
        ({ companyId, clientId }) =>
          Prisma.sql`(company_id = ${companyId}::int and client_id = ${clientId}::bigint)`,
      ),
      ...emails.map((email) => Prisma.sql`lower(base->>'email') = ${email}`),
      ...(taxId === null
        ? []
        : [
            Prisma.sql`${taxId} in (${plain(Prisma.sql`base->>'taxCode'`)}, ${plain(Prisma.sql`base->>'vatNumber'`)})`,
          ]),
    ];
    if (conditions.length === 0) return [];
    return prisma.$queryRaw<HeldCustomer[]>`
      select customer_id as "customerId", company_id as "companyId", client_id::float8 as "clientId", base as data, problem,
        updated_at as "syncedAt"
      from customer_links
      where shop_id = ${shopId}::uuid and erased_at is null and ${anyOf(conditions)}
      order by company_id, customer_id`;
  }

  async function findSyncErrors(shopId: string, names: readonly string[], emails: readonly string[]) {
    const quoted = emails.map((email) => Prisma.sql`position(${email} in lower(e->>'detail')) > 0`);
    const rows = await prisma.$queryRaw<HeldSyncError[]>`
      select r.id::text as "runId", r.started as at, e->>'customer' as customer, e->>'detail' as detail
      from sync_runs r cross join jsonb_array_elements(r.errors) e
      where r.shop_id = ${shopId}::uuid and ${anyOf([Prisma.sql`e->>'customer' = any(${[...names]}::text[])`, ...quoted])}
      order by r.started desc`;
    return rows;
  }

  async function find(shopId: string, { email, taxId, order }: SubjectQuery) {
    const byTax: Prisma.KnownClientWhereInput[] =
      taxId === null
        ? []
        : [
            { taxKey: taxId },
            { vatKey: /^\d+$/.test(taxId) ? `IT:${taxId}` : `${taxId.slice(0, 2)}:${taxId.slice(2)}` },
          ];
    const [named, numbered, quoting] = await Promise.all([
      findClients(shopId, [...byTax, ...(email === null ? [] : [{ emailKey: email }])]),
      order === null ? [] : ordersWithLine(shopId, [order]),
      ordersQuoting(shopId, [], taxId),
    ]);
    const direct = [...numbered, ...quoting];
    const first = await readOrders(shopId, distinct(direct));
    const emails = distinct([
      ...(email === null ? [] : [email]),
      ...named.flatMap(({ data }) => data.email?.trim().toLowerCase() || []),
      ...first.flatMap((found) => found.email ?? []),
    ]);
    const fromOrders = first.flatMap((found) => (found.email === null ? [] : [{ emailKey: found.email }]));
    const clients = distinctBy([...named, ...(await findClients(shopId, fromOrders))], clientPlace);
    const customers = await findCustomers(shopId, emails, taxId, clients);
    const linked = await findClients(
      shopId,
      customers.flatMap(({ companyId, clientId }) => (clientId === null ? [] : [{ companyId, clientId }])),
    );
    const orders = await readOrders(
      shopId,
      distinct([
        ...direct,
        ...(await ordersWithLine(shopId, emails)),
        ...(await ordersQuoting(shopId, emails, null)),
      ]),
    );
    const allClients = distinctBy([...clients, ...linked], clientPlace);
    const names = distinct([
      ...orders.map(({ customer }) => customer),
      ...allClients.map(({ data }) => data.name),
      ...customers.map(({ data }) => data?.name ?? ''),
    ]).filter((name) => name.trim() !== '');
    return {
      orders,
      customers,
      clients: allClients,
      syncErrors: await findSyncErrors(shopId, names, emails),
    };
  }

  return { find, ...createPersonalDataRemoval(prisma) };
}

const clientPlace = ({ companyId, clientId }: HeldClient) => `${companyId}:${clientId}`;

function distinctBy<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()];
}
