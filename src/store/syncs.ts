import type { SyncRun, SyncStore } from '../flows/store.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

/** graphile-worker's task that syncs one shop's customers; its payload is `{shopId, runId}`. */
export const CUSTOMER_SYNC_TASK = 'customer-sync';

type SyncRow = Omit<SyncRun, 'state' | 'errors'> & { state: string; errors: Prisma.JsonValue };

const toRun = (row: SyncRow): SyncRun => ({
  id: row.id,
  state: row.state as SyncRun['state'],
  started: row.started,
  finished: row.finished,
  total: row.total,
  done: row.done,
  created: row.created,
  updated: row.updated,
  unchanged: row.unchanged,
  failed: row.failed,
  errors: row.errors as SyncRun['errors'],
});

export function createSyncStore(prisma: PrismaClient): SyncStore {
  return {
    async latest(shopId) {
      const row = await prisma.syncRun.findFirst({ where: { shopId }, orderBy: { started: 'desc' } });
      return row === null ? null : toRun(row);
    },

    async start(shopId, now) {
      return prisma.$transaction(async (tx) => {
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sync:${shopId}`}, 0))`;
        const running = await tx.syncRun.findFirst({
          where: { shopId, state: { in: ['running', 'waiting'] } },
          select: { id: true },
        });
        if (running !== null) return null;
        const run = await tx.syncRun.create({ data: { shopId, state: 'running', started: now } });
        await tx.$queryRaw`select 1 as ok from graphile_worker.add_job(
          ${CUSTOMER_SYNC_TASK}, json_build_object('shopId', ${shopId}::text, 'runId', ${run.id}::text),
          job_key => 'customer-sync:' || ${shopId}::text, priority => 10)`;
        return toRun(run);
      });
    },

    async progress(id, run) {
      await prisma.syncRun.update({ where: { id }, data: run });
    },
  };
}
