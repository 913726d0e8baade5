import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Merchant } from '../../test/support/merchant.ts';
import type { Platforms } from './platforms.ts';

/** Of the sandbox: an accountant whose office controls every company. */
const USER = 'studio.ferri@example.com';
const EVERY_MS = 1000;

type Shop = { instance: string; companyId: number };

/** Installs, authorizes and configures a shop on a company of its own; every other one sends its invoices by itself. */
export async function connectShop(
  platforms: Platforms,
  url: string,
  { instance, companyId }: Shop,
  index: number,
): Promise<Merchant<{ instance: string }>> {
  await platforms.call('install', instance);
  const consents = {
    fic: {
      authorize: (at: string, choice?: { user?: string | number }) =>
        platforms.call('authorize', at, String(choice?.user ?? USER)),
    },
  };
  const merchant = new Merchant({ url }, consents, { instance });
  await merchant.open();
  // A connection that ends as it is used costs a sign-in: a person presses the button again.
  for (let tries = 1; (await merchant.authorize(USER)).status >= 400; tries += 1) {
    if (tries === 5) throw new Error(`${instance} could not be authorized`);
  }
  await merchant.write('PUT', '/api/company', { id: companyId });
  await merchant.save('customers', { enabled: true, overwrite: true });
  if (index % 2 === 0) {
    await merchant.save('eInvoice', { send: 'automatic', delayMinutes: 0, copyToBuyer: false });
  }
  await merchant.configure();
  return merchant;
}

export interface PanelUse {
  answered: number;
  /** 5xx and cut connections: browsers ask again. */
  unanswered: number;
  /** Connections that expired, which a person had to mend. */
  reauthorized: number;
}

/** Merchants look at their panels, send orders by hand that leave by themselves too, and sync customers. */
export async function visitPanels(
  platforms: Platforms,
  merchants: readonly Merchant<{ instance: string }>[],
  isOver: () => boolean,
): Promise<PanelUse> {
  const use: PanelUse = { answered: 0, unanswered: 0, reauthorized: 0 };
  const note = (response: Response) => {
    if (response.status < 500) use.answered += 1;
    else use.unanswered += 1;
    return response.arrayBuffer();
  };
  const acts = [
    async (merchant: Merchant<{ instance: string }>) => {
      const { url } = merchant.plugin;
      const { instance } = merchant.shop;
      const mine = (await platforms.call('recent')).filter((order) => order.instance === instance);
      for (const { orderId } of mine.filter(({ fate }) => fate === 'sent')) {
        const click = () =>
          merchant.browser.write('POST', `${url}/api/orders/${orderId}/send`, {}).then(note);
        await Promise.all([click(), click()]);
      }
    },
    (merchant: Merchant<{ instance: string }>) =>
      merchant.browser.write('POST', `${merchant.plugin.url}/api/customers/sync`).then(note),
    ...['/api/orders', '/api/orders?status=failed', '/api/deliveries', '/api/catalog'].map(
      (path) => (merchant: Merchant<{ instance: string }>) =>
        merchant.browser.request(`${merchant.plugin.url}${path}`).then(note),
    ),
    async (merchant: Merchant<{ instance: string }>) => {
      const { connection } = await merchant.status();
      use.answered += 1;
      if (connection.state !== 'expired') return;
      await merchant.authorize(USER);
      use.reauthorized += 1;
    },
  ];
  while (!isOver()) {
    const merchant = merchants[randomInt(merchants.length)];
    const act = acts[randomInt(acts.length)];
    if (merchant === undefined || act === undefined) throw new Error('no merchants');
    await act(merchant).catch(() => {
      use.unanswered += 1;
    });
    await sleep(EVERY_MS);
  }
  return use;
}
