import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import type { RegisterDto } from '../../../src/contract/receipts/register.ts';
import { romeDay } from '../../../src/domain/time.ts';
import { recordTakings } from '../../../src/flows/receipts/record-takings.ts';
import { Merchant, until } from '../../support/merchant.ts';
import { QUICK_RETRY, startTestPlugin, type TestPlugin } from '../../support/plugin.ts';

/** The register of takings, from orders to what stands in Fatture in Cloud. */
let sandbox: Sandbox;
let plugin: TestPlugin;
let merchant: Merchant;
let shopId: string;

const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (count: number) => romeDay(new Date(Date.now() - count * DAY_MS));
const yesterday = daysAgo(1);

beforeEach(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0 });
  plugin = await startTestPlugin(sandbox);
  await sandbox.shop.install();
  merchant = new Merchant(plugin, sandbox, sandbox.shop.main);
  await merchant.open();
  await merchant.authorize('laura.conti@example.com');
  await merchant.configure();
  const [shop] = await plugin.query<{ id: string }>('select id from shops');
  shopId = shop?.id ?? '';
});
afterEach(async () => {
  await plugin?.stop();
  await sandbox?.stop();
});

const sale = (orderId: string, day: string, cents: number, vatTypeId = 0) =>
  plugin.query(
    `insert into sales (shop_id, order_id, vat_type_id, vat_percent, gross_cents, counts, day)
     values ($1, $2, $3, $4, $5, true, $6)`,
    [shopId, orderId, vatTypeId, vatTypeId === 0 ? 22 : 10, cents, day],
  );
const company = () => {
  const found = sandbox.fic.companies.find(({ id }) => id === sandbox.fic.companyIds.bottega);
  if (found === undefined) throw new Error('no company');
  return found;
};
const recorded = () =>
  (company().receipts ?? []).map((receipt) => ({
    date: receipt.date,
    number: receipt.number,
    numeration: receipt.numeration,
    lines: receipt.items_list.map(({ vat, amount_gross: gross }) => [vat.id, gross]),
  }));
const record = (day: string | null = null) => recordTakings(plugin.context, shopId, day);
const month = (day: string) => merchant.get<RegisterDto>(`/api/receipts?month=${day.slice(0, 7)}`);
const stateOf = async (day: string) => (await month(day)).days.find(({ date }) => date === day);
const daily = () => merchant.save('receipts', { mode: 'daily', numeration: '/WEB' });
const post = { method: 'POST', path: /\/receipts$/ };

