// The current LTS of Node, to run the tests that matter on it as well: from npm, as a package of one file, into .cache.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './prepare.mjs';

const INSTALL_TIMEOUT_MS = 120_000;

/** A Node 24: this one, or npm's; null where neither can be had. */
export function findNode24() {
  if (process.versions.node.startsWith('24.')) return process.execPath;
  if (process.platform === 'win32') return null;
  const name = `node-${process.platform}-${process.arch}`;
  const home = path.join(root, 'node_modules', '.cache', 'node-24');
  const file = path.join(home, 'node_modules', name, 'bin', 'node');
  if (!existsSync(file)) {
    // No script of the package is run: it holds the program itself.
    const args = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', home];
    spawnSync('npm', [...args, `${name}@24`], { stdio: 'ignore', timeout: INSTALL_TIMEOUT_MS });
  }
  const told = existsSync(file) ? spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout : '';
  return told.startsWith('v24.') ? file : null;
}
