import { loadState, saveState } from './common/state-file.ts';
import { FicSandbox } from './fic/index.ts';
import type { QuotaLimits } from './fic/quota.ts';
import { ShopSandbox } from './shop/index.ts';
import type { DialectName } from './shop/types.ts';

export type { Call, CallLog } from './common/calls.ts';
export type { ActiveFault, FaultKind, FaultRule, Faults } from './common/faults.ts';
export { FicSandbox } from './fic/index.ts';
export type { QuotaLimits } from './fic/quota.ts';
export type { Company, IssuedDocument, Rounding } from './fic/types.ts';
export { ShopSandbox } from './shop/index.ts';
export type { OrderPartial } from './shop/orders.ts';
export type { Shop } from './shop/state.ts';
export type { Customer, DialectName, Order, OrderItem, WebhookDelivery } from './shop/types.ts';

export interface SandboxOptions {
  /** Address to listen on; 127.0.0.1. */
  host?: string;
  /** 0, the default, takes any free port. */
  shopPort?: number;
  ficPort?: number;
  /** The plug-in's PUBLIC_URL; may be told later by `setAppUrl`. */
  appUrl?: string;
  clientId?: string;
  clientSecret?: string;
  /** Published limits where absent. */
  quota?: Partial<QuotaLimits>;
  /** The same seed gives the same shops, buyers and orders. */
  seed?: number;
  /** How the shops spell what they tell; `agreed`. */
  dialect?: DialectName;
  /** Of the dialect `random`: which spellings are drawn; `seed` where absent. */
  dialectSeed?: number;
  /** Orders of the main shop, 30. */
  orders?: number;
  /** Customers of the main shop, 24. */
  customers?: number;
  now?: () => Date;
  /**
   * Keeps shops, documents and tokens here from one run to the next; with fixed ports, a plug-in that keeps its own
   * database finds again what it knew. Written every few seconds and on `stop`; its folder must exist.
   */
  stateFile?: string;
}

export interface Sandbox {
  shop: ShopSandbox;
  fic: FicSandbox;
  setAppUrl(url: string): void;
  stop(): Promise<void>;
}

/**
 * Both platforms on real HTTP. On 127.0.0.1 the shop is addressed by that number and Fatture in Cloud as
 * `localhost`: a plug-in at `localhost` then stands in a cross-site iframe, as it does in the real back office.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    host = '127.0.0.1',
    shopPort = 0,
    ficPort = 0,
    appUrl = 'http://localhost:3000',
    clientId = 'sandbox-client',
    clientSecret = 'sandbox-secret',
    quota = {},
    seed = 2026,
    orders = 30,
    customers = 24,
    dialect = 'agreed',
    dialectSeed = seed,
    now = () => new Date(),
    stateFile,
  } = options;
  const shop = new ShopSandbox({ seed, orders, customers, appUrl, now, dialect, dialectSeed });
  const fic = new FicSandbox({ clientId, clientSecret, quota, seed, now });
  const save = keepState(stateFile, shop, fic);
  try {
    await shop.start(host, shopPort);
    await fic.start(host, ficPort);
  } catch (error) {
    await Promise.all([shop.stop(), fic.stop()]);
    throw error;
  }
  return {
    shop,
    fic,
    setAppUrl: (url) => {
      shop.appUrl = url;
    },
    stop: async () => {
      save.end();
      await Promise.all([shop.stop(), fic.stop()]);
    },
  };
}

const saveEveryMs = 3000;

function keepState(path: string | undefined, shop: ShopSandbox, fic: FicSandbox): { end(): void } {
  if (path === undefined) return { end: () => undefined };
  const kept = loadState(path) as {
    shop: Parameters<ShopSandbox['restore']>[0];
    fic: Parameters<FicSandbox['restore']>[0];
  } | null;
  if (kept) {
    shop.restore(kept.shop);
    fic.restore(kept.fic);
  }
  const save = () => saveState(path, { shop: shop.snapshot(), fic: fic.snapshot() });
  const timer = setInterval(save, saveEveryMs);
  timer.unref();
  return {
    end: () => {
      clearInterval(timer);
      save();
    },
  };
}
