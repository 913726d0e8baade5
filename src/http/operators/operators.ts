import express, { type Express, type RequestHandler, Router } from 'express';

/** What /readyz tells; ready when all of it is. */
export interface Readiness {
  /** The database answers, and has every migration of this build. */
  database: boolean;
  migrations: boolean;
  /** The queue's worker runs, where this process has that role. */
  queue: boolean;
  /** False once the process was asked to stop: a balancer takes it out before the listener closes. */
  running: boolean;
}

export interface OperatorOptions {
  readiness: () => Promise<Readiness>;
  /** Prometheus text. */
  readMetrics: () => Promise<{ contentType: string; text: string }>;
}

/** `/healthz`, `/readyz` and `/metrics`. */
export function operatorRoutes(options: OperatorOptions): Router {
  const routes = Router();
  routes.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  routes.get('/readyz', async (_request, response) => {
    const readiness = await options.readiness();
    const ready = Object.values(readiness).every(Boolean);
    response.status(ready ? 200 : 503).json({ ready, ...readiness });
  });
  routes.get('/metrics', async (_request, response) => {
    const { contentType, text } = await options.readMetrics();
    response.set('content-type', contentType).send(text);
  });
  return routes;
}

/** While the process drains, kept connections end with the answer in hand, so that none is cut by the close. */
export function closeWhileDraining(isDraining: () => boolean): RequestHandler {
  return (_request, response, next) => {
    if (isDraining()) response.set('connection', 'close');
    next();
  };
}

/** All that a process without the role `web` serves. */
export function createOperatorApp(options: OperatorOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(operatorRoutes(options));
  return app;
}
