import type { DeliveryState } from '../../domain/delivery.ts';
import type { SendBatches } from '../../ports/stores/deliveries.ts';
import { Prisma, type PrismaClient } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import { json } from './rows.ts';

export function createSendBatches(prisma: PrismaClient, query: Query): SendBatches {
  return {
    async latestBatch(shopId) {
      const batch = await prisma.sendBatch.findFirst({ where: { shopId }, orderBy: { startedAt: 'desc' } });
      if (batch === null) return null;
      const rows = await prisma.delivery.groupBy({
        by: ['state'],
        where: { batchId: batch.id },
        _count: true,
        _min: { nextTryAt: true },
      });
      const states = { queued: 0, sending: 0, sent: 0, waiting: 0, failed: 0, skipped: 0 };
      for (const row of rows) states[row.state as DeliveryState] = row._count;
      const nextTryAt = rows.find((row) => row.state === 'waiting')?._min.nextTryAt ?? null;
      return { ...batch, states, nextTryAt };
    },

    async cancelBatch(shopId, batchId, reason, now) {
      const mine = Prisma.sql`shop_id = ${shopId}::uuid and batch_id = ${batchId}::uuid
        and state in ('queued', 'waiting')`;
      const rows = await query.rows<{ id: string }>(Prisma.sql`
        with stopped as (
          update deliveries set state = 'skipped', next_try_at = null, problem = null, updated_at = now()
          where ${mine} and origin = 'manual' and creating_since is null returning id),
        event as (
          insert into delivery_events (delivery_id, type, data)
          select id, 'skipped', ${json({ reason })} from stopped),
        left_alone as (
          update deliveries set batch_id = null, priority = 1, updated_at = now()
          where ${mine} and origin = 'automatic' returning id)
        update send_batches
        set cancelled_at = coalesce(cancelled_at, ${now}), total = total - (select count(*) from left_alone)
        where id = ${batchId}::uuid and shop_id = ${shopId}::uuid returning id::text as id`);
      return rows.length > 0;
    },
  };
}
