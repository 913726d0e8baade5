import path from 'node:path';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { describeApi } from '../contract/openapi.ts';
import { problem } from '../domain/problem.ts';
import type { Context } from '../flows/context.ts';
import { createApi } from './api.ts';
import { rememberLanguage } from './language.ts';
import { limitRefusals } from './limits.ts';
import { createOAuthRoutes } from './oauth-routes.ts';
import { assignNonce, securityHeaders } from './pages.ts';
import { createPlatformRoutes } from './platform-routes.ts';
import { problemHandler } from './problem-response.ts';
import { createSessionCookie } from './session-cookie.ts';

export interface AppOptions {
  logger: Logger;
  /** Signs sessions. */
  sessionKey: Uint8Array;
  /** Express's `trust proxy`. */
  trustProxy: string | number;
  /** Folder of the built panel. */
  webRoot: string;
  /** CSP sources that may frame the panel. */
  frameAncestors: readonly string[];
  /** Whether the queue can work, for /readyz. */
  isQueueReady: () => boolean;
  /** Prometheus text. */
  readMetrics: () => Promise<{ contentType: string; text: string }>;
}

const ASSET_SECONDS = 365 * 24 * 60 * 60;

export function createApp(context: Context, options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustProxy);
  app.use(
    pinoHttp({
      logger: options.logger,
      autoLogging: { ignore: (request) => /^\/(healthz|readyz|metrics|assets\/)/.test(request.url ?? '') },
      customLogLevel: (_request, response, error) =>
        error !== undefined || response.statusCode >= 500 ? 'error' : 'debug',
      serializers: {
        // Addresses carry tokens, tickets and codes: the path's first part says enough.
        req: (request: { id: unknown; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          path: safePath(request.url),
        }),
        res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
      },
    }),
  );
  app.use(rememberLanguage, assignNonce, securityHeaders(options.frameAncestors));

  const cookie = createSessionCookie(context, options.sessionKey);
  app.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  app.get('/readyz', async (_request, response) => {
    const database = await context.store.ping().then(
      () => true,
      () => false,
    );
    const ready = database && options.isQueueReady();
    response.status(ready ? 200 : 503).json({ ready, database, queue: options.isQueueReady() });
  });
  app.get('/metrics', async (_request, response) => {
    const { contentType, text } = await options.readMetrics();
    response.set('content-type', contentType).send(text);
  });

  app.use(
    '/assets',
    express.static(path.join(options.webRoot, 'assets'), {
      immutable: true,
      maxAge: ASSET_SECONDS * 1000,
      index: false,
      fallthrough: true,
    }),
  );
  app.use(['/tscommerce/install', '/tscommerce/embed', '/oauth', '/api/oauth'], limitRefusals(context));
  app.use('/tscommerce', createPlatformRoutes(context, cookie, options.webRoot));
  app.use('/oauth', createOAuthRoutes(context, cookie));
  const description = describeApi(context.publicUrl);
  app.get('/api/openapi.json', (_request, response) => {
    response.json(description);
  });
  app.use('/api', createApi(context, cookie));
  app.use(() => {
    throw problem('not-found', 'mend', {});
  });
  app.use(problemHandler(context));
  return app;
}

/** A path without what may be secret or personal: query, webhook token, ids. */
function safePath(url: string): string {
  const [pathname = ''] = url.split('?', 1);
  return pathname.replace(/^\/tscommerce\/webhooks\/.*/, '/tscommerce/webhooks/…');
}
