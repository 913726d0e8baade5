import express, { type Router } from 'express';
import type { ShopSandbox } from './index.ts';

/** The back office. */
export function shopPages(sandbox: ShopSandbox): Router {
  const router = express.Router();
  router.get('/', (_request, response) => {
    response.type('html').send(`<h1>${sandbox.main.name}</h1>`);
  });
  return router;
}
