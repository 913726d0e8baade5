// Both platforms and the shops' buyers in a process of their own, told what to do by messages.
import { randomInt } from 'node:crypto';
import { type ActiveFault, startSandbox } from '../../sandbox/index.ts';
import { Buyers } from './buyers.ts';
import { RAIN, type Side, type Squall } from './weather.ts';

const SIDES: readonly Side[] = ['fic', 'shop'];

const sandbox = await startSandbox({ orders: 2, customers: 20 });
const shops = [...sandbox.shop.shops];
while (shops.length < Number(process.env.SHOPS)) {
  shops.push(sandbox.shop.addShop({ name: `Negozio ${shops.length + 1}`, customers: 20 }));
}
const companies = shops.map((shop) => ({ shop, company: sandbox.fic.addCompany(`Azienda di ${shop.name}`) }));
const buyers = new Buyers(sandbox, shops);
// What a busy platform does: for a minute it comes again.
sandbox.shop.webhookSender.retryDelaysMs = [500, 2000, 5000, 15_000, 30_000];

const shopOf = (instance: string) => {
  const shop = shops.find((candidate) => candidate.instance === instance);
  if (shop === undefined) throw new Error(`no shop ${instance}`);
  return shop;
};

/** Lost, doubled, late, and as a rule on time. */
function departuresMs(): number[] {
  const chance = randomInt(100);
  if (chance < 5) return [];
  if (chance < 15) return [0, randomInt(3000)];
  if (chance < 25) return [randomInt(5000, 60_000)];
  return [0];
}

const rain: ActiveFault[] = [];
const squall: ActiveFault[] = [];
const struck: Record<string, number> = {};
const add = (to: ActiveFault[], rules: Squall['rules']) => {
  for (const side of SIDES) to.push(...(rules[side] ?? []).map((rule) => sandbox[side].faults.add(rule)));
};
const remove = (from: ActiveFault[]) => {
  for (const fault of from.splice(0)) {
    struck[fault.rule.fault.kind] = (struck[fault.rule.fault.kind] ?? 0) + fault.applied;
    fault.remove();
  }
};
const release = () => {
  for (const side of SIDES) sandbox[side].faults.release();
};

const acts = {
  addresses: () => ({
    fic: sandbox.fic.url,
    shop: sandbox.shop.apiUrl,
    shops: companies.map(({ shop, company }) => ({
      instance: shop.instance,
      uid: shop.uid,
      companyId: company.id,
    })),
  }),
  setAppUrl: (url: string) => sandbox.setAppUrl(url),
  install: (instance: string) => sandbox.shop.install(shopOf(instance)),
  authorize: (url: string, user: string) => sandbox.fic.authorize(url, { user }),
  beginOrders: (perMinute: number) => buyers.begin(perMinute),
  endOrders: () => buyers.end(),
  /** Begins the rain, in which webhooks go astray too. */
  beginRain: () => {
    add(rain, RAIN);
    sandbox.shop.webhookSender.departuresMs = departuresMs;
  },
  /** A squall goes before the rain, whose rules would strike first. */
  beginSquall: ({ rules, expiresTokens, losesWebhooks }: Squall) => {
    remove(rain);
    add(squall, rules);
    add(rain, RAIN);
    if (expiresTokens === true) sandbox.fic.expireAccessTokens();
    if (losesWebhooks === true) sandbox.shop.webhooksEnabled = false;
  },
  endSquall: () => {
    remove(squall);
    sandbox.shop.webhooksEnabled = true;
    release();
  },
  /** From now on nothing goes wrong; hanging calls are cut. */
  calm: () => {
    for (const faults of [squall, rain]) remove(faults);
    sandbox.shop.webhooksEnabled = true;
    sandbox.shop.webhookSender.departuresMs = () => [0];
    release();
  },
  /** One order a shop that nothing hinders. */
  placeFresh: () => shops.map((shop) => buyers.place(shop, 'sent')),
  placed: () => buyers.placed,
  recent: () => buyers.placed.slice(-20),
  /** What Fatture in Cloud has, company by company. */
  books: () =>
    companies.map(({ shop, company }) => ({
      instance: shop.instance,
      documents: company.documents.map(({ subject, amount_gross }) => ({ subject, gross: amount_gross })),
      clientCodes: company.clients.map(({ code }) => String(code ?? '')),
      transmitted: sandbox.fic.sdi(company.id).transmissions.map(({ documentId }) => documentId),
    })),
  documents: () => companies.reduce((sum, { company }) => sum + company.documents.length, 0),
  tally: () => ({
    struck,
    beyondQuota: Object.values(sandbox.fic.refusals).reduce((sum, count) => sum + count, 0),
    calls: sandbox.fic.calls.calls.length + sandbox.shop.calls.calls.length,
    refreshesRefused: sandbox.fic.tokens.refreshes.refused,
    webhooks: sandbox.shop.deliveries.length,
  }),
  stop: () => sandbox.stop(),
};

export type Acts = typeof acts;

process.on('message', async ({ id, act, values }: { id: number; act: keyof Acts; values: unknown[] }) => {
  try {
    const run = acts[act] as (...given: unknown[]) => unknown;
    process.send?.({ id, answer: await run(...values) });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
});
// Left alone it is of no use.
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0 });
