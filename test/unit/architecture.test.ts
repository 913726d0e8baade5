import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findCircles, importsIn, readSources, type SourceFile } from '../support/imports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = readSources(root, ['src', 'web', 'sandbox']);

/**
 * What each floor may import beside itself. A floor is a folder, or a single file; the longest name that fits a path
 * counts. The processes (`run.ts`, `doctor/`…) know the environment, and `plugin.ts`, the composition root, every floor.
 */
const floors: Record<string, readonly string[]> = {
  'src/texts': [],
  'src/contract': [],
  'src/domain': ['src/texts'],
  'src/document': ['src/domain', 'src/texts'],
  'src/ports': ['src/document', 'src/domain'],
  // Which requests belong together in the log, from one end to the other.
  'src/trail.ts': [],
  'src/flows': ['src/ports', 'src/document', 'src/domain', 'src/texts', 'src/trail.ts'],
  'src/platforms': ['src/domain'],
  'src/platforms/tscommerce': ['src/platforms', 'src/ports', 'src/document', 'src/domain', 'src/trail.ts'],
  'src/platforms/fattureincloud': [
    'src/platforms',
    'src/ports',
    'src/document',
    'src/domain',
    'src/trail.ts',
  ],
  'src/store': ['src/ports', 'src/document', 'src/domain', 'src/trail.ts'],
  'src/http': [
    'src/flows',
    'src/ports',
    'src/contract',
    'src/document',
    'src/domain',
    'src/texts',
    'src/trail.ts',
    'src/safe-path.ts',
  ],
  'src/jobs': ['src/flows', 'src/ports', 'src/document', 'src/domain', 'src/trail.ts'],
  'src/env.ts': ['src/domain'],
  // What of an address a log, and a trace, may say.
  'src/safe-path.ts': [],
  'src/span-cut.ts': ['src/safe-path.ts'],
  'src/tracing.ts': ['src/span-cut.ts', 'src/trail.ts'],
  'src/prepare-database.ts': ['src/jobs', 'src/store', 'src/domain'],
  'src/plugin.ts': [
    'src/prepare-database.ts',
    'src/env.ts',
    'src/http',
    'src/jobs',
    'src/flows',
    'src/platforms',
    'src/platforms/tscommerce',
    'src/platforms/fattureincloud',
    'src/store',
    'src/ports',
    'src/domain',
    'src/trail.ts',
  ],
  'src/main.ts': ['src/run.ts', 'src/tracing.ts'],
  'src/run.ts': ['src/plugin.ts', 'src/env.ts', 'src/jobs', 'src/domain'],
  'src/doctor': [
    'src/env.ts',
    'src/platforms/tscommerce',
    'src/flows',
    'src/store',
    'src/ports',
    'src/domain',
    'src/texts',
  ],
  'src/doctor.ts': ['src/doctor', 'src/env.ts', 'src/jobs', 'src/domain'],
  'src/forget-shop.ts': ['src/env.ts', 'src/jobs', 'src/store', 'src/domain'],
  'src/reseal.ts': ['src/env.ts', 'src/jobs', 'src/store', 'src/domain'],
  'src/restored.ts': ['src/env.ts', 'src/jobs', 'src/store', 'src/domain'],
  web: ['src/contract', 'src/texts'],
  // An independent witness of both platforms.
  sandbox: [],
};

const names = Object.keys(floors).sort((one, other) => other.length - one.length);
const floorOf = (file: string) => names.find((name) => file === name || file.startsWith(`${name}/`));

/** Imports that the table has no word for, as `who -> whom`. */
function outward(sources: readonly SourceFile[]): string[] {
  return sources.flatMap(({ path: file, imports }) => {
    const from = floorOf(file);
    return imports.flatMap((target) => {
      const to = floorOf(target);
      const allowed = from !== undefined && to !== undefined && (from === to || floors[from]?.includes(to));
      return allowed ? [] : [`${file} -> ${target}`];
    });
  });
}

