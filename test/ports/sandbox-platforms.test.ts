import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { orderTotal } from '../../sandbox/shop/orders.ts';
import { createAuthorization, createInvoicingConnector } from '../../src/platforms/fattureincloud/index.ts';
import { createShopConnector } from '../../src/platforms/tscommerce/index.ts';
import { ficDescriptionAvailable, validateRequest } from '../support/openapi.ts';
import { RecordingQuota, sampleDocument } from './support/fic-world.ts';
import { invoicingBattery } from './support/invoicing-battery.ts';
import { problemOf } from './support/scripted-server.ts';
import { shopBattery } from './support/shop-battery.ts';

const clock = { now: () => new Date() };
const redirectUri = 'http://localhost:3000/oauth/callback';
const scopes = [
  'entity.clients:a',
  'issued_documents.orders:a',
  'issued_documents.invoices:a',
  'products:r',
  'settings:r',
];
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ quota: { per5Minutes: 10_000, perHour: 10_000, perMonth: 100_000 } });
});
afterAll(() => sandbox.stop());

function authorization() {
  return createAuthorization({
    apiUrl: sandbox.fic.url,
    clientId: 'sandbox-client',
    clientSecret: 'sandbox-secret',
    scopes,
    clock,
  });
}

const codeVerifier = 'a-verifier-of-43-characters-or-more-and-no-less';

/** Signs in as a browser would and exchanges the code. */
async function signIn() {
  const oauth = authorization();
  const back = new URL(
    await sandbox.fic.authorize(oauth.authorizeUrl({ state: 's-1', redirectUri, codeVerifier })),
  );
  expect(back.searchParams.get('state')).toBe('s-1');
  const code = back.searchParams.get('code') ?? '';
  return { oauth, code, pair: await oauth.exchangeCode({ code, redirectUri, codeVerifier }) };
}

function invoicing(accessToken: string, companyId: number, timeoutMs?: number) {
  const quota = new RecordingQuota();
  const connect = createInvoicingConnector({ apiUrl: sandbox.fic.url, clock, quota, timeoutMs });
  return { quota, invoicing: connect({ companyId, accessToken, priority: 'manual' }) };
}

shopBattery('the Connect API of the sandbox', async () => {
  const { shop } = sandbox;
  const italian = shop.customers.find(({ address }) => address.countryIso === 'IT');
  if (!italian) throw new Error('the sandbox has no Italian customer');
  const placed = shop.placeOrder({ invoice: true, items: [{}, {}], billing: italian.address });
  const paid = shop.markPaid(placed.orderID);
  const newestFirst = [...shop.orders].sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime());
  const connect = createShopConnector({ apiUrl: shop.apiUrl, clock });
  const { key, exchange } = shop.main;
  return {
    connect,
    keys: { key, exchange },
    uid: shop.main.uid,
    order: {
      id: paid.orderID,
      shortId: paid.shortId,
      totalCents: orderTotal(paid).times(100).toNumber(),
      placedAt: new Date(Math.floor(paid.placedAt.getTime() / 1000) * 1000),
      buyer: paid.billing.fullname,
    },
    orderIds: newestFirst.map(({ orderID }) => orderID),
    customerIds: shop.customers.map(({ userUID }) => userUID),
    taxProfiles: shop.main.taxProfiles.map(({ id, value }) => ({ id, value })),
  };
});

invoicingBattery('the API of the sandbox', async () => {
  const { pair, oauth } = await signIn();
  const [company] = await oauth.listCompanies(pair.accessToken);
  const companyId = company?.id ?? 0;
  const { templates, paymentAccounts, products } = sandbox.fic.company(companyId);
  return {
    connect: createInvoicingConnector({ apiUrl: sandbox.fic.url, clock, quota: new RecordingQuota() }),
    companyId,
    accessToken: pair.accessToken,
    templateId: templates[0]?.id ?? 0,
    paymentAccountId: paymentAccounts[0]?.id ?? 0,
    productCodes: [...new Set(products.map(({ code }) => code))],
    deleteDocument: (id) => sandbox.fic.deleteDocument(companyId, id),
  };
});

