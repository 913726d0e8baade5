import { buildDocument } from '../../../src/document/build-document.ts';
import { orderMarker } from '../../../src/domain/marker.ts';
import type { ShopOrder } from '../../../src/domain/order.ts';
import { Problem } from '../../../src/domain/problem.ts';
import { decideSending } from '../../../src/domain/send-decision.ts';
import { createInvoicingConnector } from '../../../src/platforms/fattureincloud/index.ts';
import { createShopConnector } from '../../../src/platforms/tscommerce/index.ts';
import { RecordingQuota } from '../../ports/support/fic-world.ts';
import type { OrderCase } from './case-files.ts';
import { accessTokenOf, startCaseServers } from './case-servers.ts';
import type { RequestBody } from './request-body.ts';

/** What became of an order. `body`: the request that made the document; null where there was none. */
export interface CaseOutcome {
  body: RequestBody | null;
  problems: string[];
  warnings: string[];
}

/**
 * The way of an order from the shop's answer to the request: both adapters over HTTP, the decision and the document
 * between them.
 */
export interface CaseWay {
  run(one: OrderCase): Promise<CaseOutcome>;
  close(): Promise<void>;
}

export async function openCaseWay(): Promise<CaseWay> {
  const servers = await startCaseServers();
  return {
    async run(one) {
      servers.serve(one);
      const outcome = await go(one, servers.shopUrl, servers.ficUrl);
      return { ...outcome, body: servers.createdFor(one) };
    },
    close: servers.close,
  };
}

async function go(one: OrderCase, shopUrl: string, ficUrl: string): Promise<Omit<CaseOutcome, 'body'>> {
  const clock = { now: () => one.now };
  const shop = createShopConnector({ apiUrl: shopUrl, clock })({ key: one.id, exchange: 'e' });
  const invoicing = createInvoicingConnector({ apiUrl: ficUrl, clock, quota: new RecordingQuota() })({
    companyId: one.companyId,
    accessToken: accessTokenOf(one),
    priority: one.origin,
  });
  try {
    const order = await shop.readOrder(String(one.order.orderID));
    if (order === null) return { problems: ['order-not-found'], warnings: [] };
    if (one.origin === 'automatic' && !goesByItself(order, one)) return { problems: [], warnings: [] };
    const built = buildDocument({
      order,
      settings: one.settings,
      catalogue: {
        ...(await invoicing.readCatalogue()),
        taxProfiles: await shop.listTaxProfiles(),
      },
      links: {
        clientId: null,
        productIdBySku: new Map((await invoicing.listProducts()).map(({ code, id }) => [code, id])),
      },
      marker: orderMarker('shop', order.id),
      now: one.now,
      ...one.send,
    });
    if (built.document !== null) await invoicing.createDocument(built.document);
    const codes = (texts: readonly { code: string }[]) => texts.map(({ code }) => code);
    return { problems: codes(built.problems), warnings: codes(built.warnings) };
  } catch (error) {
    if (error instanceof Problem) return { problems: [error.code], warnings: [] };
    throw error;
  }
}

function goesByItself(order: ShopOrder, one: OrderCase): boolean {
  return decideSending(order, one.settings.orders, new Date(0)).send;
}
