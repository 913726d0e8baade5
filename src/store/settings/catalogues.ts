import {
  type Catalogue,
  type InvoicingCatalogue,
  noSales,
  type ShopStatus,
  type TaxProfile,
} from '../../domain/catalogue.ts';
import type { CatalogueStore } from '../../ports/stores/settings.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';

/** A row as it is stored; null before Fatture in Cloud was read for the first time. */
export function toCatalogue(row: {
  companyId: number | null;
  invoicing: unknown;
  invoicingAt: Date | null;
  taxProfiles: unknown;
  statuses: unknown;
}): Catalogue | null {
  if (row.invoicing == null || row.invoicingAt === null) return null;
  return {
    ...(row.invoicing as InvoicingCatalogue),
    companyId: row.companyId,
    taxProfiles: (row.taxProfiles as TaxProfile[] | null) ?? [],
    statuses: (row.statuses as ShopStatus[] | null) ?? [],
    paymentMethods: [],
    sales: noSales,
    readAt: row.invoicingAt,
  };
}

export function createCatalogueStore(prisma: PrismaClient): CatalogueStore {
  return {
    async read(shopId) {
      const row = await prisma.catalogue.findUnique({ where: { shopId } });
      return row === null ? null : toCatalogue(row);
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

    async saveStatuses(shopId, statuses) {
      const data = { statuses: statuses as unknown as Prisma.InputJsonValue };
      await prisma.catalogue.upsert({ where: { shopId }, create: { shopId, ...data }, update: data });
    },
  };
}
