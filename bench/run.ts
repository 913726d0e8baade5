import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chaos } from './chaos.ts';
import { fleet } from './fleet.ts';
import { lists, lists1000 } from './lists.ts';
import { memory, memory1000 } from './memory.ts';
import { panel } from './panel.ts';
import * as promises from './promises.ts';
import { replicas } from './replicas.ts';
import { soak } from './soak.ts';
import { throughput, throughput1000 } from './throughput.ts';
import { webhook, webhook1000 } from './webhooks.ts';

/** What a benchmark measured, by name; of several steps each by its own. */
interface Figures {
  [name: string]: number | Figures;
}

const benchmarks: Record<string, () => Promise<Figures>> = {
  throughput,
  throughput1000,
  webhook,
  webhook1000,
  memory,
  memory1000,
  lists,
  lists1000,
  ...promises,
  chaos,
  replicas,
  panel,
  fleet,
  soak,
};
/** An hour long: run where it is named. */
const ONLY_BY_NAME = new Set(['soak']);

function show(figures: Figures): string {
  const shown = Object.entries(figures).map(([name, value]) => {
    if (typeof value !== 'number') return `\n  ${name}: ${show(value)}`;
    return `${name} ${Number.isInteger(value) ? value : value.toFixed(2)}`;
  });
  return shown.join(', ');
}

const folder = path.dirname(fileURLToPath(import.meta.url));
/** A benchmark that checks promises tells how many did not hold. */
let broken = 0;
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}`);
  process.exit(1);
}

const results: Record<string, unknown> = {
  at: new Date().toISOString(),
  machine: {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
};
for (const [name, benchmark] of Object.entries(benchmarks)) {
  if (wanted.length > 0 ? !wanted.includes(name) : ONLY_BY_NAME.has(name)) continue;
  process.stdout.write(`${name}… `);
  const figures = await benchmark();
  results[name] = figures;
  broken += typeof figures.brokenPromises === 'number' ? figures.brokenPromises : 0;
  console.log(show(figures));
}
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
if (broken > 0) console.error(`${broken} promises were broken`);
process.exit(broken > 0 ? 1 : 0);
