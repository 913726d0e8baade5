import type { Sandbox } from '../../sandbox/index.ts';
import type { DeliveryDto } from '../../src/contract/delivery/delivery.ts';
import type { OrderDetailDto } from '../../src/contract/orders/orders.ts';
import type { StatusDto } from '../../src/contract/panel/status.ts';
import type { CatalogueDto } from '../../src/contract/settings/catalogue.ts';
import type { SettingsDto, SettingsInput } from '../../src/contract/settings/settings.ts';
import { HttpBrowser } from './browser.ts';

/** What the merchant's browser meets beside the plug-in: where to consent, and the shop it comes from. */
interface Consents {
  fic: Pick<Sandbox['fic'], 'authorize'>;
}
type SandboxShop = Sandbox['shop']['shops'][number];

/** Waits until `look` answers something; events in the other process have no promise to wait for. */
export async function until<T>(
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  what = 'the event',
  withinMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A merchant with a browser of its own in front of the panel. */
export class Merchant<S extends { instance: string } = SandboxShop> {
  readonly browser = new HttpBrowser();
  readonly plugin: { url: string };
  readonly sandbox: Consents;
  readonly shop: S;

  constructor(plugin: { url: string }, sandbox: Consents, shop: S) {
    this.plugin = plugin;
    this.sandbox = sandbox;
    this.shop = shop;
  }

  /** Loads the page, which asks for its session; the first answer that refuses, else the page. */
  async open(init: RequestInit = {}): Promise<Response> {
    const { instance } = this.shop;
    const address = `${this.plugin.url}/tscommerce/embed?instance=${encodeURIComponent(instance)}`;
    const page = await this.browser.request(address, init);
    if (!page.ok) return page;
    const session = await this.browser.write('POST', `${this.plugin.url}/api/session`, { instance }, init);
    return session.ok ? page : session;
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.browser.request(`${this.plugin.url}${path}`);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async write<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.browser.write(method, `${this.plugin.url}${path}`, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  /** Walks sign-in and consent in the same browser; the last answer. */
  async authorize(user: string): Promise<Response> {
    const { url } = await this.write<{ url: string }>('POST', '/api/oauth/ticket');
    const start = await this.browser.request(url);
    const back = await this.sandbox.fic.authorize(start.headers.get('location') ?? '', { user });
    return this.browser.request(back);
  }

  status = () => this.get<StatusDto>('/api/status');
  catalogue = () => this.get<CatalogueDto>('/api/catalog');
  order = (id: string) => this.get<OrderDetailDto>(`/api/orders/${id}`);

  save<S extends keyof SettingsDto>(section: S, value: SettingsInput[S]): Promise<SettingsDto[S]> {
    return this.write('PUT', `/api/settings/${section}`, value);
  }

  /** Maps every tax profile by the suggestions and takes the first account: ready to send. */
  async configure(
    orders: SettingsInput['orders'] = { automatic: true, send: 'paid' },
  ): Promise<CatalogueDto> {
    const catalogue = await this.catalogue();
    const mapping = Object.fromEntries(
      catalogue.taxProfiles.flatMap(({ id, suggestedVatTypeId }) =>
        suggestedVatTypeId === null ? [] : [[id, suggestedVatTypeId]],
      ),
    );
    await this.save('vat', { mapping, shippingVatTypeId: null });
    const account = catalogue.paymentAccounts[0]?.id ?? null;
    await this.save('paymentAccount', { id: account, byPaymentMethod: {}, eInvoiceCodeByPaymentMethod: {} });
    await this.save('orders', orders);
    return catalogue;
  }

  /** Waits until the delivery of an order is in one of the states. */
  delivery(
    orderId: string,
    ...states: DeliveryDto['state'][]
  ): Promise<NonNullable<OrderDetailDto['delivery']>> {
    return until(
      async () => {
        // On a busy machine the short time-outs of a test may end a look: the next one tells.
        const answer = await this.browser.request(`${this.plugin.url}/api/orders/${orderId}`);
        if (answer.status === 503) return null;
        if (!answer.ok) throw new Error(`order ${orderId}: ${answer.status} ${await answer.text()}`);
        const { delivery } = (await answer.json()) as OrderDetailDto;
        return delivery !== null && states.includes(delivery.state) ? delivery : null;
      },
      `delivery of ${orderId} in ${states.join(' or ')}`,
    );
  }
}
