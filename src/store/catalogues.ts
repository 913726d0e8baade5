import type { InvoicingCatalogue, TaxProfile } from '../domain/catalogue.ts';
import type { CatalogueStore } from '../flows/store.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

export function createCatalogueStore(prisma: PrismaClient): CatalogueStore {
  return {
    async read(shopId) {
      const row = await prisma.catalogue.findUnique({ where: { shopId } });
      if (row?.invoicing == null || row.invoicingAt === null) return null;
      const invoicing = row.invoicing as unknown as InvoicingCatalogue;
      return {
        ...invoicing,
        companyId: row.companyId,
        taxProfiles: (row.taxProfiles as unknown as TaxProfile[] | null) ?? [],
        paymentMethods: [],
        readAt: row.invoicingAt,
      };
    },

    async saveInvoicing(shopId, companyId, catalogue, at) {
      const data = {
        companyId,
        invoicing: catalogue as unknown as Prisma.InputJsonValue,
        invoicingAt: at,
      };
      await prisma.catalogue.upsert({ where: { shopId }, create: { shopId, ...data }, update: data });
    },

    async saveTaxProfiles(shopId, profiles, at) {
      const data = { taxProfiles: profiles as unknown as Prisma.InputJsonValue, taxProfilesAt: at };
      await prisma.catalogue.upsert({ where: { shopId }, create: { shopId, ...data }, update: data });
    },
  };
}
