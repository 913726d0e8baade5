import { setTimeout as sleep } from 'node:timers/promises';
import { problem } from '../../domain/problem.ts';
import type { QuotaState } from '../../ports/quota.ts';
import type { StoreInfo } from '../../ports/shop.ts';
import type { SiteState } from '../../ports/site.ts';
import type { Connection } from '../../ports/stores/connection/connections.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { StoredInspection } from '../../ports/stores/inspections.ts';
import type { prerequisiteTexts } from '../../texts/it/prerequisites.ts';
import { openShop, withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';
import { readCatalogue, refreshTaxProfiles } from '../settings/read-catalogue.ts';

type PrerequisiteTexts = typeof prerequisiteTexts;

export interface Prerequisite {
  id: 'site-online' | 'taxes' | 'invoicing' | 'payment-account';
  /** null: the platform does not let it be read. */
  ok: boolean | null;
  /** What was found, in the words of one catalogue. */
  say(texts: PrerequisiteTexts): string;
}

export interface Status {
  shop: InstalledShop;
  connection: Connection | null;
  prerequisites: Prerequisite[];
  quota: QuotaState;
  /** The latest look at what the shop answers. */
  inspection: StoredInspection | null;
}

/** The panel asks often (it waits for the sign-in window); the shop is asked once in this time. */
const PREREQUISITES_FRESH_MS = 15_000;
const SITE_WAIT_MS = 1500;
const cache = new WeakMap<Context, Map<string, { at: number; checks: Promise<Prerequisite[]> }>>();

export async function readStatus(context: Context, shopId: string): Promise<Status> {
  const { store, quota } = context;
  const shop = await store.shops.find(shopId);
  if (shop === null) throw problem('shop-not-installed', 'mend', {});
  const connection = await store.connections.find(shopId);
  const [prerequisites, quotaState, inspection] = await Promise.all([
    cachedPrerequisites(context, shop, connection),
    // Without a company nothing is spent: the answer shows the limits.
    quota.read(connection?.company?.id ?? 0),
    store.inspections.read(shopId),
  ]);
  return { shop, connection, prerequisites, quota: quotaState, inspection };
}

function cachedPrerequisites(
  context: Context,
  installed: InstalledShop,
  connection: Connection | null,
): Promise<Prerequisite[]> {
  const { id: shopId } = installed;
  const now = context.clock.now().getTime();
  const perShop = cache.get(context) ?? new Map();
  cache.set(context, perShop);
  const key = `${shopId}:${connection?.state ?? ''}:${connection?.company?.id ?? ''}`;
  const known = perShop.get(key);
  if (known !== undefined && now - known.at < PREREQUISITES_FRESH_MS) return known.checks;
  for (const [old, entry] of perShop) if (now - entry.at >= PREREQUISITES_FRESH_MS) perShop.delete(old);
  const checks = checkPrerequisites(context, installed, connection);
  perShop.set(key, { at: now, checks });
  // A failure is not worth remembering.
  checks.catch(() => perShop.delete(key));
  return checks;
}

/** What the vendor's guide asks for before the first order is sent, each checked live where it can be read. */
async function checkPrerequisites(
  context: Context,
  installed: InstalledShop,
  connection: Connection | null,
): Promise<Prerequisite[]> {
  const { id: shopId } = installed;
  const quiet = (error: unknown) => {
    if (context.store.isAway(error)) throw error;
    context.log.info({ shopId, err: error }, 'prerequisite could not be checked');
    return null;
  };
  const shop = await openShop(context, shopId).catch(quiet);
  const [info, profiles, accounts, seen] = await Promise.all([
    shop?.readStore().catch(quiet) ?? null,
    shop === null ? null : refreshTaxProfiles(context, shopId).catch(quiet),
    countPaymentAccounts(context, shopId, connection).catch(quiet),
    lookAtSite(context, installed.url),
  ]);
  const online = isOnline(info?.online ?? null, seen);
  return [
    {
      id: 'site-online',
      ok: online,
      say: ({ siteOnline }) => siteOnline[online === null ? 'unknown' : online ? 'yes' : 'no'],
    },
    {
      id: 'taxes',
      ok: profiles === null ? null : profiles.length > 0,
      say: (texts) => (profiles === null ? texts.shopSilent : texts.taxes(profiles.length)),
    },
    readInvoicing(info),
    {
      id: 'payment-account',
      ok: accounts === null ? null : accounts > 0,
      say(texts) {
        if (connection?.company == null) return texts.notConnected;
        return accounts === null ? texts.invoicingSilent : texts.paymentAccounts(accounts);
      },
    },
  ];
}

/** A site that is slow is told by the next look: the panel does not wait for it. */
async function lookAtSite(context: Context, url: string): Promise<SiteState> {
  if (url === '') return 'unknown';
  return Promise.race([context.lookAtSite(url), sleep(SITE_WAIT_MS, 'unknown' as const, { ref: false })]);
}

/** The site as a visitor sees it; what the platform tells of it counts where that cannot be seen, and its "no" always. */
function isOnline(told: boolean | null, seen: SiteState): boolean | null {
  if (told === false || seen === 'unknown') return told;
  return seen === 'online';
}

function readInvoicing(info: StoreInfo | null): Prerequisite {
  const enabled = info?.invoicingEnabled ?? null;
  return {
    id: 'invoicing',
    ok: enabled,
    say(texts) {
      if (info === null) return texts.shopSilent;
      return texts.invoicing[enabled === null ? 'unknown' : enabled ? 'yes' : 'no'];
    },
  };
}

async function countPaymentAccounts(
  context: Context,
  shopId: string,
  connection: Connection | null,
): Promise<number | null> {
  if (connection?.company == null || connection.state !== 'connected') return null;
  return withCompany(context, shopId, 'catalogue', async (invoicing, company) => {
    const catalogue = await readCatalogue(context, shopId, company, invoicing);
    return catalogue.paymentAccounts.length;
  });
}
