import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox } from '../sandbox/index.ts';
import { startEmbeddedPostgres } from '../src/store/postgres/embedded-postgres.ts';
import { eInvoiceChaos } from '../test/support/e-invoice-chaos.ts';
import { startWorld, UNLIMITED, until, wish } from './world.ts';

const INVOICES = Number(process.env.BENCH_INVOICES ?? 1000);

/** Orders, then e-invoices to the SDI's last word; `brokenPromises` is the sum of both. */
export async function chaos(): Promise<Record<string, number>> {
  const orders = await ofOrders();
  const { broken, ...invoices } = await ofInvoices();
  for (const line of broken) console.error(`\nbroken: ${line}`);
  return {
    ...orders,
    ...Object.fromEntries(Object.entries(invoices).map(([name, figure]) => [`eInvoices.${name}`, figure])),
    brokenPromises: orders.twice + orders.lost + broken.length,
  };
}

/**
 * Invoices of three shops on three replicas, of which six are killed on the way, each while it sends: made, sent, followed,
 * copied, discarded and corrected through faults of every kind.
 */
async function ofInvoices() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const postgres = await startEmbeddedPostgres(folder);
  const sandbox = await startSandbox({ orders: 1, customers: 1, ...UNLIMITED.sandbox });
  try {
    return await eInvoiceChaos({
      sandbox,
      databaseUrl: postgres.databaseUrl,
      invoices: INVOICES,
      replicas: 3,
      shops: 3,
      deaths: [0.1, 0.25, 0.4, 0.55, 0.7, 0.9],
      variables: UNLIMITED.variables,
      withinMs: 600_000,
    });
  } finally {
    await sandbox.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A thousand orders through faults of every kind on three replicas: documents twice, orders lost. */
async function ofOrders() {
  const ORDERS = 1000;
  const world = await startWorld({
    ...UNLIMITED,
    replicas: 3,
    // Shorter delays than in earnest, so that a thousand orders end within minutes.
    retry: {
      firstMs: 200,
      capMs: 2000,
      giveUpAfterMs: 600_000,
      uncertainMs: 2000,
      answeredMs: 2000,
      createWithinMs: 4000,
    },
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
