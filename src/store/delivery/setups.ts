import type { Catalogue } from '../../domain/catalogue.ts';
import type { ClientData } from '../../domain/customers/client.ts';
import { clientKeys } from '../../domain/customers/client-match.ts';
import type { SetupStore } from '../../ports/stores/setups.ts';
import { type ConnectionColumns, toConnection } from '../connection/connections.ts';
import { openTokens } from '../connection/refresh-tokens.ts';
import { Prisma } from '../generated/client.ts';
import type { Query } from '../postgres/query.ts';
import type { Sealer } from '../sealing/seal.ts';
import { toCatalogue } from '../settings/catalogues.ts';
import { type SettingRow, toSettings } from '../settings/settings.ts';

/** Catalogues are long and seldom change: those of this many shops are kept read. */
const CATALOGUES_KEPT = 256;

type Row = (ConnectionColumns | Record<keyof ConnectionColumns, null>) & {
  sealedTokens: Uint8Array | null;
  settings: (Omit<SettingRow, 'activeSince'> & { activeSince: string | null })[];
  products: Record<string, number> | null;
  missing: string[] | null;
  paidSeen: Record<string, string> | null;
  clients: Record<string, { id: number; base: ClientData | null; known: ClientData | null }> | null;
  catalogueVersion: string | null;
  catalogueCompanyId: number | null;
  invoicing: unknown;
  invoicingAt: Date | null;
  taxProfiles: unknown;
  statuses: unknown;
  deliveryQueued: boolean;
};

interface KeptCatalogue {
  version: string;
  catalogue: Catalogue | null;
}

/** The least recently used one goes first. */
function createCatalogueCache() {
  const kept = new Map<string, KeptCatalogue>();
  return {
    find: (shopId: string) => kept.get(shopId),
    keep(shopId: string, catalogue: KeptCatalogue) {
      kept.delete(shopId);
      kept.set(shopId, catalogue);
      for (const oldest of kept.keys()) {
        if (kept.size <= CATALOGUES_KEPT) break;
        kept.delete(oldest);
      }
    },
  };
}

export function createSetupStore(query: Query, sealer: Sealer): SetupStore {
  const cache = createCatalogueCache();

  /** @param kept What was kept as the row was asked for, which left the text of that version out. */
  function readCatalogue(shopId: string, row: Row, kept: KeptCatalogue | undefined): Catalogue | null {
    if (row.catalogueVersion === null) return null;
    const catalogue =
      kept?.version === row.catalogueVersion
        ? kept.catalogue
        : toCatalogue({ ...row, companyId: row.catalogueCompanyId });
    cache.keep(shopId, { version: row.catalogueVersion, catalogue });
    return catalogue;
  }

  return {
    async read(shopId, { customerIds, skus, paidOrderIds = [] }) {
      const kept = cache.find(shopId);
      const version = kept?.version ?? '';
      // A row's place and the transaction that wrote it say which of its versions this is.
      const rows = await query.rows<Row>(Prisma.sql`
        select c.shop_id::text as "shopId", c.state, c.company_id as "companyId", c.company_name as "companyName",
          c.companies, c.sealed_tokens as "sealedTokens", c.access_expires_at as "accessExpiresAt",
          c.connected_at as "connectedAt", c.rounding_doubted as "roundingModel",
          c.stamp_duty_added as "stampDutyAdded",
          c.products_read_at as "productsReadAt", c.refused_since as "refusedSince",
          coalesce((select json_agg(json_build_object('section', s.section, 'value', s.value, 'version', s.version,
              'activeSince', s.active_since, 'companyId', s.company_id))
            from settings s where s.shop_id = ${shopId}::uuid), '[]') as settings,
          (select json_object_agg(p.sku, p.product_id) from product_links p
            where p.shop_id = ${shopId}::uuid and p.company_id = c.company_id and p.sku = any(${[...skus]}::text[])
          ) as products,
          (select json_agg(m.sku) from missing_skus m
            where m.shop_id = ${shopId}::uuid and m.company_id = c.company_id and m.sku = any(${[...skus]}::text[])
              and m.looked_at > now() - interval '1 day'
          ) as missing,
          (select json_object_agg(l.customer_id, json_build_object('id', l.client_id, 'base', l.base, 'known', k.data))
            from customer_links l left join known_clients k on k.shop_id = l.shop_id
              and k.company_id = l.company_id and k.client_id = l.client_id
            where l.shop_id = ${shopId}::uuid and l.company_id = c.company_id
              and l.customer_id = any(${[...customerIds]}::text[]) and l.client_id is not null
          ) as clients,
          (select json_object_agg(o.order_id, coalesce(o.paid_seen_at, o.read_at)) from orders o
            where o.shop_id = ${shopId}::uuid and o.paid and o.order_id = any(${[...paidOrderIds]}::text[])
          ) as "paidSeen",
          exists (select 1 from deliveries d where d.shop_id = ${shopId}::uuid and d.state = 'queued') as "deliveryQueued",
          k.version as "catalogueVersion", k.company_id as "catalogueCompanyId", k.invoicing_at as "invoicingAt",
          case when k.version <> ${version}::text then k.invoicing end as invoicing,
          case when k.version <> ${version}::text then k.tax_profiles end as "taxProfiles",
          case when k.version <> ${version}::text then k.statuses end as statuses
        from (select 1) one
          left join connections c on c.shop_id = ${shopId}::uuid
          left join (select *, xmin::text || ctid::text as version from catalogues) k on k.shop_id = ${shopId}::uuid`);
      const row = rows[0];
      if (row === undefined) throw new Error('setup not read');
      const settings = row.settings.map(({ activeSince, ...rest }) => ({
        ...rest,
        activeSince: activeSince === null ? null : new Date(activeSince),
      }));
      return {
        ...toSettings(settings, row.companyId),
        settingsVersion: settings.reduce((sum, { version }) => sum + version, 0),
        opened:
          row.shopId === null || row.sealedTokens === null
            ? null
            : {
                connection: toConnection(row),
                tokens: openTokens(sealer, shopId, row.sealedTokens),
              },
        catalogue: readCatalogue(shopId, row, kept),
        deliveryQueued: row.deliveryQueued,
        links: {
          clientByCustomer: new Map(
            Object.entries(row.clients ?? {}).map(([customerId, { id, base, known }]) => [
              customerId,
              { clientId: id, account: base && clientKeys(base), client: known && clientKeys(known) },
            ]),
          ),
          productIdBySku: new Map(Object.entries(row.products ?? {})),
          missingSkus: new Set(row.missing ?? []),
          paidSeenByOrder: new Map(
            Object.entries(row.paidSeen ?? {}).map(([orderId, at]) => [orderId, new Date(at)]),
          ),
        },
      };
    },
  };
}
