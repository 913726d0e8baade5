import { Random } from '../common/random.ts';
import {
  afterSalesStatus,
  cancelledStatus,
  type Product,
  products,
  refundedStatus,
  statuses,
  taxProfiles,
} from './catalogue.ts';
import { createDialect, type Dialect } from './dialects/index.ts';
import { guestsOf } from './guests.ts';
import { makeOrder, makeOrders, type OrderPartial } from './orders.ts';
import { makeCustomers } from './people.ts';
import type { Customer, DialectName, Order, OrderStatus, ShopFacts, ShopOptions, Webhook } from './types.ts';

/** What happened to an order, by the platform's numbers of webhooks. */
export const webhookTypes = { created: 0, paid: 1, shipped: 2, inPreparation: 3, cancelled: 7 } as const;

/** One shop of the platform: its keys, orders, customers and registered webhooks. */
export class Shop implements ShopFacts {
  name: string;
  instance: string;
  uid: string;
  key: string;
  exchange: string;
  readOnly: boolean;
  online = true;
  invoicing = true;
  orders: Order[];
  customers: Customer[];
  webhooks: Webhook[] = [];
  products: Product[] = products.map((product) => ({ ...product }));
  taxProfiles = taxProfiles.map((profile) => ({ ...profile }));
  statuses: OrderStatus[];
  dialect: Dialect;
  /**
   * Keys of order.json that are called otherwise, to test what nobody expects: `{'cart.shippingCost': 'zq'}`, or null to
   * leave one out.
   */
  renames: Record<string, string | null> = {};
  private dialectSeed: number;
  /** What the plug-in's Auth URL answered last. */
  lastInstall: { ok: boolean; status: number | null; text: string } | null = null;
  /** The plug-in accepted the keys. */
  installed = false;
  /** Merged into the answer of store/info.json as the last thing. */
  rawInfo: Record<string, unknown> = {};
  readonly random: Random;
  private readonly now: () => Date;
  private readonly changed: (shop: Shop, order: Order, type: number) => void;
  private nextNumber: number;
  private lastCustomerId = 999;

  constructor(options: {
    shop: ShopOptions;
    seed: number;
    now: () => Date;
    /** Hears of everything that a webhook may be registered for. */
    changed: (shop: Shop, order: Order, type: number) => void;
  }) {
    const { shop, seed, now, changed } = options;
    this.dialectSeed = shop.dialectSeed ?? seed;
    this.dialect = createDialect(shop.dialect ?? 'agreed', this.dialectSeed);
    this.statuses = [...statuses, ...(this.dialect.name === 'agreed' ? [] : [afterSalesStatus])];
    this.random = new Random(seed);
    this.now = now;
    this.changed = changed;
    this.name = shop.name;
    this.readOnly = shop.readOnly ?? false;
    this.instance = this.random.hex(24);
    this.uid = `ST${this.random.digits(8)}`;
    this.key = this.random.hex(32);
    this.exchange = this.random.hex(40);
    this.customers = makeCustomers(this.random, shop.customers ?? 24, now());
    this.orders = makeOrders(this.random, this.customers, shop.orders ?? 30, now());
    this.nextNumber = 101 + this.orders.length;
  }

  /** What a later run needs to go on with this shop. */
  snapshot() {
    const { name, instance, uid, key, exchange, readOnly, online, invoicing, installed } = this;
    const { orders, customers, webhooks, products, taxProfiles, statuses, nextNumber, random } = this;
    return {
      plain: { name, instance, uid, key, exchange, readOnly, online, invoicing, installed },
      lists: { orders, customers, webhooks, products, taxProfiles, statuses },
      dialect: { name: this.dialect.name, seed: this.dialectSeed },
      nextNumber,
      lastCustomerId: this.lastCustomerId,
      randomState: random.state,
    };
  }

  restore(kept: ReturnType<Shop['snapshot']>): void {
    Object.assign(this, kept.plain, kept.lists);
    this.speak(kept.dialect.name, kept.dialect.seed);
    this.nextNumber = kept.nextNumber;
    this.lastCustomerId = kept.lastCustomerId;
    this.random.state = kept.randomState;
  }

