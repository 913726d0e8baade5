import { type Script, type SeenRequest, startScriptedServer } from '../../ports/support/scripted-server.ts';
import type { OrderCase } from './case-files.ts';
import { amountsOf, type Json, type RequestBody } from './request-body.ts';

/**
 * A shop and a Fatture in Cloud that answer as the cases tell, each case a shop and a company of its own: told apart
 * by the keys and the token that they are asked with.
 */
export interface CaseServers {
  shopUrl: string;
  ficUrl: string;
  /** Answers for the case from now on. */
  serve(one: OrderCase): void;
  /** The request that made the case's document; null where there was none. */
  createdFor(one: OrderCase): RequestBody | null;
  /** Where the case's shop sends its hints, once the plug-in has registered. */
  webhookOf(one: OrderCase): string | null;
  close(): Promise<void>;
}

export const accessTokenOf = (one: OrderCase) => `a/${one.id}`;
/** What the consent of the case's merchant leads to. */
export const codeOf = (one: OrderCase) => `c/${one.id}`;

export async function startCaseServers(): Promise<CaseServers> {
  const [shopServer, ficServer] = await Promise.all([startScriptedServer(), startScriptedServer()]);
  const cases = new Map<string | undefined, OrderCase>();
  shopServer.respond = (request) => shopAnswer(cases.get(String(request.headers.key)), request);
  ficServer.respond = (request) => {
    if (request.path === '/oauth/token') return tokenAnswer(request);
    return ficAnswer(cases.get(/^Bearer a\/(.+)$/.exec(request.headers.authorization ?? '')?.[1]), request);
  };
  return {
    shopUrl: shopServer.url,
    ficUrl: ficServer.url,
    serve: (one) => void cases.set(one.id, one),
    createdFor(one) {
      const [made, ...more] = ficServer.seen.filter((request) => isCreate(one, request));
      if (more.length > 0) throw new Error('more than one document was asked for');
      return made === undefined ? null : JSON.parse(made.body);
    },
    webhookOf(one) {
      const registered = shopServer.seen.find(
        ({ method, path, headers }) =>
          method === 'POST' && path === '/webhook/webhook.json' && headers.key === one.id,
      );
      return registered === undefined ? null : new URLSearchParams(registered.body).get('url');
    },
    close: async () => void (await Promise.all([shopServer.close(), ficServer.close()])),
  };
}

const isCreate = (one: OrderCase, { method, path }: SeenRequest) =>
  method === 'POST' && path === `/c/${one.companyId}/issued_documents`;

const nothing: Script = { status: 404, json: { error: { message: 'Not found' } } };

function shopAnswer(one: OrderCase | undefined, { method, path }: SeenRequest): Script {
  if (one === undefined) return { status: 401, json: { error: 401, message: 'Unauthorized' } };
  if (method !== 'GET') return { json: { success: 1 } };
  const answers: Record<string, unknown> = {
    '/store/info.json': { uid: one.id, url: 'https://shop.example.it', store_name: one.id },
    '/webhook/list.json': [],
    '/orders/list.json': [],
    '/orders/updated.json': [],
    '/orders/order.json': one.order,
    '/orders/statuses.json': [one.statuses],
    '/taxes/list.json': one.taxProfiles,
    '/countries/list.json': [{ uid: 82, tld: 'it', iso: 'IT', name: 'Italia' }],
  };
  return answers[path] === undefined ? nothing : { json: answers[path] };
}

/** A code or a refresh token names its case, as the access token does. */
function tokenAnswer({ body }: SeenRequest): Script {
  const { code, refresh_token: refreshToken } = JSON.parse(body);
  const id = String(code ?? refreshToken).slice(2);
  return {
    json: {
      token_type: 'bearer',
      access_token: `a/${id}`,
      refresh_token: `r/${id}`,
      expires_in: 86_400,
    },
  };
}

function ficAnswer(one: OrderCase | undefined, request: SeenRequest): Script {
  if (one === undefined) return { status: 401, json: { error: { message: 'token' } } };
  if (isCreate(one, request)) return created(one, JSON.parse(request.body));
  const company = { id: one.companyId, name: one.id, type: 'company', controlled_companies: [] };
  const accounts = [{ id: one.paymentAccountId, name: 'Banca', type: 'standard' }];
  const lists: Record<string, Json> = {
    '/user/companies': { data: { companies: [company] } },
    '/user/info': { data: { id: 1, name: 'Anna', email: 'anna@example.com' } },
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
    clients: { data: [], current_page: 1, last_page: 1 },
    issued_documents: { data: [], current_page: 1, last_page: 1 },
  };
  if (request.path.endsWith('/issued_documents/totals')) return totals(one, JSON.parse(request.body));
  const list = lists[request.path.replace(`/c/${one.companyId}/`, '')];
  return list === undefined ? nothing : { json: list };
}

/** The company knows every article of the order. */
export function productsOf(one: OrderCase): { id: number; code: string }[] {
  const { items } = one.order.cart as { items: Record<string, { sku?: string }> };
  const codes = new Set(Object.values(items).flatMap(({ sku }) => (sku ? [sku] : [])));
  return [...codes].map((code, index) => ({ id: 500 + index, code }));
}

function amounts(one: OrderCase, body: RequestBody) {
  const { net, vat, gross } = amountsOf(body, one.vatTypes);
  return { amount_net: net / 100, amount_vat: vat / 100, amount_gross: gross / 100 };
}

function totals(one: OrderCase, body: RequestBody): Script {
  return { json: { data: amounts(one, body) } };
}

function created(one: OrderCase, body: RequestBody): Script {
  return {
    json: {
      data: {
        id: 9001,
        type: body.data.type,
        number: 1,
        numeration: body.data.numeration ?? '',
        subject: body.data.subject,
        url: 'https://compute.fattureincloud.it/doc/abc.pdf',
        ...amounts(one, body),
      },
    },
  };
}
