import { beforeAll, describe, expect, it } from 'vitest';
import type { ShopCustomer } from '../../../src/domain/customers/customer.ts';
import type { ConnectShop, Shop, ShopKeys } from '../../../src/ports/shop.ts';
import { problemOf } from './scripted-server.ts';

/** A shop for the battery: what is in it, told by whoever made it. */
export interface ShopWorld {
  connect: ConnectShop;
  keys: ShopKeys;
  uid: string;
  /** An order of two lines that is paid and asks for an invoice. */
  order: { id: string; shortId: string; totalCents: number; placedAt: Date; buyer: string };
  /** All orders' ids, the newest first. */
  orderIds: string[];
  /** Ids (`userUID`) of all customers. */
  customerIds: string[];
  taxProfiles: { id: string; value: number }[];
}

/** What every shop behind the port does, be it a real adapter or a fake. */
export function shopBattery(name: string, start: () => Promise<ShopWorld>): void {
  describe(`a shop: ${name}`, () => {
    let world: ShopWorld;
    let shop: Shop;
    beforeAll(async () => {
      world = await start();
      shop = world.connect(world.keys);
    });

    it('tells who it is', async () => {
      expect(await shop.readStore()).toMatchObject({ uid: world.uid, online: true, invoicingEnabled: true });
    });

    it('gives an order with its lines, its buyer and its total', async () => {
      const order = await shop.readOrder(world.order.id);
      expect(order).toMatchObject({
        id: world.order.id,
        shortId: world.order.shortId,
        placedAt: world.order.placedAt,
        totalCents: world.order.totalCents,
        paid: true,
        cancelled: false,
        invoiceRequested: true,
      });
      expect(order?.lines).toHaveLength(2);
      expect(order?.billing.name).toBe(world.order.buyer);
      expect(order?.billing.countryIso).toBe('IT');
    });

    it('has no order of an unknown id', async () => {
      expect(await shop.readOrder('999_nothing')).toBeNull();
    });

    it('reads every order that it lists, and each adds up', async () => {
      for (const id of world.orderIds) {
        const order = await shop.readOrder(id);
        const goods = order?.lines.reduce(
          (sum, line) => sum + line.unitPrice.times(line.quantity).times(100).round().toNumber(),
          0,
        );
        const parts =
          (goods ?? 0) +
          (order?.shipping.cents ?? 0) +
          (order?.payment.costCents ?? 0) -
          (order?.discount.cents ?? 0);
        expect([id, parts]).toEqual([id, order?.totalCents]);
      }
    });

    it('lists its orders page by page, the newest first', async () => {
      const first = await shop.listOrders({ limit: 7, skip: 0 });
      const second = await shop.listOrders({ limit: 7, skip: 7 });
      expect([...first, ...second].map(({ id }) => id)).toEqual(world.orderIds.slice(0, 14));
    });

    it('lists the orders of a span, and those of a buyer', async () => {
      const { placedAt, buyer, id } = world.order;
      const span = await shop.listOrders({ limit: 100, skip: 0, from: placedAt, to: placedAt });
      expect(span.map((row) => row.id)).toContain(id);
      expect(span.every((row) => row.placedAt.getTime() === placedAt.getTime())).toBe(true);
      const found = await shop.listOrders({ limit: 100, skip: 0, billingName: buyer });
      expect(found.map((row) => row.id)).toContain(id);
    });

    it('lists the orders changed in a span', async () => {
      const rows = await shop.listUpdatedOrders({
        from: new Date(0),
        to: new Date(Date.now() + 86_400_000),
        limit: 100,
        skip: 0,
      });
      expect(rows.map((row) => row.id).sort()).toEqual([...world.orderIds].sort());
    });

    it('has tax profiles with their rates', async () => {
      const profiles = await shop.listTaxProfiles();
      expect(profiles.map(({ id, value }) => ({ id, value }))).toEqual(world.taxProfiles);
    });

    it('gives all its customers, each once, and each by its id', async () => {
      const customers: ShopCustomer[] = [];
      for await (const batch of shop.listCustomers(null)) customers.push(...batch);
      expect(customers.map(({ id }) => id).sort()).toEqual([...world.customerIds].sort());
      const [one] = customers;
      expect(await shop.readCustomer(one?.id ?? '')).toEqual(one);
      expect(await shop.readCustomer('nobody')).toBeNull();
    });

    it('registers, lists and removes webhooks', async () => {
      const url = 'https://plugin.example/tscommerce/webhooks/t1';
      for (const type of ['order-created', 'order-paid', 'order-cancelled'] as const) {
        await shop.registerWebhook({ url, type, name: `Fatture in Cloud ${type}` });
      }
      const mine = (await shop.listWebhooks()).filter((webhook) => webhook.url === url);
      expect(mine.map(({ type }) => type).sort()).toEqual([0, 1, 7]);
      for (const { id } of mine) await shop.removeWebhook(id);
      for (const { id } of mine) await shop.removeWebhook(id);
      expect((await shop.listWebhooks()).filter((webhook) => webhook.url === url)).toEqual([]);
    });

    it('refuses keys that are not its own', async () => {
      const stranger = world.connect({ key: world.keys.key, exchange: 'wrong' });
      expect(await problemOf(stranger.readStore())).toMatchObject({
        code: 'shop-keys-refused',
        outcome: 'mend',
      });
    });
  });
}