describe('the layout', () => {
  test('no files import each other, in a circle of any length, types and what is fetched later included', () => {
    expect(findCircles(files)).toEqual([]);
  });

  test('imports point inward', () => {
    expect(outward(files)).toEqual([]);
  });

  test('every file stands on a floor, and every floor has one', () => {
    expect(files.filter((file) => floorOf(file.path) === undefined).map((file) => file.path)).toEqual([]);
    const used = new Set(files.map((file) => floorOf(file.path)));
    expect(names.filter((name) => !used.has(name))).toEqual([]);
  });

  test('no file but texts has more than 300 lines', () => {
    const long = files.filter(({ path: file, lines }) => lines > 300 && !file.startsWith('src/texts/'));
    expect(long.map(({ path: file, lines }) => `${file}: ${lines}`)).toEqual([]);
  });

  test('no folder of src but the texts’ has more than some fifteen files', () => {
    const counts = new Map<string, number>();
    for (const { path: file } of files) {
      const folder = path.posix.dirname(file);
      if (/^src(?!\/texts)/.test(folder)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > 16)).toEqual([]);
  });
});

describe('what the README and docs/architecture.md say', () => {
  const page = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
  const named = [...page.matchAll(/`((?:src|web|test|sandbox|prisma|scripts)(?:\/[\w.-]+)*)`/g)].map(
    ([, name = '']) => name,
  );

  test('names no file and no folder that is not there', () => {
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
  });

  test('has a word for every room of the flows', () => {
    const rooms = readdirSync(path.join(root, 'src/flows'), { withFileTypes: true });
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    const layout = readme.slice(readme.indexOf('## How it is laid out'));
    const missing = rooms.filter(
      (room) => room.isDirectory() && !new RegExp(`\\b${room.name}\\b`).test(layout),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});

describe('the reader', () => {
  const file = (name: string, ...imports: string[]): SourceFile => ({ path: name, lines: 1, imports });

  test('finds every way of importing, and no word in a comment or a text', () => {
    const text = [
      "import a, { type B } from './a.ts';",
      "import type {\n  C,\n} from '../c.ts';",
      "import './styles.css';",
      "export * from './d.ts';",
      "export type { E } from './e.ts';",
      "const late = () => import('./late.tsx');",
      "type F = import('./f.ts').F;",
      " * Says where an import from './comment.ts' would stand.",
      'const said = "taken from \'./text.ts\'";',
      "export const word = 'from';",
    ].join('\n');
    expect(importsIn(text)).toEqual([
      './a.ts',
      '../c.ts',
      './styles.css',
      './d.ts',
      './e.ts',
      './late.tsx',
      './f.ts',
    ]);
  });

  test('finds circles of one, two and many, and none where paths only meet', () => {
    expect(findCircles([file('a', 'a')])).toEqual([['a']]);
    expect(findCircles([file('a', 'b'), file('b', 'a')])).toEqual([['a', 'b']]);
    const ring = [file('a', 'b'), file('b', 'c'), file('c', 'd'), file('d', 'b'), file('e', 'a', 'd')];
    expect(findCircles(ring)).toEqual([['b', 'c', 'd']]);
    expect(findCircles([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')])).toEqual([]);
  });

  test('an import against the table is told, one of a neighbouring platform too', () => {
    const wrong = [
      file('src/domain/a.ts', 'src/flows/b.ts'),
      file('src/platforms/tscommerce/a.ts', 'src/platforms/fattureincloud/b.ts'),
      file('sandbox/a.ts', 'src/domain/b.ts'),
      file('web/a.ts', 'src/domain/b.ts'),
      file('src/nowhere.ts', 'src/domain/b.ts'),
    ];
    expect(outward(wrong)).toHaveLength(wrong.length);
    expect(outward([file('src/http/a.ts', 'src/flows/b.ts', 'src/http/c.ts')])).toEqual([]);
  });
});
