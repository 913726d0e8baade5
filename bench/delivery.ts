import { percentile, startWorld, until, type World, wish } from './world.ts';

const NO_QUOTA = { perFiveMinutes: 1_000_000, perHour: 1_000_000, perMonth: 10_000_000 };
const UNLIMITED = {
  sandbox: {
    quota: { per5Minutes: NO_QUOTA.perFiveMinutes, perHour: NO_QUOTA.perHour, perMonth: NO_QUOTA.perMonth },
  },
  variables: { FIC_QUOTA_5MIN: '1000000', FIC_QUOTA_HOUR: '1000000', FIC_QUOTA_MONTH: '10000000' },
};
const CONCURRENCY = 8;

const documents = (world: World) =>
  world.sandbox.fic.companies.reduce((sum, company) => sum + company.documents.length, 0);

/** Orders a second from webhook to document, and the same two calls in a bare loop of the same concurrency. */
export async function throughput() {
  const ORDERS = 400;
  const world = await startWorld(UNLIMITED);
  try {
    const shops = Array.from({ length: CONCURRENCY }, (_, index) => {
      const shop =
        index === 0 ? world.sandbox.shop.main : world.sandbox.shop.addShop({ name: `Negozio ${index}` });
      return { shop, company: world.sandbox.fic.addCompany(`Azienda ${index}`).id };
    });
    for (const { shop, company } of shops) await world.connect(shop, company);

    world.sandbox.shop.webhooksEnabled = false;
    const placed = Array.from({ length: ORDERS }, (_, index) => {
      const target = shops[index % shops.length]?.shop ?? world.sandbox.shop.main;
      return { shop: target, id: world.sandbox.shop.placeOrder(wish(), target).orderID };
    });
    world.sandbox.shop.webhooksEnabled = true;

    const start = performance.now();
    await Promise.all(
      placed.map(({ shop, id }) =>
        fetch(world.sandbox.shop.webhooks(shop)[0]?.url ?? '', {
          method: 'POST',
          body: new URLSearchParams({ id_order: id }),
        }),
      ),
    );
    await until(() => documents(world) >= ORDERS);
    const plugin = ORDERS / ((performance.now() - start) / 1000);

    const sample = world.sandbox.fic.companies.find((company) => company.documents.length > 0)?.documents[0];
    const bare = await bareLoop(world, placed, shops[0]?.company ?? 0, sample);
    return { orders: ORDERS, pluginPerSecond: plugin, bareLoopPerSecond: bare, ratio: plugin / bare };
  } finally {
    await world.stop();
  }
}

/** Read the order, post a document: keep-alive, no database. */
async function bareLoop(
  world: World,
  placed: { shop: World['sandbox']['shop']['main']; id: string }[],
  company: number,
  sample: unknown,
): Promise<number> {
  const { entity, items_list, payments_list, type, date } = sample as Record<string, unknown>;
  const body = JSON.stringify({
    data: { entity, items_list, payments_list, type, date, use_gross_prices: true },
    options: { fix_payments: true },
  });
  const token = [...(await world.pool.query('select 1')).rows].length > 0 ? await borrowToken(world) : '';
  const queue = [...placed];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        const { key, exchange } = next.shop;
        await (
          await fetch(`${world.sandbox.shop.apiUrl}/orders/order.json?orderID=${next.id}`, {
            headers: { key, exchange },
          })
        ).json();
        const answer = await fetch(`${world.sandbox.fic.url}/c/${company}/issued_documents`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body,
        });
        if (!answer.ok) throw new Error(`bare loop: ${answer.status} ${await answer.text()}`);
        await answer.json();
      }
    }),
  );
  return placed.length / ((performance.now() - start) / 1000);
}

