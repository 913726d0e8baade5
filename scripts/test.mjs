// `npm test`: installs what is missing (a Chromium too), then dependency audit, types, lint, unit, integration and
// browser tests.
// Arguments are passed on to the test runner: `npm test -- --project unit`.
import path from 'node:path';
import { startAudit } from './audit.mjs';
import { ensureChromium } from './chromium.mjs';
import { build, fail, install, root, run, runBin } from './prepare.mjs';

install();
const chromium = ensureChromium();
if (chromium === null) {
  fail('The browser tests need a Chromium: install one and name it in CHROME_PATH.');
}
const audited = startAudit();
console.log('Checking types…');
runBin('typescript/bin/tsc', ['-p', 'tsconfig.json']);
console.log('Checking lint and format…');
run(process.execPath, [
  path.join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  'ci',
  '--error-on-warnings',
  '.',
]);
const audit = await audited();
console.log(audit.line);
if (audit.verdict === 'failed') fail('The dependency audit failed: update the packages named above.');
build();
runBin('vitest/vitest.mjs', ['run', ...process.argv.slice(2)], {
  env: { CHROME_PATH: chromium, NODE_ENV: 'test' },
});