describe('the OAuth of the sandbox', () => {
  it('a code works once, a refresh rotates the pair', async () => {
    const { oauth, code, pair } = await signIn();
    expect(await problemOf(oauth.exchangeCode({ code, redirectUri, codeVerifier }))).toMatchObject({
      outcome: 'reauthorize',
    });
    const next = await oauth.refresh(pair.refreshToken);
    expect(next.accessToken).not.toBe(pair.accessToken);
    expect(await problemOf(oauth.refresh(pair.refreshToken))).toMatchObject({ outcome: 'reauthorize' });
    expect(await problemOf(oauth.listCompanies(pair.accessToken))).toMatchObject({ outcome: 'reauthorize' });
    await expect(oauth.listCompanies(next.accessToken)).resolves.not.toEqual([]);
  });

  it.each([null, 'another-verifier-of-43-characters-or-more-than'])(
    'a code without the verifier of its challenge is worth nothing (%s)',
    async (wrong) => {
      const oauth = authorization();
      const back = await sandbox.fic.authorize(oauth.authorizeUrl({ state: 's', redirectUri, codeVerifier }));
      const code = new URL(back).searchParams.get('code') ?? '';
      const refused = await problemOf(oauth.exchangeCode({ code, redirectUri, codeVerifier: wrong }));
      expect(refused.outcome).toBe('reauthorize');
    },
  );

  it('a wrong secret is the app’s fault, not the merchant’s', async () => {
    const wrong = createAuthorization({
      apiUrl: sandbox.fic.url,
      clientId: 'sandbox-client',
      clientSecret: 'wrong',
      scopes,
      clock,
    });
    expect(await problemOf(wrong.refresh('r/any'))).toMatchObject({
      code: 'fic-app-refused',
      outcome: 'give-up',
    });
  });

  it('an accountant sees the controlled companies, not its own', async () => {
    const accountant = sandbox.fic.users.find(
      (user) => user.accountant !== null && user.accountant !== undefined,
    );
    const oauth = authorization();
    const back = await sandbox.fic.authorize(oauth.authorizeUrl({ state: 's', redirectUri, codeVerifier }), {
      user: accountant?.id ?? 0,
    });
    const pair = await oauth.exchangeCode({
      code: new URL(back).searchParams.get('code') ?? '',
      redirectUri,
      codeVerifier,
    });
    expect(await oauth.readUser(pair.accessToken)).toEqual({
      name: `${accountant?.firstName} ${accountant?.lastName}`,
      email: accountant?.email,
    });
    const ids = (await oauth.listCompanies(pair.accessToken)).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(accountant?.accountant?.controls ?? [-1]));
  });
});

describe('documents behind failures of the sandbox', () => {
  const cases = [
    ['a 500 before', { kind: 'status', status: 500, when: 'before' }, 0],
    ['a 500 after', { kind: 'status', status: 500, when: 'after' }, 1],
    ['a reset before', { kind: 'reset', when: 'before' }, 0],
    ['a reset after', { kind: 'reset', when: 'after' }, 1],
    ['a hang before', { kind: 'hang', when: 'before' }, 0],
    ['a hang after', { kind: 'hang', when: 'after' }, 1],
  ] as const;
  it.each(cases)('%s: uncertain, and the marker tells whether it was made', async (title, fault, made) => {
    const { pair, oauth } = await signIn();
    const companyId = (await oauth.listCompanies(pair.accessToken))[0]?.id ?? 0;
    const { paymentAccounts } = sandbox.fic.company(companyId);
    const { invoicing: port } = invoicing(pair.accessToken, companyId, 500);
    const marker = `[tsc:fault:${title}]`;
    sandbox.fic.faults.add({ method: 'POST', path: /issued_documents$/, fault, times: 1 });
    const document = sampleDocument({
      marker,
      subject: marker,
      templateId: null,
      payments: [
        {
          amountCents: 4000,
          dueDate: '2026-03-02',
          paidDate: '2026-03-02',
          paymentAccountId: paymentAccounts[0]?.id ?? 0,
        },
      ],
    });
    expect(await problemOf(port.createDocument(document))).toMatchObject({ outcome: 'uncertain' });
    sandbox.fic.faults.clear();
    const patient = invoicing(pair.accessToken, companyId).invoicing;
    const found = await patient.findDocument({ kind: 'order', marker, since: '2026-03-01' });
    expect(found === null ? 0 : 1).toBe(made);
  });

  it('the counters of each answer reach the quota', async () => {
    const { pair, oauth } = await signIn();
    const companyId = (await oauth.listCompanies(pair.accessToken))[0]?.id ?? 0;
    const { invoicing: port, quota } = invoicing(pair.accessToken, companyId);
    await port.readCatalogue();
    expect(quota.observed[0]?.[1]).toMatchObject({ hourLimit: 10_000, monthLimit: 100_000 });
  });
});

describe.skipIf(!ficDescriptionAvailable)('the official description', () => {
  it('knows every address and query that was called above', () => {
    const reads = sandbox.fic.calls.matching({ method: 'GET', path: /^\/(c|user)\// });
    expect(reads.length).toBeGreaterThan(10);
    for (const { path, query } of reads) expect(validateRequest('GET', `${path}?${query}`)).toEqual([]);
  });
});
