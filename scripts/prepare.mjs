// Installs and builds what is missing. Plain JavaScript on node alone, since it runs before `npm ci`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...parts) => path.join(root, ...parts);

export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const npmCommand = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Runs a command in the project and ends with its failure. */
export function run(command, args, { env = {}, quiet = false } = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.error) fail(`${command} could not be run: ${result.error.message}`);
  if (result.status !== 0) {
    if (quiet) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
    fail(`failed: ${command} ${args.join(' ')}`);
  }
}

/** A script of an installed package, run by this node. */
export function runBin(script, args, options) {
  run(process.execPath, [at('node_modules', script), ...args], options);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node.js 20.19 or newer is needed; this is ${process.versions.node}`);
  }
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function filesBelow(folder, skip = () => false) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (skip(full)) return [];
      return entry.isDirectory() ? filesBelow(full, skip) : [full];
    });
}

/** Does the work unless it was done for the same inputs; the stamp lies beside what the work makes. */
function once(file, inputs, work) {
  const now = digest(inputs);
  if (existsSync(file) && readFileSync(file, 'utf8') === now) return;
  work();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, now);
}

export function install() {
  checkNode();
  // The lock names every package; package.json changes for other reasons too.
  once(at('node_modules', '.cache', 'installed-lock'), [at('package-lock.json')], () => {
    console.log('Installing packages (npm ci)…');
    run(npmCommand, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: { NODE_ENV: 'development' },
    });
  });
  once(
    at('src', 'store', 'generated', '.made-of'),
    [at('prisma', 'schema.prisma'), at('package-lock.json')],
    () =>
      // The engine is not needed to generate; any executable in its place keeps Prisma from downloading it.
      runBin('prisma/build/index.js', ['generate'], {
        quiet: true,
        env: {
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          CHECKPOINT_DISABLE: '1',
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
        },
      }),
  );
}

export function build() {
  install();
  const configs = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'].map(
    (name) => at(name),
  );
  const sources = filesBelow(at('src'));
  once(at('dist', 'server', '.made-of'), [...configs, ...sources], () => {
    console.log('Building the server…');
    runBin('typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  });
  const panel = [
    ...filesBelow(at('web')),
    ...filesBelow(at('src', 'contract')),
    ...filesBelow(at('src', 'texts')),
  ];
  once(at('dist', 'web', '.made-of'), [...configs, ...panel], () => {
    console.log('Building the panel…');
    runBin('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
