import express, { type Request, type Response, type Router } from 'express';
import type { Call, CallLog } from '../common/calls.ts';
import type { Faults } from '../common/faults.ts';
import { unixSeconds } from '../common/time.ts';
import { type Json, renamed } from './dialects/renamed.ts';
import type { Shop } from './state.ts';
import { Throttle } from './throttle.ts';
import type { Order } from './types.ts';

export interface ConnectApi {
  router: Router;
  /** 100,000 calls per 24 h and key. */
  daily: Throttle;
  /** orders/updated.json alone: 5 calls per 60 s. */
  updated: Throttle;
}

/** What Express makes of `orderID[]=a&orderID[]=b`, `orderID=a` or nothing. */
function list(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined || value === '' ? [] : [String(value)];
}

function words(value: unknown): string[] {
  return list(value)
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter(Boolean);
}

function whole(value: unknown, otherwise: number): number {
  const number = Number(value);
  return value === undefined || !Number.isInteger(number) || number < 0 ? otherwise : number;
}

function within(instant: Date, from: unknown, to: unknown): boolean {
  const at = unixSeconds(instant);
  return (from === undefined || at >= Number(from)) && (to === undefined || at <= Number(to));
}

/** A key that is no shop's gets the form that the vendor documents. */
function refuse(response: Response, status: number, message: string): void {
  const shop = response.locals.shop as Shop | undefined;
  const told = shop?.dialect.refusal(status, message) ?? { status, body: { error: status, message } };
  response.status(told.status).json(told.body);
}