/** An access token of its own, as any client would get one. */
async function borrowToken(world: World): Promise<string> {
  const redirect = 'http://localhost/callback';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'sandbox-client',
    redirect_uri: redirect,
    scope: 'entity.clients:a issued_documents.orders:a issued_documents.invoices:a products:r settings:r',
    state: 's',
  });
  const back = await world.sandbox.fic.authorize(`${world.sandbox.fic.url}/oauth/authorize?${query}`, {
    user: 2,
  });
  const answer = await fetch(`${world.sandbox.fic.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'authorization_code',
      client_id: 'sandbox-client',
      client_secret: 'sandbox-secret',
      redirect_uri: redirect,
      code: new URL(back).searchParams.get('code'),
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Time to answer a webhook, ms, at 200 a second for ten seconds while they are worked off. */
export async function webhooks() {
  const RATE = 200;
  const SECONDS = 10;
  const world = await startWorld(UNLIMITED);
  try {
    await world.connect(world.sandbox.shop.main, world.sandbox.fic.companyIds.bottega);
    const url = world.sandbox.shop.webhooks()[0]?.url ?? '';
    const times: number[] = [];
    const start = performance.now();
    const all: Promise<void>[] = [];
    for (let sent = 0; sent < RATE * SECONDS; sent += 1) {
      const due = start + (sent * 1000) / RATE;
      const wait = due - performance.now();
      if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
      const at = performance.now();
      all.push(
        fetch(url, { method: 'POST', body: new URLSearchParams({ id_order: `9_${sent}` }) }).then(
          async (answer) => {
            await answer.arrayBuffer();
            if (answer.status !== 202) throw new Error(`webhook answered ${answer.status}`);
            times.push(performance.now() - at);
          },
        ),
      );
    }
    await Promise.all(all);
    return { perSecond: RATE, p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) };
  } finally {
    await world.stop();
  }
}

/** With one shop at 5,000 waiting orders, time from another shop's webhook to its document, ms. */
export async function fairness() {
  const BACKLOG = 5000;
  const PROBES = 20;
  const world = await startWorld(UNLIMITED);
  try {
    const busy = world.sandbox.shop.main;
    const calm = world.sandbox.shop.addShop({ name: 'Calmo' });
    const calmCompany = world.sandbox.fic.addCompany('Calma');
    await world.connect(busy, world.sandbox.fic.companyIds.bottega);
    await world.connect(calm, calmCompany.id);
    world.sandbox.shop.webhooksEnabled = false;
    const ids = Array.from({ length: BACKLOG }, () => world.sandbox.shop.placeOrder(wish(), busy).orderID);
    world.sandbox.shop.webhooksEnabled = true;
    await world.pool.query(
      `insert into order_hints (shop_id, order_id) select s.id, o from shops s, unnest($2::text[]) o where s.instance = $1`,
      [busy.instance, ids],
    );
    await fetch(world.sandbox.shop.webhooks(busy)[0]?.url ?? '', {
      method: 'POST',
      body: new URLSearchParams({ id_order: ids[0] ?? '' }),
    });
    const times: number[] = [];
    for (let probe = 1; probe <= PROBES; probe += 1) {
      const at = performance.now();
      world.sandbox.shop.placeOrder(wish(), calm);
      await until(() => calmCompany.documents.length === probe);
      times.push(performance.now() - at);
    }
    const left = BACKLOG - world.sandbox.fic.documents(world.sandbox.fic.companyIds.bottega).length;
    return {
      backlog: BACKLOG,
      stillWaiting: left,
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
    };
  } finally {
    await world.stop();
  }
}

/** A backlog over whole hours of a minute each: calls refused, share of the allowed calls that made documents, calls an order. */
export async function quota() {
  const PER_HOUR = 100;
  const SCALE = 60;
  const HOURS = 3;
  const hourMs = 3_600_000 / SCALE;
  const world = await startWorld({
    sandbox: { quota: { perHour: PER_HOUR, scale: SCALE } },
    variables: { FIC_QUOTA_HOUR: String(PER_HOUR), FIC_QUOTA_SCALE: String(SCALE) },
  });
  try {
    const company = world.sandbox.fic.companyIds.bottega;
    await world.connect(world.sandbox.shop.main, company);
    for (let count = 0; count < PER_HOUR * (HOURS + 2); count += 1) world.sandbox.shop.placeOrder(wish());
    const first = Math.ceil(Date.now() / hourMs) * hourMs;
    const last = first + HOURS * hourMs;
    await until(() => Date.now() >= last + 50);
    const calls = world.sandbox.fic.calls.calls.filter(
      (call) =>
        call.path.startsWith(`/c/${company}/`) && call.at.getTime() >= first && call.at.getTime() < last,
    );
    const creates = calls.filter(
      (call) => call.method === 'POST' && /issued_documents$/.test(call.path),
    ).length;
    return {
      hours: HOURS,
      allowed: PER_HOUR * HOURS,
      documents: creates,
      share: creates / (PER_HOUR * HOURS),
      refused: Object.values(world.sandbox.fic.refusals).reduce((sum, count) => sum + count, 0),
      callsPerOrder: calls.length / creates,
    };
  } finally {
    await world.stop();
  }
}

/** A thousand orders through faults of every kind on three replicas: documents twice, orders lost. */
export async function chaos() {
  const ORDERS = 1000;
  const world = await startWorld({
    ...UNLIMITED,
    replicas: 3,
    // Shorter delays than in earnest, so that a thousand orders end within minutes.
    retry: { firstMs: 200, capMs: 2000, giveUpAfterMs: 600_000, uncertainMs: 2000 },
  });
  try {
    const company = world.sandbox.fic.companyIds.bottega;
    await world.connect(world.sandbox.shop.main, company);
    const create = { method: 'POST', path: /issued_documents$/ };
    const read = { method: 'GET', path: /orders\/order/ };
    for (const fault of [
      { kind: 'status', status: 500, when: 'before' },
      { kind: 'status', status: 502, when: 'after' },
      { kind: 'reset', when: 'before' },
      { kind: 'reset', when: 'after' },
      { kind: 'html' },
      { kind: 'empty' },
    ] as const) {
      world.sandbox.fic.faults.add({ ...create, fault, probability: 0.02 });
    }
    for (const fault of [{ kind: 'status', status: 500 }, { kind: 'reset' }, { kind: 'html' }] as const) {
      world.sandbox.shop.faults.add({ ...read, fault, probability: 0.02 });
    }
    const start = performance.now();
    for (let count = 0; count < ORDERS; count += 1) world.sandbox.shop.placeOrder(wish());
    const done = async () => {
      const { rows } = await world.pool.query<{ n: number }>(
        "select count(*)::int as n from deliveries where state = 'sent'",
      );
      return (rows[0]?.n ?? 0) >= ORDERS;
    };
    await until(done, 420_000);
    const subjects = world.sandbox.fic.documents(company).map((document) => document.subject);
    const different = new Set(subjects).size;
    return {
      orders: ORDERS,
      replicas: 3,
      seconds: (performance.now() - start) / 1000,
      twice: subjects.length - different,
      lost: ORDERS - different,
    };
  } finally {
    await world.stop();
  }
}
