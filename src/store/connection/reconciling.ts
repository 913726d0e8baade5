import type { ShopKeys } from '../../ports/shop.ts';
import type { ReconcilingShop, ShopStore } from '../../ports/stores/connection/shops.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import type { Sealer } from '../sealing/seal.ts';
import { binds } from '../sealing/sealed-columns.ts';

interface Row {
  shopId: string;
  instance: string;
  sealedKeys: Uint8Array;
  keysRefusedAt: Date | null;
  keysTriedNextAt: Date | null;
  activeSince: Date | null;
  seenUntil: Date | null;
  spanMs: number | null;
  intervalMs: number | null;
  missedAt: Date | null;
}

const columns = Prisma.sql`
  s.id::text as "shopId", s.instance, s.sealed_keys as "sealedKeys", s.keys_refused_at as "keysRefusedAt",
  s.keys_tried_next_at as "keysTriedNextAt", s.orders_seen_until as "seenUntil", s.orders_span_ms as "spanMs",
  s.reconcile_every_ms as "intervalMs", s.reconcile_missed_at as "missedAt",
  (select o.active_since from settings o join connections c on c.shop_id = o.shop_id and c.company_id is not null
    where o.shop_id = s.id and o.section = 'orders') as "activeSince"`;

type Reconciling = Pick<
  ShopStore,
  'readReconciling' | 'takeReconciling' | 'noteReconciled' | 'reconcileBy' | 'nextReconcilingAt'
>;

/** When shops are looked at for orders whose webhook never came: nothing is read of one that is not due. */
export function createReconciling(query: Query, sealer: Sealer): Reconciling {
  const toShop = ({
    instance,
    sealedKeys,
    keysRefusedAt,
    keysTriedNextAt,
    ...row
  }: Row): ReconcilingShop => ({
    ...row,
    access: {
      keys: sealer.open<ShopKeys>(sealedKeys, binds.shopKeys(instance)),
      keysRefusedAt,
      keysTriedNextAt,
    },
  });
  return {
    async readReconciling(id) {
      const [row] = await query.rows<Row>(
        Prisma.sql`select ${columns} from shops s where s.id = ${id}::uuid`,
      );
      return row === undefined ? null : toShop(row);
    },

    async takeReconciling({ now, leaseUntil, limit }) {
      const rows = await query.rows<Row>(Prisma.sql`
        with due as materialized (
          select id from shops where reconcile_at <= ${now}
          order by reconcile_at limit ${limit}::int for no key update skip locked)
        update shops s set reconcile_at = ${leaseUntil} from due where s.id = due.id returning ${columns}`);
      return rows.map(toShop);
    },

    async noteReconciled(id, { seenUntil, spanMs, at, intervalMs, missedAt }) {
      const set = [
        ...(seenUntil === undefined ? [] : [Prisma.sql`orders_seen_until = ${seenUntil}`]),
        ...(spanMs === undefined ? [] : [Prisma.sql`orders_span_ms = ${spanMs}::int`]),
        ...(intervalMs === undefined ? [] : [Prisma.sql`reconcile_every_ms = ${intervalMs}::int`]),
        ...(missedAt === undefined ? [] : [Prisma.sql`reconcile_missed_at = ${missedAt}`]),
        ...(at === undefined ? [] : [Prisma.sql`reconcile_at = ${at}`]),
      ];
      if (set.length > 0) {
        await query.execute(Prisma.sql`update shops set ${Prisma.join(set, ', ')} where id = ${id}::uuid`);
      }
    },

    async reconcileBy(id, at) {
      await query.execute(Prisma.sql`
        update shops set reconcile_at = ${at} where id = ${id}::uuid and reconcile_at > ${at}`);
    },

    async nextReconcilingAt() {
      const [row] = await query.rows<{ at: Date | null }>(
        Prisma.sql`select min(reconcile_at) as at from shops`,
      );
      return row?.at ?? null;
    },
  };
}
