import type { Sandbox } from '../../sandbox/index.ts';
import { Balancer, type Refusal } from './balancer.ts';
import { KillablePlugin } from './killable.ts';
import { Merchant, until } from './merchant.ts';

export interface RollingOptions {
  sandbox: Sandbox;
  databaseUrl: string;
  orders: number;
  /** Between two orders. */
  everyMs: number;
  variables?: Record<string, string>;
}

export interface Rolling {
  documents: number;
  twice: number;
  lost: number;
  answered: number;
  /** Requests that a replica which was not killed did not answer. */
  refused: Refusal[];
  /** Of the replica that was asked to stop. */
  exitCode: number | null;
  stopSeconds: number;
  seconds: number;
}

/**
 * Three replicas on one database behind a balancer, under webhooks and panel requests. At a third of the orders one is
 * killed; at half of them another is asked to stop, and started anew.
 */
export async function rollingRestart(options: RollingOptions): Promise<Rolling> {
  const { sandbox, databaseUrl, orders, everyMs } = options;
  const balancer = new Balancer();
  await balancer.start();
  const replicas: KillablePlugin[] = [];
  let loading = true;
  try {
    for (let count = 0; count < 3; count += 1) {
      replicas.push(
        await KillablePlugin.create(sandbox, databaseUrl, {
          LOG_LEVEL: 'warn',
          ...options.variables,
          PUBLIC_URL: balancer.url,
        }),
      );
    }
    sandbox.setAppUrl(balancer.url);
    const [, killed, rolled] = replicas;
    if (killed === undefined || rolled === undefined) throw new Error('no replicas');
    await Promise.all(replicas.map((replica) => replica.start()));
    balancer.serve(replicas.map(({ url }) => url));
    await until(() => replicas.every(({ url }) => balancer.isReady(url)), 'all replicas');

    sandbox.shop.webhookSender.retryDelaysMs = [200, 500, 1000, 2000];
    await sandbox.shop.install();
    const merchant = new Merchant({ url: balancer.url }, sandbox, sandbox.shop.main);
    await merchant.open();
    await merchant.authorize('laura.conti@example.com');
    await merchant.configure();

    const company = sandbox.fic.companyIds.bottega;
    const made = () => sandbox.fic.documents(company).length;
    const start = performance.now();
    const panel = (async () => {
      // What the killed one cuts off is asked again, as a browser does.
      while (loading) {
        await merchant.browser.request(`${balancer.url}/api/status`).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    })();
    const placing = (async () => {
      for (let count = 0; count < orders; count += 1) {
        sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
        await new Promise((resolve) => setTimeout(resolve, everyMs));
      }
    })();

    await until(() => made() >= orders / 3, 'a third of the documents', 300_000);
    await killed.kill('SIGKILL');
    await until(() => made() >= orders / 2, 'half of the documents', 300_000);
    const asked = performance.now();
    const exitCode = await rolled.kill('SIGTERM');
    const stopSeconds = (performance.now() - asked) / 1000;
    await rolled.start();
    await until(() => balancer.isReady(rolled.url), 'the new start');
    await placing;
    await sandbox.shop.webhooksSettled();
    await until(() => new Set(markers(sandbox, company)).size >= orders, 'the last document', 300_000);
    loading = false;
    await panel;
    const found = markers(sandbox, company);
    return {
      documents: found.length,
      twice: found.length - new Set(found).size,
      lost: orders - new Set(found).size,
      answered: balancer.answered,
      refused: balancer.refusals.filter(({ upstream }) => upstream !== killed.url),
      exitCode,
      stopSeconds,
      seconds: (performance.now() - start) / 1000,
    };
  } finally {
    loading = false;
    await Promise.all(replicas.map((replica) => replica.kill()));
    await balancer.stop();
  }
}

const markers = (sandbox: Sandbox, company: number) =>
  sandbox.fic.documents(company).map(({ subject }) => /TSC:[^:]+:[^:]+:/.exec(subject ?? '')?.[0] ?? subject);