describe('recording a day', () => {
  test('an order without an invoice reaches the register on the day of its payment, and its day Fatture in Cloud', async () => {
    const placed = sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: false });
    await merchant.delivery(placed.orderID, 'sent');
    const today = romeDay(new Date());
    const total = company().documents[0]?.amount_gross;
    expect(await stateOf(today)).toMatchObject({ orders: 1, gross: total, refunds: 0, state: 'none' });
    const { sales } = await merchant.get<{ sales: object[] }>(`/api/receipts/${today}/orders`);
    expect(sales).toMatchObject([{ orderId: placed.orderID, gross: total, refund: false }]);

    await merchant.write('POST', `/api/receipts/${today}/record`);
    await until(async () => ((await stateOf(today))?.state === 'recorded' ? true : null), 'the receipt');
    expect(recorded()).toHaveLength(1);
    expect((await stateOf(today))?.receipt).toMatchObject({ number: '1' });
  });

  test('yesterday is written once, by VAT type, under its own numeration; a second round writes nothing', async () => {
    await daily();
    await sale('a', yesterday, 1220);
    await sale('b', yesterday, 610);
    await sale('c', yesterday, 1100, 3);
    await record();
    const expected = [
      {
        date: yesterday,
        number: 1,
        numeration: '/WEB',
        lines: [
          [0, 18.3],
          [3, 11],
        ],
      },
    ];
    expect(recorded()).toEqual(expected);
    const calls = sandbox.fic.calls.count({});
    await record();
    expect(recorded()).toEqual(expected);
    expect(sandbox.fic.calls.count({})).toBe(calls);
    expect(await stateOf(yesterday)).toMatchObject({ state: 'recorded', receipt: { number: '1/WEB' } });
  });

  test('off by default: nothing is written, the register shows all the same', async () => {
    await sale('a', yesterday, 1220);
    await record();
    expect(recorded()).toEqual([]);
    expect(await stateOf(yesterday)).toMatchObject({ state: 'none', gross: 12.2 });
  });

  test('days before it was switched on, and today, are left alone', async () => {
    await daily();
    await sale('old', daysAgo(3), 1220);
    await sale('new', romeDay(new Date()), 1220);
    await record();
    expect(recorded()).toEqual([]);
  });

  test('an order that turns up late, or leaves, corrects its day under the same number', async () => {
    await daily();
    await sale('a', yesterday, 1220);
    await record();
    await sale('late', yesterday, 1100, 3);
    expect(await stateOf(yesterday)).toMatchObject({ state: 'open' });
    await record();
    expect(recorded()).toMatchObject([
      {
        number: 1,
        lines: [
          [0, 12.2],
          [3, 11],
        ],
      },
    ]);
    await plugin.context.store.sales.end(shopId, 'a', 'invoiced', romeDay(new Date()));
    await plugin.context.store.sales.end(shopId, 'late', 'invoiced', romeDay(new Date()));
    await record();
    expect(recorded()).toMatchObject([
      {
        number: 1,
        lines: [
          [0, 0],
          [3, 0],
        ],
      },
    ]);
    expect(await stateOf(yesterday)).toMatchObject({ state: 'recorded', gross: 0 });
  });

  test('sales under OSS are no takings of Italy: they stand apart, and are not written', async () => {
    await daily();
    await sale('de', yesterday, 1190, 900);
    await plugin.query("update sales set oss_country = 'DE' where order_id = 'de'");
    await record();
    expect(recorded()).toEqual([]);
    expect((await stateOf(yesterday))?.byVatType).toMatchObject([{ ossCountry: 'DE', gross: 11.9 }]);
  });
});

describe('a closed month', () => {
  test('is not touched any more: what comes later is said, with the amounts', async () => {
    await daily();
    await sale('a', yesterday, 1220);
    await record();
    await merchant.write('PUT', '/api/receipts/closed', { until: yesterday });
    await sale('late', yesterday, 1100, 3);
    await record();
    expect(recorded()).toMatchObject([{ lines: [[0, 12.2]] }]);
    const day = await stateOf(yesterday);
    expect(day).toMatchObject({ state: 'failed', problem: { code: 'receipt-closed' } });
    expect(day?.problem?.detail).toMatch(/12,20 €.*23,20 €/);
    await expect(merchant.write('POST', `/api/receipts/${yesterday}/record`)).rejects.toThrow('409');
    await merchant.write('PUT', '/api/receipts/closed', { until: null });
    await record();
    expect(recorded()).toMatchObject([
      {
        lines: [
          [0, 12.2],
          [3, 11],
        ],
      },
    ]);
  });
});