  /** From now on answers are spelt so. */
  speak(name: DialectName, seed: number = this.dialectSeed): void {
    this.dialectSeed = seed;
    this.dialect = createDialect(name, seed);
  }

  /** What clients/list.json lists. */
  get clients(): Customer[] {
    return this.dialect.listsGuests ? [...this.customers, ...guestsOf(this.orders)] : this.customers;
  }

  order(orderID: string): Order | undefined {
    return this.orders.find((order) => order.orderID === orderID);
  }

  customer(id: string): Customer | undefined {
    return this.customers.find((customer) => String(customer.id) === id || customer.userUID === id);
  }

  /** A buyer places an order now; unpaid unless the wish says otherwise. */
  placeOrder(wish: OrderPartial = {}): Order {
    const order = makeOrder(this.random, {
      customers: this.customers,
      number: this.nextNumber,
      placedAt: wish.placedAt ?? this.now(),
      wish: { status: 0, ...wish },
    });
    this.nextNumber += 1;
    order.updatedAt = this.now();
    if (order.paidAt !== null && wish.paidAt === undefined) order.paidAt = order.placedAt;
    this.orders.push(order);
    for (const item of order.items) this.moveStock(item.productUid, -item.count);
    this.changed(this, order, webhookTypes.created);
    if (order.status === 1) this.changed(this, order, webhookTypes.paid);
    return order;
  }

  setStatus(orderID: string, status: number): Order {
    const order = this.mustOrder(orderID);
    if (order.status === status) return order;
    order.status = status;
    order.updatedAt = this.now();
    if (status === 1) order.paidAt = this.now();
    const type = {
      1: webhookTypes.paid,
      2: webhookTypes.inPreparation,
      3: webhookTypes.shipped,
      [cancelledStatus]: webhookTypes.cancelled,
    }[status];
    if (type !== undefined) this.changed(this, order, type);
    return order;
  }

  markPaid(orderID: string): Order {
    return this.setStatus(orderID, 1);
  }

  cancel(orderID: string): Order {
    return this.setStatus(orderID, cancelledStatus);
  }

  /** The merchant gives the money back: the platform has no such act, shops make a status for it. */
  refund(orderID: string): Order {
    this.nameStatus(refundedStatus.id, refundedStatus.title);
    return this.setStatus(orderID, refundedStatus.id);
  }

  /** Renames a status, or adds one. */
  nameStatus(id: number, title: string): void {
    const known = this.statuses.find((status) => status.id === id);
    if (known) this.statuses = this.statuses.map((status) => (status === known ? { id, title } : status));
    else this.statuses = [...this.statuses, { id, title }].sort((a, b) => a.id - b.id);
  }

  /** The merchant edits an order; no webhook exists for it. */
  updateOrder(orderID: string, change: Partial<Order>): Order {
    const order = this.mustOrder(orderID);
    Object.assign(order, change, { updatedAt: this.now() });
    return order;
  }

  updateCustomer(id: string | number, change: Partial<Customer>): Customer {
    const customer = this.customer(String(id));
    if (!customer) throw new Error(`updateCustomer: no customer ${id} in ${this.name}`);
    Object.assign(customer, change, { updatedAt: this.now() });
    return customer;
  }

  addCustomers(count: number): Customer[] {
    // The number of one who was deleted is nobody else's.
    const firstId = Math.max(this.lastCustomerId, ...this.customers.map((customer) => customer.id)) + 1;
    this.lastCustomerId = firstId + count - 1;
    const added = makeCustomers(this.random, count, this.now()).map((customer, index) => ({
      ...customer,
      id: firstId + index,
    }));
    // One by one: a spread of many thousand arguments overflows the stack.
    for (const customer of added) this.customers.push(customer);
    return added;
  }

  private mustOrder(orderID: string): Order {
    const order = this.order(orderID);
    if (!order) throw new Error(`no order ${orderID} in ${this.name}`);
    return order;
  }

  private moveStock(productUid: string, by: number): void {
    const product = this.products.find((candidate) => candidate.uid === productUid);
    if (product) product.stock += by;
  }
}
