import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler } from 'express';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
/** Best first; the build writes a file of each beside what is worth it. */
const ENCODINGS = { br: '.br', gzip: '.gz' };
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** The panel's scripts and styles, compressed once by the build. Their names change with their content. */
export function createAssets(folder: string): RequestHandler[] {
  const files = new Set(existsSync(folder) ? readdirSync(folder) : []);
  const preferCompressed: RequestHandler = (request, response, next) => {
    const type = TYPES[path.extname(request.path)];
    if (type !== undefined) {
      response.vary('accept-encoding');
      for (const [encoding, ending] of Object.entries(ENCODINGS)) {
        const file = `${request.path.slice(1)}${ending}`;
        if (!files.has(file) || !request.acceptsEncodings(encoding)) continue;
        response.set({ 'content-encoding': encoding, 'content-type': type });
        request.url = `/${file}`;
        break;
      }
    }
    next();
  };
  return [
    preferCompressed,
    express.static(folder, {
      immutable: true,
      maxAge: YEAR_MS,
      index: false,
      fallthrough: true,
      redirect: false,
    }),
  ];
}
