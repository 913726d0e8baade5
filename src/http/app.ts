import path from 'node:path';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { describeApi } from '../contract/openapi.ts';
import { problem } from '../domain/problem.ts';
import type { Context } from '../flows/context.ts';
import { createApi, ownPagesOnly } from './api/api.ts';
import { refuseForeignFrames } from './edge/framing.ts';
import { rememberLanguage } from './edge/language.ts';
import { limitRefusals } from './edge/limits.ts';
import { problemHandler } from './edge/problem-response.ts';
import { refuseNullBytes } from './edge/refusals.ts';
import { followRequests, logRequests } from './edge/request-log.ts';
import { createSessionCookie } from './edge/session-cookie.ts';
import { measureRequests, type ObserveRequest } from './operators/measure.ts';
import { closeWhileDraining, type OperatorOptions, operatorRoutes } from './operators/operators.ts';
import { createAssets } from './pages/assets.ts';
import { createOAuthRoutes } from './pages/oauth-routes.ts';
import { assignNonce, securityHeaders } from './pages/pages.ts';
import { createFicWebhookRoutes } from './platforms/fic-webhooks.ts';
import { createPlatformRoutes } from './platforms/platform-routes.ts';

export interface AppOptions extends OperatorOptions {
  logger: Logger;
  /** Sign sessions: the first one new ones, all of them those that there are. */
  sessionKeys: readonly [Uint8Array, ...Uint8Array[]];
  /** Express's `trust proxy`. */
  trustProxy: string | number;
  /** Folder of the built panel. */
  webRoot: string;
  /** CSP sources that may frame the panel. */
  frameAncestors: readonly string[];
  isDraining: () => boolean;
  observeRequest: ObserveRequest;
  onRequest: () => void;
}

export function createApp(context: Context, options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustProxy);
  app.use(closeWhileDraining(options.isDraining));
  app.use(followRequests(context.clock), logRequests(options.logger));
  app.use(rememberLanguage, assignNonce, securityHeaders(options.frameAncestors));
  app.use(
    operatorRoutes(options),
    measureRequests(options.observeRequest, options.onRequest),
    refuseNullBytes,
  );

  const cookie = createSessionCookie(context, options.sessionKeys);

  app.use('/assets', ...createAssets(path.join(options.webRoot, 'assets')));
  // Before the limit: what other sites make a merchant's browser send must not use up what its address may get wrong.
  app.use('/tscommerce/embed', refuseForeignFrames(options.frameAncestors, context.publicUrl));
  app.use('/api/oauth', ownPagesOnly);
  app.use(['/tscommerce/install', '/tscommerce/embed', '/oauth', '/api/oauth'], limitRefusals(context));
  app.use('/tscommerce', createPlatformRoutes(context, options.webRoot));
  app.use('/fattureincloud', createFicWebhookRoutes(context));
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
