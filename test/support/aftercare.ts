import type { SdiOutcome } from '../../sandbox/fic/e-invoice/types.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { startSandbox } from '../../sandbox/index.ts';
import type { CreditNoteDto } from '../../src/contract/aftercare/acts.ts';
import type { DeliveryDto } from '../../src/contract/delivery/delivery.ts';
import { answerSdi, eInvoice } from './e-invoices.ts';
import { Merchant, until } from './merchant.ts';
import { startTestPlugin, type TestPlugin } from './plugin.ts';

type OrderWish = NonNullable<Parameters<Sandbox['shop']['placeOrder']>[0]>;

/** A merchant whose orders are sent by themselves, and the few things that tests of aftercare do. */
export class AftercareWorld {
  readonly sandbox: Sandbox;
  readonly plugin: TestPlugin;
  readonly merchant: Merchant;
  readonly company: number;

  private constructor(sandbox: Sandbox, plugin: TestPlugin, merchant: Merchant) {
    this.sandbox = sandbox;
    this.plugin = plugin;
    this.merchant = merchant;
    this.company = sandbox.fic.companyIds.bottega;
  }

  static async start(): Promise<AftercareWorld> {
    const sandbox = await startSandbox({
      orders: 0,
      customers: 0,
      quota: { per5Minutes: 5000, perHour: 5000 },
    });
    const plugin = await startTestPlugin(sandbox, {
      timeoutMs: 800,
      variables: { FIC_QUOTA_5MIN: '5000', FIC_QUOTA_HOUR: '5000' },
    });
    await sandbox.shop.install();
    const merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
    await merchant.open();
    await merchant.authorize('laura.conti@example.com');
    await merchant.configure();
    return new AftercareWorld(sandbox, plugin, merchant);
  }

  async stop(): Promise<void> {
    await this.plugin.stop();
    await this.sandbox.stop();
  }

  /** An order whose document is in Fatture in Cloud. */
  async sent({ paid = true, ...wish }: OrderWish & { paid?: boolean } = {}) {
    const order = this.sandbox.shop.placeOrder({
      status: paid ? 1 : 0,
      ...(paid ? { paidAt: new Date() } : {}),
      invoice: false,
      raw: {},
      ...wish,
    });
    if (!paid) await this.post(order.orderID, 'send');
    const delivery = await this.merchant.delivery(order.orderID, 'sent', 'failed');
    if (delivery.state === 'failed') throw new Error(JSON.stringify(delivery.problem));
    const documentId = delivery.document?.id ?? 0;
    return { order, orderId: order.orderID, documentId, delivery };
  }

  /** An invoice that the SDI has accepted. */
  async issued(wish: OrderWish & { paid?: boolean } = {}) {
    const made = await this.onItsWay(wish);
    await this.sdi(made.documentId, 'accepted');
    await eInvoice(this.merchant, made.orderId, 'delivered');
    return made;
  }

  /** An invoice that was sent to the SDI, which has not answered. */
  async onItsWay(wish: OrderWish & { paid?: boolean } = {}) {
    const made = await this.sent({ ...wish, invoice: true });
    await this.post(made.orderId, 'e-invoice/send');
    await eInvoice(this.merchant, made.orderId, 'in-transit');
    return made;
  }

  /** The SDI answers, and the plug-in looks. */
  sdi(documentId: number, outcome: SdiOutcome, code?: string): Promise<void> {
    const { sandbox, plugin, company: companyId } = this;
    return answerSdi({ sandbox, plugin, companyId }, documentId, outcome, code);
  }

  document(id: number) {
    return this.sandbox.fic.documents(this.company).find((document) => document.id === id);
  }

  documentsOf(orderId: string) {
    const short = this.sandbox.shop.orders.find(({ orderID }) => orderID === orderId);
    const marker = new RegExp(`:${orderId.replace(/[^A-Za-z0-9]/g, '.{3,6}')}`);
    return this.sandbox.fic
      .documents(this.company)
      .filter(({ subject }) => short !== undefined && marker.test(subject));
  }

  /** A hint, as the shop's or the reconciliation's. */
  hint(orderId: string): Promise<unknown> {
    const [hook] = this.sandbox.shop.webhooks();
    return fetch(hook?.url ?? '', { method: 'POST', body: new URLSearchParams({ id_order: orderId }) });
  }

  post<T = DeliveryDto>(orderId: string, act: string, body: unknown = {}): Promise<T> {
    return this.merchant.write<T>('POST', `/api/orders/${orderId}/${act}`, body);
  }

  /** Status and code of a refusal. */
  async refusal(orderId: string, act: string, body: unknown = {}): Promise<[number, string]> {
    const url = `${this.plugin.url}/api/orders/${orderId}/${act}`;
    const answer = await this.merchant.browser.write('POST', url, body);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  }

  delivery(orderId: string) {
    return this.merchant.order(orderId).then(({ delivery }) => delivery);
  }

  /** Waits until the delivery is as `look` wants it. */
  when(orderId: string, what: string, look: (delivery: DeliveryDto) => unknown): Promise<DeliveryDto> {
    return until(async () => {
      const delivery = await this.delivery(orderId);
      return delivery !== null && look(delivery) ? delivery : null;
    }, `${what} of ${orderId}`);
  }

  creditNote(orderId: string, place: number, ...states: CreditNoteDto['state'][]): Promise<CreditNoteDto> {
    return until(
      async () => {
        const note = (await this.delivery(orderId))?.creditNotes?.[place];
        return note !== undefined && states.includes(note.state) ? note : null;
      },
      `credit note ${place} of ${orderId} in ${states.join(' or ')}`,
    );
  }

  async events(orderId: string): Promise<string[]> {
    return (
      ((await this.delivery(orderId)) as { events?: { type: string }[] } | null)?.events?.map(
        ({ type }) => type,
      ) ?? []
    );
  }
}