describe('exactly once', () => {
  test.each(['reset', 'hang', 'status'] as const)(
    'an answer that is lost (%s): looked for before it is repeated',
    async (kind) => {
      await daily();
      await sale('a', yesterday, 1220);
      const fault =
        kind === 'status' ? { kind, status: 502, when: 'after' as const } : { kind, when: 'after' as const };
      sandbox.fic.faults.add({ ...post, fault, times: 1 });
      const recording = record();
      if (kind === 'hang') {
        await until(() => sandbox.fic.faults.hangingCount > 0, 'the call');
        sandbox.fic.faults.release();
      }
      await recording;
      expect(recorded()).toHaveLength(1);
      await until(async () => {
        await record();
        return (await stateOf(yesterday))?.state === 'recorded';
      }, 'the day');
      expect(recorded()).toHaveLength(1);
      expect(sandbox.fic.calls.count(post)).toBe(1);
    },
  );

  test('a look that fails settles nothing: the doubt stays until one is answered', async () => {
    await daily();
    await sale('a', yesterday, 1220);
    sandbox.fic.faults.add({ ...post, fault: { kind: 'reset', when: 'after' }, times: 1 });
    await record();
    sandbox.fic.faults.add({
      method: 'GET',
      path: /receipts$/,
      fault: { kind: 'status', status: 503 },
      times: 2,
    });
    await until(async () => {
      await record();
      return (await stateOf(yesterday))?.state === 'recorded';
    }, 'the day');
    expect(recorded()).toHaveLength(1);
    expect(sandbox.fic.calls.count(post)).toBe(1);
  });

  test('a call that made nothing is repeated once that is known', async () => {
    await daily();
    await sale('a', yesterday, 1220);
    sandbox.fic.faults.add({ ...post, fault: { kind: 'reset', when: 'before' }, times: 1 });
    await record();
    expect(await stateOf(yesterday)).toMatchObject({ state: 'waiting' });
    await until(async () => {
      await record();
      return (await stateOf(yesterday))?.state === 'recorded';
    }, 'the day');
    expect(recorded()).toHaveLength(1);
  });

  test('two that record at once write one', async () => {
    await daily();
    await sale('a', yesterday, 1220);
    await Promise.all([record(), record(), record(yesterday)]);
    await until(() => recorded().length > 0, 'the receipt');
    expect(recorded()).toHaveLength(1);
    expect(sandbox.fic.calls.count(post)).toBe(1);
  });

  test('one that stood still after it began, and lost its lane: it makes no second, and forgets nobody else’s doubt', async () => {
    await daily();
    await sale('a', yesterday, 1220);
    const other = await startTestPlugin(
      { fic: sandbox.fic, shop: sandbox.shop },
      { databaseUrl: plugin.databaseUrl, variables: { ROLES: 'web' } },
    );
    const { receipts } = plugin.context.store;
    const begin = receipts.begin.bind(receipts);
    let goOn = () => {};
    const standing = new Promise<void>((resolve) => {
      vi.spyOn(receipts, 'begin').mockImplementationOnce(async (...args) => {
        const since = await begin(...args);
        resolve();
        await new Promise<void>((wake) => {
          goOn = wake;
        });
        return since;
      });
    });
    const { retry } = plugin.context;
    plugin.context.retry = { ...QUICK_RETRY, createWithinMs: QUICK_RETRY.uncertainMs };
    const stood = record();
    await standing;
    plugin.context.retry = retry;
    await plugin.query(`select pg_terminate_backend(l.pid) from pg_locks l
      where l.locktype = 'advisory' and l.classid = x'72636374'::int and l.granted`);
    // The other looks, finds nothing, and makes it; the answer is lost.
    sandbox.fic.faults.add({ ...post, fault: { kind: 'reset', when: 'after' }, times: 1 });
    await until(async () => {
      await recordTakings(other.context, shopId, null);
      return sandbox.fic.calls.count(post) === 1;
    }, 'the other one');
    goOn();
    await stood;
    await until(async () => {
      await recordTakings(other.context, shopId, null);
      return (await stateOf(yesterday))?.state === 'recorded';
    }, 'the day');
    await other.stop();
    expect(recorded()).toHaveLength(1);
    expect(sandbox.fic.calls.count(post)).toBe(1);
  });

  test('one that was deleted in Fatture in Cloud is made anew when its day changes', async () => {
    await daily();
    await sale('a', yesterday, 1220);
    await record();
    company().receipts?.splice(0);
    await sale('late', yesterday, 1100, 3);
    await record();
    expect(recorded()).toMatchObject([
      {
        lines: [
          [0, 12.2],
          [3, 11],
        ],
      },
    ]);
  });

  test('a day that stands in another company is not recorded a second time', async () => {
    await daily();
    await sale('a', yesterday, 1220);
    await record();
    await plugin.query('update receipts set company_id = 1');
    await sale('late', yesterday, 1100, 3);
    await record();
    expect(recorded()).toMatchObject([{ lines: [[0, 12.2]] }]);
    expect(await stateOf(yesterday)).toMatchObject({
      state: 'failed',
      problem: { code: 'receipt-other-company' },
    });
  });
});

