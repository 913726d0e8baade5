// `npm run doctor [-- --json] [-- --mend]`: looks at all that the plug-in needs, and says what to mend. Exit code 1 when
// something fails.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Finding, fail, hasFailed, toText } from './doctor/report.ts';
import { runDoctor } from './doctor/run.ts';
import { ConfigurationError } from './domain/configuration-error.ts';
import { readEnvironment } from './env.ts';
import { isCron } from './jobs/scheduler.ts';

const sourceRoot = import.meta.url.endsWith('/dist/server/doctor.js') ? '../../' : '../';
const migrationsFolder = fileURLToPath(new URL(`${sourceRoot}prisma/migrations`, import.meta.url));

async function examine(): Promise<Finding[]> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    const env = readEnvironment(process.env, isCron);
    return await runDoctor({ env, migrationsFolder, mend: process.argv.includes('--mend') });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [fail('configuration', error.message, 'see .env.example for each variable’s meaning')];
  }
}

const findings = await examine();
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify({ ok: !hasFailed(findings), findings }, null, 2)}\n`
    : toText(findings),
);
process.exitCode = hasFailed(findings) ? 1 : 0;
