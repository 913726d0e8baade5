// `npm test`: installs what is missing (a Chromium too), then dependency audit, types, lint, unit, integration and
// browser tests; then the unit tests and the main job on Node 24 too, where that can be had.
// Arguments are passed on to the test runner: `npm test -- --project unit`.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { startAudit } from './audit.mjs';
import { ensureChromium } from './chromium.mjs';
import { findNode24 } from './node-24.mjs';
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
/** One run of the test runner; whether it passed. */
function runTests(args, node = process.execPath) {
  const runner = spawn(node, [path.join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args], {
    cwd: root,
    env: { ...process.env, CHROME_PATH: chromium, NODE_ENV: 'test' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    runner.once('error', reject);
    runner.once('exit', (code) => resolve(code === 0));
  });
}

const wanted = process.argv.slice(2);
// Side by side two runs of one file at a time take both cores; a third file at once would make each wait too long.
const SIDES = [['integration'], ['unit', 'ports', 'documented', 'browser']];
const runs =
  wanted.length > 0
    ? [wanted]
    : SIDES.map((projects) => ['--maxWorkers=1', ...projects.flatMap((name) => ['--project', name])]);
const passed = await Promise.all(runs.map((args) => runTests(args)));
if (passed.includes(false)) fail('Tests failed: see above.');

// The floor is Node 20.19, the image runs on 24: what computes, and the main job, must pass on both.
if (wanted.length === 0) {
  const node24 = findNode24();
  if (node24 === null) {
    console.log('Node 24: neither here nor to be had from npm; the run on it was skipped.');
  } else if (node24 !== process.execPath) {
    console.log('The unit tests and the main job once more, on Node 24…');
    const files = ['test/unit', 'test/integration/delivery/main-job.test.ts'];
    const again = await runTests(['--project', 'unit', '--project', 'integration', ...files], node24);
    if (!again) fail('Tests failed on Node 24: see above.');
  }
}