test('without the plan the register still shows, and says why nothing is recorded', async () => {
  await daily();
  await sale('a', yesterday, 1220);
  company().plan = 'standard';
  await record();
  expect(await stateOf(yesterday)).toMatchObject({
    gross: 12.2,
    state: 'failed',
    problem: { code: 'receipts-not-allowed' },
  });
  company().plan = 'premium';
  await record(yesterday);
  expect(await stateOf(yesterday)).toMatchObject({ state: 'recorded' });
});

test('the CSV is the table: a line a rate, and the totals', async () => {
  await sale('a', yesterday, 1220);
  await sale('b', yesterday, 1100, 3);
  const response = await merchant.browser.request(
    `${plugin.url}/api/receipts.csv?month=${yesterday.slice(0, 7)}`,
  );
  expect(response.headers.get('content-disposition')).toContain(`corrispettivi-${yesterday.slice(0, 7)}.csv`);
  const lines = (await response.text()).trim().split('\r\n');
  expect(lines[1]).toBe(
    `"${yesterday}";"2";"23,20";"0,00";"22";"";"10,00";"2,20";"12,20";"Non registrato";""`,
  );
  expect(lines[2]).toBe(`"${yesterday}";"";"";"";"10";"";"10,00";"1,00";"11,00";"";""`);
  expect(lines[3]).toMatch(/^"Totale";"2";"23,20"/);
});

test.each(['2026-13', '2026-1', 'x', ''])('a month that is none (%s) is told', async (text) => {
  const response = await merchant.browser.request(`${plugin.url}/api/receipts?month=${text}`);
  expect(response.status).toBe(422);
});

/** What may go wrong with the next call that writes. */
const faults = fc.constantFrom(
  null,
  { kind: 'reset', when: 'before' } as const,
  { kind: 'reset', when: 'after' } as const,
  { kind: 'status', status: 502, when: 'after' } as const,
  { kind: 'status', status: 503, when: 'before' } as const,
  { kind: 'html' } as const,
);
const acts = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 4 }),
    cents: fc.integer({ min: 1, max: 50_000 }),
    vatTypeId: fc.constantFrom(0, 3),
    ends: fc.option(fc.constantFrom('invoiced' as const, 'withdrawn' as const, 'cancelled' as const)),
    fault: faults,
  }),
  { minLength: 1, maxLength: 8 },
);

test('whatever is sold and taken back, and whatever goes wrong: each day stands there once, as the sales say', async () => {
  await daily();
  await plugin.query('update receipt_books set recorded_from = current_date - 10');
  let number = 0;
  await fc.assert(
    fc.asyncProperty(acts, async (sequence) => {
      for (const { day, cents, vatTypeId, ends, fault } of sequence) {
        const orderId = `drawn-${number++}`;
        await sale(orderId, daysAgo(day), cents, vatTypeId);
        if (ends !== null)
          await plugin.context.store.sales.end(shopId, orderId, ends, daysAgo(Math.max(1, day - 1)));
        if (fault !== null) sandbox.fic.faults.add({ path: /\/receipts/, fault, times: 1 });
        await record();
      }
      sandbox.fic.faults.clear();
      const settled = await until(async () => {
        await record();
        const months = [...new Set([daysAgo(4), daysAgo(1)].map((day) => day.slice(0, 7)))];
        const days = (await Promise.all(months.map((one) => month(`${one}-01`)))).flatMap((one) => one.days);
        return days.every(
          ({ state, byVatType }) => state === 'recorded' || byVatType.every(({ gross }) => gross === 0),
        )
          ? days
          : null;
      }, 'all days');
      const dates = recorded().map(({ date }) => date);
      expect(new Set(dates).size).toBe(dates.length);
      for (const { date, byVatType } of settled) {
        const lines = recorded().find((receipt) => receipt.date === date)?.lines ?? [];
        const said = lines.filter(([, gross]) => gross !== 0).sort(([a = 0], [b = 0]) => a - b);
        const sold = byVatType
          .filter(({ gross }) => gross !== 0)
          .map(({ vatTypeId, gross }) => [vatTypeId, gross]);
        expect(said).toEqual(sold.sort(([a = 0], [b = 0]) => a - b));
      }
    }),
    { numRuns: 6 },
  );
});
