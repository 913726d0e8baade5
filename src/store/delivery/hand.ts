import type { Setup } from '../../ports/stores/setups.ts';
import { Prisma } from '../generated/client.ts';

/**
 * Conditions under which create calls begin: the shop is connected to the company (`here`), all is as it was when the hand
 * was taken (`asTaken`), and one sent by hand waits (`manualWaits`), which goes first.
 *
 * @param hand Undefined: an order by itself, which was claimed in its turn.
 */
export function handSql(shopId: string, companyId: number, hand: Setup | undefined) {
  const here = Prisma.sql`
    exists (select 1 from connections where shop_id = ${shopId}::uuid and company_id = ${companyId}::int)`;
  if (hand === undefined) return { here, asTaken: Prisma.sql`true`, manualWaits: Prisma.sql`false` };
  const { settingsVersion, opened } = hand;
  return {
    here,
    asTaken: Prisma.sql`((
      select coalesce(sum(version), 0) from settings where shop_id = ${shopId}::uuid) = ${settingsVersion}::int
      and exists (select 1 from connections where shop_id = ${shopId}::uuid
        and rounding_doubted is not distinct from ${opened?.connection.roundingModel ?? null}::text
        and stamp_duty_added is not distinct from ${opened?.connection.stampDutyAdded ?? null}::boolean))`,
    manualWaits: Prisma.sql`exists (
      select 1 from deliveries where shop_id = ${shopId}::uuid and state = 'queued' and priority = 0)`,
  };
}
