import type { PrismaClient } from './generated/client.ts';

/** Names of the payment methods that occur in a shop's orders, as far as they were read. */
export async function listPaymentMethods(prisma: PrismaClient, shopId: string): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ method: string }[]>`
    select distinct payment_method as method from orders
    where shop_id = ${shopId}::uuid and payment_method is not null order by 1`;
  return rows.map((row) => row.method);
}
