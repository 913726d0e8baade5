import { companySections, defaultSettings, type Settings, withoutCompanyIds } from '../../domain/settings.ts';
import { Prisma } from '../generated/client.ts';

/**
 * Settings follow the company, in the transaction that connects it: what holds ids of another one is put aside under
 * that one, and what was put aside under this one comes back; else it begins without ids. The lists to choose from are
 * forgotten, and each section has a new version, so that a form still open elsewhere is told.
 */
export async function moveSettings(
  tx: Prisma.TransactionClient,
  shopId: string,
  companyId: number,
): Promise<void> {
  const where = { shopId, section: { in: [...companySections] } };
  // The sequence of locks: connection, settings.
  await tx.$queryRaw`select 1 as locked from connections where shop_id = ${shopId}::uuid for update`;
  await stampUnnamed(tx, shopId, companyId);
  const rows = await tx.setting.findMany({ where: { ...where, companyId: { not: companyId } } });
  for (const { section, value, companyId: former } of rows) {
    if (former === null) continue;
    const kept = { value: value as Prisma.InputJsonValue, savedAt: new Date() };
    const key = { shopId, companyId: former, section };
    await tx.companySetting.upsert({
      where: { shopId_companyId_section: key },
      create: { ...key, ...kept },
      update: kept,
    });
    const back = await tx.companySetting.findUnique({
      where: { shopId_companyId_section: { shopId, companyId, section } },
    });
    await tx.setting.update({
      where: { shopId_section: { shopId, section } },
      data: {
        value: (back?.value ?? cleared(section, value)) as Prisma.InputJsonValue,
        companyId,
        version: { increment: 1 },
      },
    });
  }
  await tx.catalogue.updateMany({
    where: { shopId, NOT: { companyId } },
    data: { companyId: null, invoicing: Prisma.DbNull, invoicingAt: null },
  });
}

/** Sections saved before companies were told apart belong to the company connected until now. */
async function stampUnnamed(tx: Prisma.TransactionClient, shopId: string, companyId: number): Promise<void> {
  const [connection, catalogue] = await Promise.all([
    tx.connection.findUnique({ where: { shopId }, select: { companyId: true } }),
    tx.catalogue.findUnique({ where: { shopId }, select: { companyId: true } }),
  ]);
  await tx.setting.updateMany({
    where: { shopId, section: { in: [...companySections] }, companyId: null },
    data: { companyId: connection?.companyId ?? catalogue?.companyId ?? companyId },
  });
}

function cleared(section: string, value: Prisma.JsonValue): object {
  const settings = { ...defaultSettings, [section]: value } as Settings;
  return withoutCompanyIds(settings)[section as keyof ReturnType<typeof withoutCompanyIds>];
}
