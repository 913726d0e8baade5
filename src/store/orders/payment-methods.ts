import type { PrismaClient } from '../generated/client.ts';

/**
 * Names of the payment methods that occur in a shop's orders, as far as they were read. From one name in the index to
 * the next: a few looks, however many orders there are.
 */
export async function listPaymentMethods(prisma: PrismaClient, shopId: string): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ method: string }[]>`
    with recursive methods as (
      (select payment_method as method from orders
       where shop_id = ${shopId}::uuid and payment_method is not null order by payment_method limit 1)
      union all
      select (select payment_method from orders
              where shop_id = ${shopId}::uuid and payment_method > method order by payment_method limit 1)
      from methods where method is not null)
    select method from methods where method is not null order by 1`;
  return rows.map((row) => row.method);
}
