import { promises as fs } from 'node:fs';
import { Problem } from '../../domain/problem.ts';
import { INSPECTED_ORDERS } from '../../flows/inspection/inspect-shop.ts';
import { createShopConnector, readSpellings } from '../../platforms/tscommerce/index.ts';
import { type Finding, fail, ok, reasonOf } from '../report.ts';
import type { ShopLookSettings } from './settings.ts';
import { type ShopReport, shopFindings, tablesOf, toShopReport } from './shop-report.ts';

const TIMEOUT_MS = 20_000;

export interface ShopLook {
  findings: Finding[];
  /** Null where the shop could not be asked at all. */
  report: ShopReport | null;
  /** For a person to read. */
  tables: string;
}

/**
 * Reads a shop with keys of its own and installs, registers, stores nothing. Some thirty calls, all of them reads.
 *
 * @param file Where the report is written.
 */
export async function lookAtShop(settings: ShopLookSettings, file: string, now: Date): Promise<ShopLook> {
  const shop = createShopConnector({
    apiUrl: settings.TSC_API_URL,
    spellings: await readSpellings(settings.TSC_FIELDS),
    clock: { now: () => new Date() },
    timeoutMs: TIMEOUT_MS,
  })({ key: settings.TSC_KEY, exchange: settings.TSC_EXCHANGE });
  try {
    await shop.readStore();
    const inspection = await shop.inspect({ orders: INSPECTED_ORDERS });
    const report = toShopReport(inspection, now);
    const written = await write(file, report);
    return {
      findings: [ok('keys', 'open the store'), ...shopFindings(inspection), written],
      report,
      tables: tablesOf(inspection),
    };
  } catch (error) {
    return { findings: [refused(error, settings.TSC_API_URL)], report: null, tables: '' };
  }
}

async function write(file: string, report: ShopReport): Promise<Finding> {
  try {
    await fs.writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
    return ok('report', `${file}: names, kinds and counts, no value of the shop’s`);
  } catch (error) {
    return fail('report', `${file}: ${reasonOf(error)}`, 'name a file that can be written: --out FILE');
  }
}

function refused(error: unknown, apiUrl: string): Finding {
  const { host } = new URL(apiUrl);
  const code = error instanceof Problem ? error.code : reasonOf(error);
  if (code === 'shop-keys-refused') {
    return fail('keys', `${host} refuses them`, 'copy TSC_KEY and TSC_EXCHANGE again from the back office');
  }
  return fail(
    'shop',
    `${host} could not be read (${code})`,
    'check the network and TSC_API_URL, then run it again',
  );
}
