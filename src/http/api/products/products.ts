import { Router } from 'express';
import { productsQuerySchema } from '../../../contract/products/report.ts';
import type { Context } from '../../../flows/context.ts';
import { refreshBothProducts } from '../../../flows/products/refresh-products.ts';
import { reportProductRows, reportProducts } from '../../../flows/products/report-products.ts';
import type { ProductRow } from '../../../ports/stores/products.ts';
import { serverTexts } from '../../../texts/server.ts';
import { answerLanguage } from '../../edge/language.ts';
import { parseInput } from '../../edge/problem-response.ts';
import { csvLine } from '../csv.ts';
import { sessionOf } from '../session.ts';

const PAGE = 50;

/** The report of the Prodotti tab. */
export function createProductRoutes(context: Context): Router {
  const routes = Router();
  const report = async (shopId: string, query: { q?: unknown; state?: unknown; cursor?: unknown }) => {
    const { q, state, cursor } = parseInput(productsQuerySchema, query);
    const found = await reportProducts(context, shopId, { text: q, state, cursor, limit: PAGE });
    const { matched, missing, duplicate } = found.counts;
    return {
      counts: { matched, missing, duplicated: duplicate },
      rows: found.rows.map(toRowDto),
      nextCursor: found.nextCursor,
      readAt: found.readAt?.toISOString() ?? null,
    };
  };

  routes.get('/products/report', async (request, response) => {
    response.json(await report(sessionOf(response).shopId, request.query));
  });
  routes.post('/products/refresh', async (_request, response) => {
    const shopId = sessionOf(response).shopId;
    await refreshBothProducts(context, shopId);
    response.json(await report(shopId, {}));
  });
  routes.get('/products/report.csv', async (request, response) => {
    const { q, state } = parseInput(productsQuerySchema, request.query);
    const pages = reportProductRows(context, sessionOf(response).shopId, { text: q, state });
    const texts = serverTexts[answerLanguage()].products;
    // What keeps the report from being read is told before the first byte goes.
    let page = await pages.next();
    response.set('content-type', 'text/csv; charset=utf-8');
    response.set('content-disposition', `attachment; filename="${texts.fileName}"`);
    // Excel takes a file without a byte order mark for the machine's old code page.
    response.write(`\ufeff${csvLine(texts.columns)}`);
    for (; page.done !== true; page = await pages.next()) {
      response.write(page.value.map((row) => toCsv(row, texts)).join(''));
    }
    response.end();
  });
  return routes;
}

function toRowDto({ sku, title, state, productId }: ProductRow) {
  return { sku, title, state, ...(productId === null ? {} : { productId }) };
}

type Texts = (typeof serverTexts)['it']['products'];

function toCsv({ sku, title, state, productId }: ProductRow, texts: Texts): string {
  return csvLine([sku, title, texts.states[state], productId === null ? '' : String(productId)]);
}
