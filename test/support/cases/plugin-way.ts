import type { PreviewDto } from '../../../src/contract/orders/preview.ts';
import { Merchant, until } from '../merchant.ts';
import { startTestPlugin } from '../plugin.ts';
import type { OrderCase } from './case-files.ts';
import { type CaseServers, codeOf, startCaseServers } from './case-servers.ts';
import type { CaseOutcome, CaseWay } from './case-way.ts';

/** The whole way through the plug-in as it runs: install, consent, settings, then by hand or by the shop's hint. */
export async function openPluginWay(): Promise<CaseWay> {
  const servers = await startCaseServers();
  let now = new Date();
  const plugin = await startTestPlugin(
    { fic: { url: servers.ficUrl }, shop: { apiUrl: servers.shopUrl } },
    { clock: { now: () => now } },
  );
  return {
    async run(one) {
      servers.serve(one);
      now = one.now;
      const merchant = await connect(plugin.url, one);
      await save(merchant, one);
      const outcome = await (one.origin === 'manual'
        ? byHand(merchant, one)
        : byItself(merchant, one, servers, async () => {
            const [row] = await plugin.query<{ count: string }>('select count(*) from order_hints');
            return row?.count === '0';
          }));
      return { ...outcome, body: servers.createdFor(one) };
    },
    async close() {
      await plugin.stop();
      await servers.close();
    },
  };
}

type CaseMerchant = Merchant<{ instance: string }>;

async function connect(pluginUrl: string, one: OrderCase): Promise<CaseMerchant> {
  const install = new URLSearchParams({ instance: one.id, key: one.id, exchange: 'e' });
  const installed = await fetch(`${pluginUrl}/tscommerce/install`, { method: 'POST', body: install });
  if (installed.status !== 204) throw new Error(`install: ${installed.status} ${await installed.text()}`);
  const consent = {
    authorize: async (address: string) => {
      const query = new URL(address).searchParams;
      const back = new URL(query.get('redirect_uri') ?? '');
      back.searchParams.set('code', codeOf(one));
      back.searchParams.set('state', query.get('state') ?? '');
      return back.toString();
    },
  };
  const merchant = new Merchant({ url: pluginUrl }, { fic: consent }, { instance: one.id });
  await merchant.open();
  await merchant.authorize('');
  return merchant;
}

async function save(merchant: CaseMerchant, one: OrderCase): Promise<void> {
  const { orders, vat, paymentAccount } = one.settings;
  await merchant.catalogue();
  await merchant.save('vat', vat);
  await merchant.save('paymentAccount', paymentAccount);
  const since = new Date(one.now.getTime() - 30 * 24 * 3_600_000).toISOString().slice(0, 10);
  await merchant.save('orders', orders.automatic ? { ...orders, since } : orders);
}

const codes = (texts: readonly { code: string }[]) => texts.map(({ code }) => code);

async function byHand(merchant: CaseMerchant, one: OrderCase): Promise<Omit<CaseOutcome, 'body'>> {
  const id = String(one.order.orderID);
  const { problems, warnings } = await merchant.get<PreviewDto>(`/api/orders/${id}/preview`);
  await merchant.write('POST', `/api/orders/${id}/send`, one.send);
  const { problem } = await merchant.delivery(id, 'sent', 'failed');
  // The preview speaks of the order as it is, the delivery of what a person told beside it.
  return { problems: problem ? [problem.code, ...codes(problems)] : [], warnings: codes(warnings) };
}

async function byItself(
  merchant: CaseMerchant,
  one: OrderCase,
  servers: CaseServers,
  isFollowed: () => Promise<boolean>,
): Promise<Omit<CaseOutcome, 'body'>> {
  const id = String(one.order.orderID);
  const hook = servers.webhookOf(one);
  if (hook === null) throw new Error('no webhook was registered');
  const hinted = await fetch(hook, { method: 'POST', body: new URLSearchParams({ orderID: id }) });
  if (hinted.status !== 202) throw new Error(`hint: ${hinted.status}`);
  const delivery = await until(async () => {
    const followed = await isFollowed();
    const { delivery } = await merchant.order(id);
    const isEnd = delivery?.state === 'sent' || delivery?.state === 'failed';
    return isEnd || (delivery === null && followed) ? { delivery } : null;
  }, `the end of ${one.id}`);
  const { problems, warnings } = await merchant.get<PreviewDto>(`/api/orders/${id}/preview`);
  const problem = delivery.delivery?.problem;
  return { problems: problem ? [problem.code, ...codes(problems)] : [], warnings: codes(warnings) };
}
