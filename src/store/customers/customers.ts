import type { InvoicingClient } from '../../domain/customers/client.ts';
import { clientKeys, taxOfVat, vatOfTax } from '../../domain/customers/client-match.ts';
import type { CustomerLink, CustomerStore, WantedKeys } from '../../ports/stores/customers.ts';
import type { PrismaClient } from '../generated/client.ts';
import { clientsSql } from './customers-sql.ts';

/** Ids have 64 bits; as numbers they are exact up to 2^53. */
const toId = (id: bigint | null): number | null => (id === null ? null : Number(id));
type LinkRow = Omit<CustomerLink, 'refusal' | 'clientId'> & {
  clientId: bigint | null;
  problem: string | null;
  refusedHash: string | null;
};

export function createCustomerStore(prisma: PrismaClient): CustomerStore {
  const tasks = (shopId: string, customerIds: readonly string[], runId: string | null) => prisma.$executeRaw`
    insert into customer_tasks (shop_id, customer_id, run_id)
    select distinct on (id) ${shopId}::uuid, id, ${runId}::uuid from unnest(${[...customerIds]}::text[]) as id
    on conflict (shop_id, customer_id) do update set run_id = coalesce(excluded.run_id, customer_tasks.run_id)`;

  return {
    async watermark(shopId, companyId) {
      const row = await prisma.customerWatermark.findUnique({
        where: { shopId_companyId: { shopId, companyId } },
      });
      return {
        changedUntil: row?.changedUntil ?? null,
        fullAt: row?.fullAt ?? null,
        readingRunId: row?.readingRunId ?? null,
        readings: row?.readings ?? 0,
        clientsPage: row?.clientsPage ?? 1,
        clientsSeenAt: row?.clientsSeenAt ?? null,
      };
    },

    async saveWatermark(shopId, companyId, change) {
      await prisma.customerWatermark.upsert({
        where: { shopId_companyId: { shopId, companyId } },
        create: { shopId, companyId, ...change },
        update: change,
      });
    },

    async addTasks(shopId, customerIds, runId) {
      if (customerIds.length > 0) await tasks(shopId, customerIds, runId);
    },

    async adoptTasks({ id, shopId, companyId }, refused) {
      await prisma.customerTask.updateMany({ where: { shopId, runId: null }, data: { runId: id } });
      const doubtful = { creatingSince: { not: null } };
      const rows = await prisma.customerLink.findMany({
        where: {
          shopId,
          companyId: companyId ?? 0,
          ...(refused ? { OR: [doubtful, { problem: { not: null } }] } : doubtful),
        },
        select: { customerId: true, readId: true },
      });
      const ids = rows.map(({ customerId, readId }) => readId ?? customerId);
      if (ids.length > 0) await tasks(shopId, ids, id);
    },

    async releaseTask(shopId, customerId) {
      await prisma.customerTask.updateMany({ where: { shopId, customerId }, data: { runId: null } });
    },

    countTasks: (runId) => prisma.customerTask.count({ where: { runId } }),

    async nextTasks(runId, limit) {
      const rows = await prisma.customerTask.findMany({
        where: { runId },
        orderBy: { position: 'asc' },
        take: limit,
        select: { customerId: true },
      });
      return rows.map(({ customerId }) => customerId);
    },

    async links(shopId, companyId, customerIds) {
      const rows = await prisma.$queryRaw<LinkRow[]>`
        select customer_id as "customerId", coalesce(read_id, customer_id) as "readId", client_id as "clientId",
          encode(hash, 'hex') as hash, base, creating_since as "creatingSince",
          extract(epoch from clock_timestamp() - creating_since)::float8 * 1000 as "creatingForMs",
          creating_answered as "creatingAnswered",
          problem, encode(refused_hash, 'hex') as "refusedHash", erased_at is not null as erased
        from customer_links where shop_id = ${shopId}::uuid and company_id = ${companyId}
          and customer_id = any(${[...customerIds]}::text[])`;
      return new Map(
        rows.map(({ problem, refusedHash, clientId, ...link }): [string, CustomerLink] => [
          link.customerId,
          {
            ...link,
            clientId: toId(clientId),
            refusal: problem === null || refusedHash === null ? null : { detail: problem, hash: refusedHash },
          },
        ]),
      );
    },

    async beginCreate({ id, shopId, companyId }, { customerId, readId, seen }) {
      // By the database's clock: who looks later may be on another machine.
      const [begun] = await prisma.$queryRaw<{ since: Date }[]>`
        insert into customer_links (shop_id, company_id, customer_id, read_id, creating_since, updated_at)
        select r.shop_id, r.company_id, ${customerId}, ${readId}, date_trunc('milliseconds', clock_timestamp()), now()
        from sync_runs r where r.id = ${id}::uuid and r.shop_id = ${shopId}::uuid and r.company_id = ${companyId}
          and r.state = 'running' and (select assure_known_database())
        on conflict (shop_id, company_id, customer_id) do update
          set read_id = excluded.read_id, creating_since = excluded.creating_since, creating_answered = false,
            updated_at = now()
          where customer_links.client_id is null and customer_links.creating_since is not distinct from ${seen}::timestamptz
        returning creating_since as since`;
      return begun?.since ?? null;
    },

    async markCreateAnswered(shopId, companyId, customerId, creatingSince) {
      await prisma.customerLink.updateMany({
        where: { shopId, companyId, customerId, creatingSince },
        data: { creatingAnswered: true },
      });
    },

    async clearCreate(shopId, companyId, customerId, creatingSince) {
      await prisma.customerLink.updateMany({
        where: { shopId, companyId, customerId, creatingSince },
        data: { creatingSince: null },
      });
    },

    async clients(shopId, companyId, ids) {
      const rows = await prisma.knownClient.findMany({
        where: { shopId, companyId, clientId: { in: [...ids] } },
      });
      return new Map(rows.map((row) => [Number(row.clientId), row.data as unknown as InvoicingClient]));
    },

    async candidates(shopId, companyId, keys) {
      const values = (of: (wanted: WantedKeys) => (string | null)[]) => [
        ...new Set(keys.flatMap((wanted) => of(wanted)).filter((value) => value !== null)),
      ];
      // The same eleven digits may stand as the one number here and as the other there.
      const vats = values(({ vat, tax }) => [vat, vatOfTax(tax)]);
      const taxes = values(({ vat, tax }) => [tax, taxOfVat(vat)]);
      const rows = await prisma.knownClient.findMany({
        where: {
          shopId,
          companyId,
          OR: [
            { code: { in: values(({ code, olderCode }) => [code, olderCode]) } },
            { vatKey: { in: vats } },
            { taxKey: { in: taxes } },
            { emailKey: { in: values(({ email }) => [email]) } },
          ],
        },
        select: { clientId: true, data: true },
      });
      return rows.map(({ clientId, data }) => ({
        clientId: Number(clientId),
        ...clientKeys(data as unknown as InvoicingClient),
      }));
    },

    async saveClients(shopId, companyId, clients, seenAt) {
      if (clients.length > 0) await prisma.$executeRaw(clientsSql(shopId, companyId, clients, seenAt));
    },

    async forgetClient(shopId, companyId, clientId) {
      await prisma.$transaction([
        prisma.knownClient.deleteMany({ where: { shopId, companyId, clientId } }),
        prisma.customerLink.updateMany({ where: { shopId, companyId, clientId }, data: { clientId: null } }),
      ]);
    },

    async beginReading(shopId, companyId, runId) {
      await prisma.customerWatermark.upsert({
        where: { shopId_companyId: { shopId, companyId } },
        create: { shopId, companyId, readingRunId: runId, readings: 1, clientsPage: 1 },
        update: { readingRunId: runId, readings: { increment: 1 }, clientsPage: 1 },
      });
    },

    async forgetUnseen(shopId, companyId) {
      await prisma.$transaction([
        prisma.$executeRaw`
          delete from known_clients k using customer_watermarks w
          where k.shop_id = ${shopId}::uuid and k.company_id = ${companyId}
            and w.shop_id = k.shop_id and w.company_id = k.company_id and k.reading < w.readings`,
        prisma.$executeRaw`
          update customer_links l set client_id = null
          where shop_id = ${shopId}::uuid and company_id = ${companyId} and client_id is not null
            and not exists (select 1 from known_clients k where k.shop_id = l.shop_id
                            and k.company_id = l.company_id and k.client_id = l.client_id)`,
      ]);
    },
  };
}
