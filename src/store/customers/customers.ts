import type { ClientData, InvoicingClient } from '../../domain/customers/client.ts';
import type { ClientKeys, KeyedClient } from '../../domain/customers/client-match.ts';
import type { CustomerLink, CustomerStore } from '../../ports/stores/customers.ts';
import type { PrismaClient } from '../generated/client.ts';
import { clientsSql } from './customers-sql.ts';

/** Ids have 64 bits; as numbers they are exact up to 2^53. */
const toId = (id: bigint | null): number | null => (id === null ? null : Number(id));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

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
        clientsBegunAt: row?.clientsBegunAt ?? null,
        clientsPage: row?.clientsPage ?? 1,
        clientsAt: row?.clientsAt ?? null,
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
      const rows = await prisma.customerLink.findMany({
        where: { shopId, companyId, customerId: { in: [...customerIds] } },
      });
      return new Map(
        rows.map((row): [string, CustomerLink] => [
          row.customerId,
          {
            customerId: row.customerId,
            readId: row.readId ?? row.customerId,
            clientId: toId(row.clientId),
            hash: row.hash === null ? null : hex(row.hash),
            base: row.base as unknown as ClientData | null,
            creatingSince: row.creatingSince,
            refusal:
              row.problem === null || row.refusedHash === null
                ? null
                : { detail: row.problem, hash: hex(row.refusedHash) },
            erased: row.erasedAt !== null,
          },
        ]),
      );
    },

    async beginCreate(shopId, companyId, { customerId, readId }, now) {
      await prisma.customerLink.upsert({
        where: { shopId_companyId_customerId: { shopId, companyId, customerId } },
        create: { shopId, companyId, customerId, readId, clientId: null, creatingSince: now },
        update: { readId, creatingSince: now },
      });
    },

    async clearCreate(shopId, companyId, customerId) {
      await prisma.customerLink.updateMany({
        where: { shopId, companyId, customerId },
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
      const values = (name: keyof ClientKeys) => [...new Set(keys.flatMap((key) => key[name] ?? []))];
      const rows = await prisma.knownClient.findMany({
        where: {
          shopId,
          companyId,
          OR: [
            { code: { in: values('code') } },
            { vatKey: { in: values('vat') } },
            { taxKey: { in: values('tax') } },
            { emailKey: { in: values('email') } },
          ],
        },
        select: { clientId: true, code: true, vatKey: true, taxKey: true, emailKey: true },
      });
      return rows.map(
        (row): KeyedClient => ({
          clientId: Number(row.clientId),
          code: row.code,
          vat: row.vatKey,
          tax: row.taxKey,
          email: row.emailKey,
        }),
      );
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

    async forgetUnseen(shopId, companyId, begunAt) {
      await prisma.$transaction([
        prisma.knownClient.deleteMany({ where: { shopId, companyId, seenAt: { lt: begunAt } } }),
        prisma.$executeRaw`
          update customer_links l set client_id = null
          where shop_id = ${shopId}::uuid and company_id = ${companyId} and client_id is not null
            and not exists (select 1 from known_clients k where k.shop_id = l.shop_id
                            and k.company_id = l.company_id and k.client_id = l.client_id)`,
      ]);
    },
  };
}
