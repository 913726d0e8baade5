import type { SyncRun, SyncStep, SyncStore } from '../../ports/stores/syncs.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import type { Locks } from '../postgres/lock.ts';
import { clientsSql, linksSql } from './customers-sql.ts';

/** graphile-worker's task that syncs one shop's customers; its payload is `{shopId}`. */
export const CUSTOMER_SYNC_TASK = 'customer-sync';

/** After every order's job. Lower numbers go first; orders have 0. */
const PRIORITY = 10;
const KEPT_RUNS = 30;
/** Reasons that one run keeps; the count goes on. */
const KEPT_ERRORS = 200;
/** First key of the advisory lock that says which process syncs a shop's customers. */
const LANE_LOCK = 0x63757374;
const ACTIVE = ['running', 'waiting'];

type SyncRow = Omit<SyncRun, 'state' | 'origin' | 'phase' | 'errors'> & {
  state: string;
  origin: string;
  phase: string;
  errors: Prisma.JsonValue;
};

const toRun = (row: SyncRow): SyncRun => ({
  ...row,
  state: row.state as SyncRun['state'],
  origin: row.origin as SyncRun['origin'],
  phase: row.phase as SyncRun['phase'],
  errors: row.errors as unknown as SyncRun['errors'],
});

/** Adds the job, now or at an instant; one that waits is replaced, one that runs is followed by it. */
const jobSql = (shopId: string, at: Date | null) => Prisma.sql`
  select 1 as ok from graphile_worker.add_job(${CUSTOMER_SYNC_TASK}, json_build_object('shopId', ${shopId}::text),
    run_at => ${at}::timestamptz, job_key => 'customer-sync:' || ${shopId}::text, priority => ${PRIORITY}::int)`;

export function createSyncStore(prisma: PrismaClient, locks: Locks): SyncStore {
  const current = async (shopId: string) => {
    const row = await prisma.syncRun.findFirst({
      where: { shopId, state: { in: ACTIVE } },
      orderBy: { started: 'desc' },
    });
    return row === null ? null : toRun(row);
  };

  return {
    current,

    async latest(shopId) {
      const row = await prisma.syncRun.findFirst({ where: { shopId }, orderBy: { started: 'desc' } });
      return row === null ? null : toRun(row);
    },

    async list(shopId) {
      const rows = await prisma.syncRun.findMany({
        where: { shopId },
        orderBy: { started: 'desc' },
        take: KEPT_RUNS,
      });
      return rows.map(toRun);
    },

    async start({ shopId, companyId, origin, full, now }) {
      return prisma.$transaction(async (tx) => {
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sync:${shopId}`}, 0))`;
        const running = await tx.syncRun.findFirst({
          where: { shopId, state: { in: ACTIVE } },
          select: { id: true },
        });
        if (running !== null) return null;
        const run = await tx.syncRun.create({
          data: {
            shopId,
            companyId,
            origin,
            full,
            phase: full ? 'clients' : 'list',
            state: 'running',
            started: now,
          },
        });
        await tx.$executeRaw`
          delete from sync_runs where shop_id = ${shopId}::uuid and id not in (
            select id from sync_runs where shop_id = ${shopId}::uuid order by started desc, id limit ${KEPT_RUNS})`;
        await tx.$queryRaw(jobSql(shopId, null));
        return toRun(run);
      });
    },

    async end(shopId, { state, now, error }) {
      const run = await current(shopId);
      if (run === null) return null;
      const errors = error === undefined ? run.errors : [error, ...run.errors];
      const [ended] = await prisma.$transaction([
        prisma.syncRun.updateMany({
          where: { id: run.id, state: { in: ACTIVE } },
          data: {
            state,
            finished: now,
            waitingUntil: null,
            waitingReason: null,
            errors: errors as unknown as Prisma.InputJsonValue,
          },
        }),
        // The list of customers brings its own again; buyers known from an order alone wait for the next run.
        prisma.customerTask.updateMany({
          where: { shopId, runId: run.id, customerId: { startsWith: 'order:' } },
          data: { runId: null },
        }),
        prisma.customerTask.deleteMany({ where: { shopId, runId: run.id } }),
      ]);
      if (ended.count === 0) return null;
      const row = await prisma.syncRun.findUnique({ where: { id: run.id } });
      return row === null ? null : toRun(row);
    },

    async wait(run, { until, reason, attempts }) {
      await prisma.$transaction(async (tx) => {
        const { count } = await tx.syncRun.updateMany({
          where: { id: run.id, state: { in: ACTIVE } },
          data: { state: 'waiting', waitingUntil: until, waitingReason: reason, attempts },
        });
        if (count > 0) await tx.$queryRaw(jobSql(run.shopId, until));
      });
    },

    async resume(runId) {
      await prisma.syncRun.updateMany({
        where: { id: runId, state: 'waiting' },
        data: { state: 'running', waitingUntil: null, waitingReason: null },
      });
    },

    async advance(runId, { phase, total }) {
      await prisma.syncRun.updateMany({
        where: { id: runId, state: { in: ACTIVE } },
        data: {
          phase,
          state: 'running',
          attempts: 0,
          waitingUntil: null,
          waitingReason: null,
          ...(total === undefined ? {} : { total }),
        },
      });
    },

    async commit(run, step, now) {
      const [, , , updated] = await prisma.$transaction([
        prisma.$executeRaw(linksSql(run, step.links)),
        prisma.$executeRaw(clientsSql(run.shopId, run.companyId ?? 0, step.clients, now)),
        prisma.customerTask.deleteMany({ where: { runId: run.id, customerId: { in: step.taskIds } } }),
        prisma.$queryRaw<{ alive: boolean }[]>(countsSql(run, step)),
      ]);
      return updated[0]?.alive ?? false;
    },

    async enqueue(shopId) {
      await prisma.$queryRaw(jobSql(shopId, null));
    },

    async listDue(now) {
      const rows = await prisma.$queryRaw<{ shopId: string }[]>`
        select distinct shop_id::text as "shopId" from sync_runs
        where state in ('running', 'waiting') and (state = 'running' or waiting_until <= ${now})`;
      return rows.map(({ shopId }) => shopId);
    },

    withLane: (shopId, work) => locks.withLock(LANE_LOCK, shopId, work),
  };
}

/** Counts a step. A run that was cancelled meanwhile stays so, but what was done is counted. */
function countsSql(run: SyncRun, step: SyncStep): Prisma.Sql {
  return Prisma.sql`
    update sync_runs set
      done = done + ${step.taskIds.length}, created = created + ${step.created},
      updated = updated + ${step.updated}, unchanged = unchanged + ${step.unchanged},
      linked = linked + ${step.linked}, failed = failed + ${step.failed}, attempts = 0,
      state = case when state = 'waiting' then 'running' else state end,
      waiting_until = null, waiting_reason = null,
      errors = case when jsonb_array_length(errors) >= ${KEPT_ERRORS} then errors
                    else errors || ${JSON.stringify(step.errors)}::jsonb end
    where id = ${run.id}::uuid
    returning state = 'running' as alive`;
}
