import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `npx vite` (development only) finds the plug-in's server. */
const server = process.env.PUBLIC_URL ?? 'http://localhost:3000';

const base = new RegExp(
  [
    'node_modules/(react|react-dom|scheduler|clsx|zod|@tanstack)/',
    'node_modules/@mantine/core/esm/(core|utils)/(?!Floating)',
    'node_modules/@mantine/core/esm/components/(Alert|Anchor|Button|Container|Group|List|Loader|Paper|Skeleton|Stack|Text|Title|Transition|UnstyledButton|VisuallyHidden)/',
    'node_modules/@tabler/icons-react/dist/esm/(createReactComponent|defaultAttributes)',
    'src/(contract/|texts/language)',
    'web/(csp|api|components/(cx|error-message|notice|page-title|skeletons|screen-boundary)|texts|format|theme)',
  ].join('|'),
);

/**
 * Names both catalogues of sentences in the page, each with its language. The server leaves the reader's in, so that it
 * is fetched beside the scripts and not after them.
 */
function preloadTexts(): Plugin {
  return {
    name: 'preload-texts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.values(bundle).flatMap((chunk) => {
          const catalogue = chunk.type === 'chunk' ? chunk.facadeModuleId : null;
          const language = catalogue?.match(/src\/texts\/(\w+)\/panel\.ts$/)?.[1];
          if (language === undefined) return [];
          const attrs = { rel: 'modulepreload', href: `/${chunk.fileName}`, 'data-language': language };
          return [{ tag: 'link', attrs, injectTo: 'head' as const }];
        }),
    },
  };
}

/** Under this a compressed file saves no packet. */
const COMPRESS_FROM_BYTES = 1000;

/** Writes each script and style compressed beside itself, as small as can be: the server only chooses. */
function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css)$/.test(name)) continue;
        const file = path.join(dir, name);
        const content = readFileSync(file);
        if (content.length < COMPRESS_FROM_BYTES) continue;
        writeFileSync(`${file}.br`, brotliCompressSync(content));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('./web', import.meta.url)),
  plugins: [react(), preloadTexts(), compress()],
  build: {
    outDir: fileURLToPath(new URL('./dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // The page's content security policy allows no `data:` address: every asset stays a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every screen needs, in one file: it compresses better than thirty, and asks for one round trip.
        codeSplitting: { groups: [{ name: 'base', test: base }] },
      },
    },
  },
  server: { proxy: { '/api': server, '/oauth': server } },
});
