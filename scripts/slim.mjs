// Removes from node_modules what the built plug-in does not load: packages that come along as peers of others (Prisma's
// command line, editors' types), sources, declarations and source maps. For images; a working copy needs them.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = process.cwd();
const modules = path.join(root, 'node_modules');
const read = (folder) => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

/** The folder that `name` resolves to from `folder`, as Node looks for it; null where it is not installed. */
function resolve(name, folder) {
  for (let at = folder; at.startsWith(root); at = path.dirname(at)) {
    const found = path.join(at, 'node_modules', name);
    if (existsSync(path.join(found, 'package.json'))) return found;
  }
  return null;
}

function reach(folder, seen) {
  const {
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
    peerDependenciesMeta = {},
  } = read(folder);
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  for (const name of [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers]) {
    const found = resolve(name, folder);
    if (found === null || seen.has(found)) continue;
    seen.add(found);
    reach(found, seen);
  }
  return seen;
}

/** Every installed package, those inside others too. */
function installed(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith('.')) return [];
    const at = path.join(folder, entry.name);
    if (entry.name.startsWith('@')) return installed(at);
    return [at, ...installed(path.join(at, 'node_modules'))];
  });
}

const needed = reach(root, new Set());
for (const folder of installed(modules)) {
  // One that holds a needed package inside stays as its shelf.
  if (needed.has(folder) || [...needed].some((one) => one.startsWith(folder + path.sep))) continue;
  rmSync(folder, { recursive: true, force: true });
}

const USELESS = /(\.d\.[mc]?ts|\.map|\.md|\.markdown|\.tsbuildinfo)$/i;
/** Prisma's query compiler comes for every database; ours is PostgreSQL. */
const OTHER_DATABASES = /query_compiler_\w+\.(mysql|sqlite|sqlserver|cockroachdb)\./;

function clean(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) clean(at);
    else if (USELESS.test(entry.name) || OTHER_DATABASES.test(entry.name)) rmSync(at);
  }
}
clean(modules);
rmSync(path.join(modules, '.cache'), { recursive: true, force: true });
rmSync(path.join(modules, '.bin'), { recursive: true, force: true });
