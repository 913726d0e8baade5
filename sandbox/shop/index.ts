import express from 'express';
import { CallLog } from '../common/calls.ts';
import { Faults } from '../common/faults.ts';
import { listen, type RunningServer } from '../common/server.ts';
import { type ConnectApi, connectApi } from './api.ts';
import type { OrderPartial } from './orders.ts';
import { shopPages } from './pages/pages.ts';
import { Shop } from './state.ts';
import type { DialectName, Order, ShopOptions, Webhook } from './types.ts';
import { WebhookSender } from './webhooks.ts';

export interface ShopSandboxOptions {
  seed: number;
  orders: number;
  customers: number;
  appUrl: string;
  now: () => Date;
  /** Of every shop that asks for no other. */
  dialect: DialectName;
  dialectSeed: number;
}

/** TeamSystem Commerce: back office and Connect API of several shops, with their state laid open to tests. */
export class ShopSandbox {
  readonly shops: Shop[] = [];
  readonly calls = new CallLog();
  readonly faults: Faults;
  readonly webhookSender: WebhookSender;
  /** The plug-in's public address. */
  appUrl: string;
  private readonly options: ShopSandboxOptions;
  private server: RunningServer | null = null;
  private connect: ConnectApi | null = null;

  constructor(options: ShopSandboxOptions) {
    this.options = options;
    this.appUrl = options.appUrl;
    this.faults = new Faults(options.seed ^ 0x5409);
    this.webhookSender = new WebhookSender(options.now);
    this.addShop({ name: 'Bottega Belvedere', orders: options.orders, customers: options.customers });
    this.addShop({
      name: 'Officina Verde',
      orders: Math.min(options.orders, 6),
      customers: Math.min(options.customers, 6),
    });
  }

  /** Back office. */
  get url(): string {
    if (!this.server) throw new Error('the shop is not started');
    return this.server.url;
  }

  /** Base of the Connect API (`TSC_API_URL`). */
  get apiUrl(): string {
    return `${this.url}/v1.1`;
  }

  /** “Bottega Belvedere”. */
  get main(): Shop {
    const [main] = this.shops;
    if (!main) throw new Error('no shop');
    return main;
  }

  /** Limits of the Connect API, adjustable. */
  get limits(): Pick<ConnectApi, 'daily' | 'updated'> {
    if (!this.connect) throw new Error('the shop is not started');
    return this.connect;
  }

  async start(host: string, port: number): Promise<void> {
    const app = express();
    app.disable('x-powered-by');
    // Brackets as PHP reads them: orderID[]=a&orderID[]=b.
    app.set('query parser', 'extended');
    this.connect = connectApi({
      shops: this.shops,
      url: () => this.url,
      now: this.options.now,
      calls: this.calls,
      faults: this.faults,
    });
    app.use('/v1.1', this.connect.router);
    app.use(shopPages(this));
    this.server = await listen(app, host, port);
  }

  async stop(): Promise<void> {
    this.faults.clear();
    await this.webhookSender.stop();
    await this.server?.close();
  }

  /** One more shop; empty unless orders and customers are asked for. */
  addShop(options: ShopOptions): Shop {
    const { dialect, dialectSeed } = this.options;
    const shop = new Shop({
      shop: { orders: 0, customers: 0, dialect, dialectSeed, ...options },
      seed: this.options.seed + this.shops.length * 7919,
      now: this.options.now,
      changed: (changed, order, type) => this.webhookSender.send(changed, order.orderID, type),
    });
    this.shops.push(shop);
    return shop;
  }

  snapshot() {
    return this.shops.map((shop) => shop.snapshot());
  }

  restore(kept: ReturnType<ShopSandbox['snapshot']>): void {
    kept.forEach((state, index) => {
      (this.shops[index] ?? this.addShop({ name: '' })).restore(state);
    });
  }

  get orders(): Order[] {
    return this.main.orders;
  }

  get customers() {
    return this.main.customers;
  }

  placeOrder(wish: OrderPartial = {}, shop: Shop = this.main): Order {
    return shop.placeOrder(wish);
  }

  markPaid(orderID: string): Order {
    return this.shopOf(orderID).markPaid(orderID);
  }

  cancel(orderID: string): Order {
    return this.shopOf(orderID).cancel(orderID);
  }

  setStatus(orderID: string, status: number): Order {
    return this.shopOf(orderID).setStatus(orderID, status);
  }

  /** The merchant edits an order; no webhook tells of it. */
  updateOrder(orderID: string, change: Partial<Order>): Order {
    return this.shopOf(orderID).updateOrder(orderID, change);
  }

  webhooks(shop: Shop = this.main): Webhook[] {
    return shop.webhooks;
  }

  /** Off: webhooks never arrive. */
  get webhooksEnabled(): boolean {
    return this.webhookSender.enabled;
  }

  set webhooksEnabled(enabled: boolean) {
    this.webhookSender.enabled = enabled;
  }

  /** Every try to deliver a webhook. */
  get deliveries() {
    return this.webhookSender.log;
  }

  /** Resolves once every webhook is delivered or given up. */
  webhooksSettled(): Promise<void> {
    return this.webhookSender.settled();
  }

  /** The platform's call of the plug-in's Auth URL, as after *Installa*. */
  async install(
    shop: Shop = this.main,
    change: Partial<Record<'instance' | 'key' | 'exchange', string>> = {},
  ): Promise<{ status: number; text: string }> {
    const { instance, key, exchange } = shop;
    try {
      const answer = await fetch(`${this.appUrl}/tscommerce/install`, {
        method: 'POST',
        body: new URLSearchParams({ instance, key, exchange, ...change }),
        signal: AbortSignal.timeout(30_000),
      });
      const text = await answer.text();
      shop.lastInstall = { ok: answer.ok, status: answer.status, text };
      if (answer.ok) shop.installed = true;
      return { status: answer.status, text };
    } catch (error) {
      shop.lastInstall = { ok: false, status: null, text: `l’app non risponde a ${this.appUrl}` };
      throw error;
    }
  }

  private shopOf(orderID: string): Shop {
    const shop = this.shops.find((candidate) => candidate.order(orderID) !== undefined);
    if (!shop) throw new Error(`no shop has an order ${orderID}`);
    return shop;
  }
}