/** Connect API v1.1 over the shops, told apart by their keys. */
export function connectApi(options: {
  shops: readonly Shop[];
  url: () => string;
  now: () => Date;
  calls: CallLog;
  faults: Faults;
}): ConnectApi {
  const { shops, url, now, calls, faults } = options;
  const router = express.Router();
  const daily = new Throttle(100_000, 24 * 3600, now);
  const updated = new Throttle(5, 60, now);
  const shopOf = (response: Response): Shop => response.locals.shop as Shop;

  router.use((request, response, next) => {
    const key = request.header('key');
    const shop = shops.find((candidate) => candidate.key === key);
    const call = calls.add({
      at: now(),
      method: request.method,
      path: request.path,
      query: request.originalUrl.split('?')[1] ?? '',
      requestId: request.get('x-request-id'),
      account: shop?.instance ?? '',
    });
    response.locals.call = call;
    response.once('finish', () => {
      call.status = response.statusCode;
    });
    response.locals.shop = shop;
    next();
  });
  router.use(
    faults.middleware((response, name) => {
      (response.locals.call as Call).fault = name;
    }),
  );
  router.use((request, response, next) => {
    const shop = response.locals.shop as Shop | undefined;
    if (!shop || shop.exchange !== request.header('exchange')) {
      return refuse(response, 401, 'Unauthorized: key or exchange not valid');
    }
    if (!daily.take(shop.key)) return refuse(response, 509, 'Bandwidth Limit Exceeded');
    next();
  });
  router.use(express.urlencoded({ extended: true }));

  router.get('/store/info.json', (request, response) => {
    const shop = shopOf(response);
    const about = { url: `${url()}/store/${shop.instance}`, nodes: words(request.query.nodes) };
    response.json({ ...shop.dialect.store(shop, about), ...shop.rawInfo });
  });

  const rows = (request: Request, response: Response, orders: Order[]): void => {
    const limit = whole(request.query.limit, 10);
    const skip = whole(request.query.skip, 0);
    const nodes = words(request.query.nodes);
    response.json(
      orders.slice(skip, skip + limit).map((order) => shopOf(response).dialect.orderRow(order, nodes)),
    );
  };
  const newestFirst = (orders: readonly Order[]): Order[] =>
    [...orders].sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime());

  router.get('/orders/list.json', (request, response) => {
    const { query } = request;
    const ids = list(query.orderID);
    // Express' plain parser keeps `billing.email` as one name, which is what the platform calls it.
    const contains = (text: string, wanted: unknown) =>
      wanted === undefined || text.toLowerCase().includes(String(wanted).toLowerCase());
    const tags = words(query.tags);
    const chosen = newestFirst(shopOf(response).orders).filter(
      (order) =>
        (ids.length === 0 || ids.includes(order.orderID)) &&
        (query.status === undefined || order.status === Number(query.status)) &&
        within(order.placedAt, query.since ?? query.from, query.to) &&
        contains(order.billing.email, query['billing.email']) &&
        contains(order.billing.fullname, query['billing.fullname']) &&
        (tags.length === 0 || tags.some((tag) => order.tags.includes(tag))),
    );
    rows(request, response, chosen);
  });

  router.get('/orders/updated.json', (request, response) => {
    const shop = shopOf(response);
    const allowed = updated.take(shop.key);
    response.set('X-Storeden-Limit', `${updated.left(shop.key)}/${updated.limit}`);
    if (!allowed) return refuse(response, 429, 'Too Many Requests');
    const { from, to } = request.query;
    if (from === undefined) return refuse(response, 400, 'from is required');
    const nodes = words(request.query.nodes);
    response.json(
      newestFirst(shop.orders)
        .filter((order) => within(order.updatedAt, from, to))
        .map((order) => shop.dialect.orderRow(order, nodes)),
    );
  });

  router.get('/orders/order.json', (request, response) => {
    const shop = shopOf(response);
    const order = shop.order(String(request.query.orderID ?? ''));
    if (!order) return refuse(response, 404, 'Order not found');
    const body: Json = { ...shop.dialect.order(shop, order), ...order.raw };
    response.json(renamed(body, shop.renames));
  });

  router.get('/orders/statuses.json', (_request, response) => {
    const shop = shopOf(response);
    response.json(shop.dialect.statuses(shop));
  });

  router.get('/clients/list.json', (request, response) => {
    const { query } = request;
    const nodes = words(query.nodes);
    const shop = shopOf(response);
    const chosen = shop.clients.filter(
      (customer) =>
        within(customer.createdAt, query.created_at_from, query.created_at_to) &&
        within(customer.updatedAt, query.updated_at_from, query.updated_at_to),
    );
    const skip = whole(query.skip, 0);
    const limit = whole(query.limit, chosen.length);
    response.json(
      chosen.slice(skip, skip + limit).map((customer) => shop.dialect.clientRow(customer, nodes)),
    );
  });

  router.get('/clients/client.json', (request, response) => {
    const { id, email } = request.query;
    const shop = shopOf(response);
    const customer = shop.clients.find((candidate) =>
      id === undefined
        ? candidate.address.email.toLowerCase() === String(email ?? '').toLowerCase()
        : shop.dialect.isClient(candidate, String(id)),
    );
    if (!customer) return refuse(response, 404, 'Client not found');
    response.json(shop.dialect.client(customer));
  });

  for (const path of ['/products/list.json', '/products/paginated_list.json']) {
    router.get(path, (request, response) => {
      const { products, dialect } = shopOf(response);
      const nodes = words(request.query.nodes);
      const limit = Math.max(1, whole(request.query.limit, 20));
      const page = Math.max(1, whole(request.query.page, 1));
      response.json(
        products.slice((page - 1) * limit, page * limit).map((product) => dialect.productRow(product, nodes)),
      );
    });
  }
  router.get('/products/product.json', (request, response) => {
    const { products, dialect } = shopOf(response);
    const product = products.find((candidate) => candidate.uid === request.query.uid);
    if (!product) return refuse(response, 404, 'Product not found');
    response.json(dialect.product(product));
  });

  router.get('/taxes/list.json', (_request, response) => {
    const shop = shopOf(response);
    response.json(shop.dialect.taxes(shop));
  });
  router.get('/countries/list.json', (_request, response) => {
    response.json(shopOf(response).dialect.countries());
  });
  router.get('/payments/list.json', (_request, response) => {
    response.json(shopOf(response).dialect.payments());
  });

  router.get('/webhook/list.json', (_request, response) => {
    response.json(shopOf(response).webhooks);
  });
  router.post('/webhook/webhook.json', (request, response) => {
    const shop = shopOf(response);
    if (shop.readOnly) return refuse(response, 403, 'Forbidden: read only key');
    const { url: address, type, name } = (request.body ?? {}) as Record<string, string | undefined>;
    if (!address || !URL.canParse(address)) return refuse(response, 400, 'url is not valid');
    if (type === undefined || !['0', '1', '2', '3', '7', '53'].includes(type)) {
      return refuse(response, 400, 'type is not valid');
    }
    const webhook = { id: shop.random.hex(24), url: address, type: Number(type), name: name ?? '' };
    shop.webhooks.push(webhook);
    response.json(webhook);
  });
  router.delete('/webhook/webhook.json', (request, response) => {
    const shop = shopOf(response);
    if (shop.readOnly) return refuse(response, 403, 'Forbidden: read only key');
    const id = String((request.body as Record<string, unknown> | undefined)?.id ?? request.query.id ?? '');
    const index = shop.webhooks.findIndex((webhook) => webhook.id === id);
    if (index < 0) return refuse(response, 404, 'Webhook not found');
    shop.webhooks.splice(index, 1);
    response.json({ success: true });
  });

  router.use((_request, response) => refuse(response, 404, 'Not found'));
  return { router, daily, updated };
}
