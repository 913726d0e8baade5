import { type Catalogue, type InvoicingCatalogue, noSales, type TaxProfile } from '../../domain/catalogue.ts';
import { Problem } from '../../domain/problem.ts';
import type { Company } from '../../ports/authorization.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { Setup } from '../../ports/stores/setups.ts';
import { openShop, withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { refreshLatestOrders } from '../orders/list-orders.ts';

const EMPTY: InvoicingCatalogue = { templates: [], vatTypes: [], paymentAccounts: [], numerations: [] };

/** What is stored, where it is this company's. */
const ownCatalogue = (stored: Catalogue | null, company: Company | null): Catalogue | null =>
  company === null || stored?.companyId === company.id ? stored : null;

/** Whether a document can be made from it: both sides' lists were read. */
const isComplete = ({ taxProfiles }: Catalogue): boolean => taxProfiles.length > 0;

/** Whether what is stored is this company's, and need not be read anew. */
export function hasCatalogue(stored: Catalogue | null, company: Company): boolean {
  const own = ownCatalogue(stored, company);
  return own !== null && isComplete(own);
}

/**
 * What was read last; read now where nothing was read yet for this company and `invoicing` is given. The tax
 * profiles are the shop's; where the shop does not answer, those read before stand.
 *
 * @param known Where it was just read from the tables.
 */
export async function readCatalogue(
  context: Context,
  shopId: string,
  company: Company | null,
  invoicing: Invoicing | null,
  known?: Setup,
): Promise<Catalogue> {
  const stored = known === undefined ? await context.store.catalogues.read(shopId) : known.catalogue;
  const own = ownCatalogue(stored, company);
  if (own !== null && isComplete(own)) return own;
  if (company === null || invoicing === null) {
    if (own !== null) return own;
    // Another company's lists say nothing of this one's.
    return {
      ...EMPTY,
      companyId: null,
      taxProfiles: stored?.taxProfiles ?? [],
      statuses: stored?.statuses ?? [],
      paymentMethods: stored?.paymentMethods ?? [],
      sales: stored?.sales ?? noSales,
      readAt: new Date(0),
    };
  }
  return refreshCatalogue(context, shopId, company, invoicing);
}

/** Reads both sides anew: one call of Fatture in Cloud, two of the shop. */
export async function refreshCatalogue(
  context: Context,
  shopId: string,
  company: Company,
  invoicing: Invoicing,
): Promise<Catalogue> {
  const { store, clock } = context;
  const before = ownCatalogue(await store.catalogues.read(shopId), company);
  const [read] = await Promise.all([
    invoicing.readCatalogue(),
    refreshTaxProfiles(context, shopId).catch((error: unknown) => {
      context.log.warn({ shopId, err: error }, 'tax profiles could not be read');
    }),
    refreshStatuses(context, shopId).catch((error: unknown) => {
      context.log.warn({ shopId, err: error }, 'statuses could not be read');
    }),
  ]);
  const catalogue = before?.regime === undefined ? read : { ...read, regime: before.regime };
  await store.catalogues.saveInvoicing(shopId, company.id, catalogue, clock.now());
  const stored = await store.catalogues.read(shopId);
  if (stored === null) throw new Error('catalogue not stored');
  return stored;
}

/** A company that does not let its settings be read is not asked each time. */
function untold(error: unknown): string {
  if (error instanceof Problem && error.outcome === 'mend') return '';
  throw error;
}

/** With the company's tax regime, which only the panel wants, for what it proposes; without where it is not told. */
async function withRegime(
  { store, log }: Context,
  shopId: string,
  company: Company,
  invoicing: Invoicing,
  catalogue: Catalogue,
  anew: boolean,
): Promise<Catalogue> {
  if (catalogue.regime !== undefined && !anew) return catalogue;
  try {
    const regime = (await invoicing.readTaxRegime().catch(untold)) || null;
    const { templates, vatTypes, paymentAccounts, numerations, readAt } = catalogue;
    const lists = { templates, vatTypes, paymentAccounts, numerations, regime };
    await store.catalogues.saveInvoicing(shopId, company.id, lists, readAt);
    return { ...catalogue, regime };
  } catch (error) {
    if (store.isAway(error)) throw error;
    log.info({ shopId, err: error }, 'the tax regime could not be read');
    return catalogue;
  }
}

export async function refreshTaxProfiles(context: Context, shopId: string): Promise<TaxProfile[]> {
  const shop = await openShop(context, shopId);
  const profiles = await shop.listTaxProfiles();
  await context.store.catalogues.saveTaxProfiles(shopId, profiles, context.clock.now());
  return profiles;
}

async function refreshStatuses(context: Context, shopId: string): Promise<void> {
  const shop = await openShop(context, shopId);
  await context.store.catalogues.saveStatuses(shopId, await shop.listStatuses());
}

/** The panel's catalogue: as stored, or read anew when asked to or never read. */
export async function openCatalogue(context: Context, shopId: string, refresh: boolean): Promise<Catalogue> {
  const catalogue = await withCompany(context, shopId, 'catalogue', async (invoicing, company) => {
    const read = refresh
      ? await refreshCatalogue(context, shopId, company, invoicing)
      : await readCatalogue(context, shopId, company, invoicing);
    return withRegime(context, shopId, company, invoicing, read, refresh);
  });
  const paymentMethods = await context.store.orders.listPaymentMethods(shopId);
  if (paymentMethods.length > 0 && !refresh) {
    return { ...catalogue, paymentMethods, sales: await context.store.orders.sales(shopId) };
  }
  // Payment methods are known from orders alone; before the first list they were never read.
  await refreshLatestOrders(context, shopId).catch((error: unknown) => {
    if (context.store.isAway(error)) throw error;
    context.log.info({ shopId, err: error }, 'latest orders could not be read for their payment methods');
  });
  const { orders } = context.store;
  return {
    ...catalogue,
    paymentMethods: await orders.listPaymentMethods(shopId),
    sales: await orders.sales(shopId),
  };
}
