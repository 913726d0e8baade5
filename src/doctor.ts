// `npm run doctor [-- --json] [-- --mend]`: looks at all that the plug-in needs, and says what to mend. Exit code 1 when
// something fails.
// `npm run doctor -- shop [--json] [--out FILE]`, with TSC_KEY and TSC_EXCHANGE: looks at a real shop, installs nothing.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Finding, fail, hasFailed, toText } from './doctor/report.ts';
import { runDoctor } from './doctor/run.ts';
import { lookAtShop } from './doctor/shop/look-at-shop.ts';
import { readShopLookSettings } from './doctor/shop/settings.ts';
import { ConfigurationError } from './domain/configuration-error.ts';
import { readEnvironment } from './env.ts';
import { isCron } from './jobs/scheduler.ts';

const sourceRoot = import.meta.url.endsWith('/dist/server/doctor.js') ? '../../' : '../';
const migrationsFolder = fileURLToPath(new URL(`${sourceRoot}prisma/migrations`, import.meta.url));

const args = process.argv.slice(2);

/** What follows an option: `--out FILE`. */
function argumentOf(option: string): string | undefined {
  const at = args.indexOf(option);
  return at < 0 ? undefined : args[at + 1];
}

const wrongConfiguration = (error: unknown, fix: string): Finding[] => {
  if (!(error instanceof ConfigurationError)) throw error;
  return [fail('configuration', error.message, fix)];
};

async function examine(): Promise<Finding[]> {
  try {
    const env = readEnvironment(process.env, isCron);
    return await runDoctor({ env, migrationsFolder, mend: args.includes('--mend') });
  } catch (error) {
    return wrongConfiguration(error, 'see .env.example for each variable’s meaning');
  }
}

/** A look at one shop: its findings, and what is printed before them. */
async function examineShop(): Promise<{ findings: Finding[]; tables: string; report: object | null }> {
  try {
    const settings = readShopLookSettings(process.env);
    return await lookAtShop(settings, argumentOf('--out') ?? 'shop-report.json', new Date());
  } catch (error) {
    return {
      findings: wrongConfiguration(error, 'see docs/operations.md, “A shop’s first contact”'),
      tables: '',
      report: null,
    };
  }
}

if (existsSync('.env')) process.loadEnvFile('.env');
const { findings, tables, report } =
  args[0] === 'shop' ? await examineShop() : { findings: await examine(), tables: '', report: null };
process.stdout.write(
  args.includes('--json')
    ? `${JSON.stringify({ ok: !hasFailed(findings), findings, ...(report === null ? {} : { report }) }, null, 2)}\n`
    : `${tables === '' ? '' : `${tables}\n`}${toText(findings)}`,
);
process.exitCode = hasFailed(findings) ? 1 : 0;
