import { percentile, startWorld, UNLIMITED, until, wish } from './world.ts';

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
    await until(() => Date.now() >= last + 50, (HOURS + 2) * hourMs);
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
