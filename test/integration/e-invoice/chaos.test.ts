import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultRule, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import {
  LOOK_NOW,
  placeInvoiced,
  saveEInvoices,
  subscribeAnyway,
  transmissions,
} from '../../support/e-invoices.ts';
import { KillablePlugin } from '../../support/killable.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { createDatabase, type TestPlugin } from '../../support/plugin.ts';

const INVOICES = 100;

let sandbox: Sandbox;
let plugin: KillablePlugin;
let merchant: Merchant;
let pool: pg.Pool;
let company: number;

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 3, customers: 3, quota: { per5Minutes: 9000, perHour: 9000 } });
  sandbox.shop.webhookSender.retryDelaysMs = [200, 500, 1000, 2000, 4000, 8000];
  company = sandbox.fic.companyIds.bottega;
  const databaseUrl = await createDatabase();
  pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  plugin = await KillablePlugin.create(sandbox, databaseUrl, {
    FIC_QUOTA_5MIN: '9000',
    FIC_QUOTA_HOUR: '9000',
    LOG_LEVEL: 'warn',
    TEST_TIMEOUT_MS: '1000',
    // Notifications that are lost: the schedule looks.
    EINVOICE_CRON: '*/2 * * * * *',
    FIC_WEBHOOK_PUBLIC_KEY: sandbox.fic.notifications.publicKey,
  });
  await plugin.start();
  await sandbox.shop.install();
  merchant = new Merchant({ url: plugin.url } as TestPlugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  await saveEInvoices(merchant, { send: 'automatic', delayMinutes: 0, copyToBuyer: true });
  await subscribeAnyway(sandbox, company, {
    url: plugin.url,
    query: (sql, values) => pool.query(sql, values),
  });
});
afterAll(async () => {
  sandbox?.fic.faults.clear();
  await plugin?.kill();
  await pool?.end();
  await sandbox?.stop();
});

/** Every way in which each call of an invoice's way was seen to fail. */
const faults: FaultRule[] = [
  { method: 'POST', path: /issued_documents$/ },
  { method: 'POST', path: /e_invoice\/send$/ },
  { method: 'POST', path: /email$/ },
].flatMap((call): FaultRule[] => [
  { ...call, fault: { kind: 'status', status: 500, when: 'before' }, probability: 0.05 },
  { ...call, fault: { kind: 'status', status: 502, when: 'after' }, probability: 0.05 },
  { ...call, fault: { kind: 'reset', when: 'before' }, probability: 0.05 },
  { ...call, fault: { kind: 'reset', when: 'after' }, probability: 0.05 },
  { ...call, fault: { kind: 'hang', when: 'after' }, times: 1 },
  { ...call, fault: { kind: 'html' }, probability: 0.03 },
  { ...call, fault: { kind: 'too-many', retryAfterSeconds: 1 }, times: 1 },
  { ...call, fault: { kind: 'quota', retryAfterSeconds: 1 }, times: 1 },
  { ...call, fault: { kind: 'unauthorized' }, times: 1, skip: 10 },
]);
const looks: FaultRule[] = [
  {
    method: 'GET',
    path: /issued_documents(\/\d+)?$/,
    fault: { kind: 'status', status: 500 },
    probability: 0.1,
  },
  { method: 'GET', path: /issued_documents(\/\d+)?$/, fault: { kind: 'reset' }, probability: 0.05 },
  { method: 'GET', path: /email$/, fault: { kind: 'status', status: 503 }, probability: 0.1 },
];

/** The SDI answers what is on its way, in two steps; notifications are doubled, late, out of order, or lost. */
function playSdi(): void {
  for (const document of sandbox.fic.documents(company)) {
    if (document.ei_status === 'attempt') sandbox.fic.answerSdi(company, document.id, 'sent');
    else if (document.ei_status === 'sent') {
      sandbox.fic.answerSdi(company, document.id, document.id % 5 === 0 ? 'not_delivered' : 'accepted');
    }
  }
}

test('a hundred invoices through every fault and two deaths: each made once, sent once, copied once at most, none forgotten', async () => {
  let told = 0;
  sandbox.fic.notifications.retryDelaysMs = [100, 500, 2000];
  sandbox.fic.notifications.schedule = () => {
    told += 1;
    return [[0], [0, 5], [400], [], [200, 900]][told % 5] ?? [0];
  };
  for (const rule of [...faults, ...looks]) sandbox.fic.faults.add(rule);
  const orders = Array.from({ length: INVOICES }, () => placeInvoiced(sandbox));
  const playing = setInterval(playSdi, 300);
  const looking = setInterval(() => void pool.query(LOOK_NOW).catch(() => undefined), 1000);
  try {
    for (const share of [0.2, 0.6]) {
      await until(
        () => transmissions(sandbox, company).size >= INVOICES * share,
        `${share * 100} % sent`,
        120_000,
      );
      await plugin.kill('SIGKILL');
      await plugin.start();
    }
    sandbox.fic.faults.release();
    const wanted = orders.map(({ orderID }) => orderID);
    const ended = async () => {
      const { rows } = await pool.query<{ n: number }>(
        `select count(*)::int as n from e_invoices
         where order_id = any($1) and state in ('delivered', 'not-delivered') and act is null`,
        [wanted],
      );
      return rows[0]?.n === INVOICES;
    };
    await until(ended, 'the last invoice', 150_000).catch(async (error: unknown) => {
      const { rows } = await pool.query(
        `select state, status, act, copy_state, problem->>'code' as problem, count(*) from e_invoices group by 1, 2, 3, 4, 5`,
      );
      throw new Error(JSON.stringify(rows), { cause: error });
    });
  } finally {
    clearInterval(playing);
    clearInterval(looking);
  }
  await sandbox.fic.notifications.settled();

  const documents = sandbox.fic.documents(company).filter(({ type }) => type === 'invoice');
  expect(documents).toHaveLength(INVOICES);
  const markers = documents.map(({ subject }) => /TSC:[^:]+:[^:]+:/.exec(subject)?.[0]);
  expect(new Set(markers).size).toBe(INVOICES);
  const sent = transmissions(sandbox, company);
  expect(documents.filter(({ id }) => sent.get(id) !== 1)).toEqual([]);

  const { rows } = await pool.query<{ document_id: string; wants_copy: boolean; copy_state: string | null }>(
    'select document_id, wants_copy, copy_state from e_invoices',
  );
  const { emails } = sandbox.fic.sdi(company);
  for (const { document_id: id, wants_copy: wants, copy_state: copy } of rows) {
    const count = emails.filter(({ documentId }) => documentId === Number(id)).length;
    expect(count).toBeLessThanOrEqual(1);
    if (copy === 'sent') expect(count).toBe(1);
    if (wants) expect(['sent', 'unknown']).toContain(copy);
    else expect(count).toBe(0);
  }
  expect(rows.filter(({ copy_state: copy }) => copy === 'sent').length).toBeGreaterThan(10);
  const uncertain = await pool.query("select 1 from delivery_events where type = 'e-invoice-uncertain'");
  expect(uncertain.rowCount).toBeGreaterThan(0);
}, 480_000);
