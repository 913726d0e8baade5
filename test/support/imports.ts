import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a file imports of the project, types included, and how long it is. Paths from the root, with `/`. */
export interface SourceFile {
  path: string;
  lines: number;
  imports: string[];
}

const generated = 'src/store/generated';

/** `import … from`, `export … from`, `import '…'`: as the formatter leaves them, at the beginning of a line. */
const statements = /^(?:import|export)\s[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm;
/** `import('…')`, of a module that is fetched later as of a type. */
const calls = /\bimport\(\s*'([^']+)'/g;

/** Modules that a text of TypeScript names, packages included, each once. */
export function importsIn(text: string): string[] {
  const found = [...text.matchAll(statements), ...text.matchAll(calls)];
  return [...new Set(found.flatMap((match) => match[1] ?? match[2] ?? []))];
}

/** Every file of TypeScript under the folders, but for what is generated. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const file = path.posix.join(
        path.relative(root, entry.parentPath).replaceAll(path.sep, '/'),
        entry.name,
      );
      if (!entry.isFile() || !/\.tsx?$/.test(file) || file.startsWith(generated)) return [];
      const text = readFileSync(path.join(root, file), 'utf8');
      const imports = importsIn(text)
        .filter((name) => name.startsWith('.'))
        .map((name) => path.posix.join(path.posix.dirname(file), name));
      return [{ path: file, lines: text.split('\n').length - 1, imports }];
    }),
  );
}

/** Files that import each other, in a circle of any length: each circle by its files, sorted. */
export function findCircles(files: readonly SourceFile[]): string[][] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const seen = new Map<string, { index: number; low: number; open: boolean }>();
  const stack: string[] = [];
  const circles: string[][] = [];

  // Tarjan's strongly connected components.
  function visit({ path: at, imports }: SourceFile) {
    const own = { index: seen.size, low: seen.size, open: true };
    seen.set(at, own);
    stack.push(at);
    for (const name of imports) {
      const next = byPath.get(name);
      if (next === undefined) continue;
      const known = seen.get(name) ?? visit(next);
      if (known.open) own.low = Math.min(own.low, known.low);
    }
    if (own.low !== own.index) return own;
    const circle = stack.splice(stack.indexOf(at));
    for (const name of circle) {
      const closed = seen.get(name);
      if (closed !== undefined) closed.open = false;
    }
    if (circle.length > 1 || imports.includes(at)) circles.push(circle.sort());
    return own;
  }

  for (const file of files) if (!seen.has(file.path)) visit(file);
  return circles;
}
