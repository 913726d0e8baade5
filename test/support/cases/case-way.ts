import { buildDocument } from '../../../src/document/build-document.ts';
import { orderMarker } from '../../../src/domain/marker.ts';
import type { ShopOrder } from '../../../src/domain/order.ts';
import { Problem } from '../../../src/domain/problem.ts';
import { decideSending } from '../../../src/domain/send-decision.ts';
import { createInvoicingConnector } from '../../../src/platforms/fattureincloud/index.ts';
import { createShopConnector } from '../../../src/platforms/tscommerce/index.ts';
import { RecordingQuota } from '../../ports/support/fic-world.ts';
import {
  type Script,
  type ScriptedServer,
  type SeenRequest,
  startScriptedServer,
} from '../../ports/support/scripted-server.ts';
import type { OrderCase } from './case-files.ts';
import { amountsOf, type Json, type RequestBody } from './request-body.ts';

export const COMPANY_ID = 7;

/** What became of an order. `body`: the request that made the document; null where there was none. */
export interface CaseOutcome {
  body: RequestBody | null;
  problems: string[];
  warnings: string[];
}

/**
 * The way of an order from the shop's answer to the request: both adapters over HTTP, the decision and the document
 * between them. The servers tell cases apart by the keys that they are asked with.
 */
export interface CaseWay {
  run(one: OrderCase): Promise<CaseOutcome>;
  close(): Promise<void>;
}

export async function openCaseWay(): Promise<CaseWay> {
  const [shopServer, ficServer] = await Promise.all([startScriptedServer(), startScriptedServer()]);
  const cases = new Map<string, OrderCase>();
  shopServer.respond = (request) => shopAnswer(cases.get(String(request.headers.key)), request);
  ficServer.respond = (request) =>
    ficAnswer(cases.get(String(request.headers.authorization).replace('Bearer ', '')), request);
  return {
    async run(one) {
      cases.set(one.id, one);
      ficServer.seen.length = 0;
      const outcome = await go(one, shopServer.url, ficServer.url);
      return { ...outcome, body: createdBy(ficServer) };
    },
    close: async () => void (await Promise.all([shopServer.close(), ficServer.close()])),
  };
}

async function go(one: OrderCase, shopUrl: string, ficUrl: string): Promise<Omit<CaseOutcome, 'body'>> {
  const clock = { now: () => one.now };
  const shop = createShopConnector({ apiUrl: shopUrl, clock })({ key: one.id, exchange: 'e' });
  const invoicing = createInvoicingConnector({ apiUrl: ficUrl, clock, quota: new RecordingQuota() })({
    companyId: COMPANY_ID,
    accessToken: one.id,
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

function createdBy(server: ScriptedServer): RequestBody | null {
  const [made, ...more] = server.seen.filter(isCreate);
  if (more.length > 0) throw new Error('more than one document was asked for');
  return made === undefined ? null : JSON.parse(made.body);
}

const isCreate = ({ method, path }: SeenRequest) =>
  method === 'POST' && path === `/c/${COMPANY_ID}/issued_documents`;

const nothing: Script = { status: 404, json: { error: { message: 'Not found' } } };

function shopAnswer(one: OrderCase | undefined, { path }: SeenRequest): Script {
  const answers: Record<string, unknown> = {
    '/orders/order.json': one?.order,
    '/orders/statuses.json': [one?.statuses],
    '/taxes/list.json': one?.taxProfiles,
    '/countries/list.json': [{ uid: 82, tld: 'it', iso: 'IT', name: 'Italia' }],
  };
  return answers[path] === undefined ? nothing : { json: answers[path] };
}

function ficAnswer(one: OrderCase | undefined, request: SeenRequest): Script {
  if (one === undefined) return { status: 401, json: { error: { message: 'token' } } };
  if (isCreate(request)) return created(one, JSON.parse(request.body));
  const accounts = [{ id: one.paymentAccountId, name: 'Banca', type: 'standard' }];
  const lists: Record<string, Json> = {
    'issued_documents/info': {
      data: {
        numerations: {},
        templates_list: [],
        payment_accounts_list: accounts,
        vat_types_list: one.vatTypes,
      },
    },
    'settings/tax_profile': { data: one.taxProfile },
    products: { data: productsOf(one), current_page: 1, last_page: 1 },
  };
  const list = lists[request.path.replace(`/c/${COMPANY_ID}/`, '')];
  return list === undefined ? nothing : { json: list };
}

/** The company knows every article of the order. */
export function productsOf(one: OrderCase): { id: number; code: string }[] {
  const { items } = one.order.cart as { items: Record<string, { sku?: string }> };
  const codes = new Set(Object.values(items).flatMap(({ sku }) => (sku ? [sku] : [])));
  return [...codes].map((code, index) => ({ id: 500 + index, code }));
}

function created(one: OrderCase, body: RequestBody): Script {
  const { net, vat, gross } = amountsOf(body, one.vatTypes);
  return {
    json: {
      data: {
        id: 9001,
        type: body.data.type,
        number: 1,
        numeration: body.data.numeration ?? '',
        subject: body.data.subject,
        url: 'https://compute.fattureincloud.it/doc/abc.pdf',
        amount_net: net / 100,
        amount_vat: vat / 100,
        amount_gross: gross / 100,
      },
    },
  };
}
