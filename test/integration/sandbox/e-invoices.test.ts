import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS_UPDATE } from '../../../sandbox/fic/e-invoice/notifications.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { allScopes, callFic, type Json, signIn } from '../../support/sandbox-fic.ts';

const COMPANY = 110;
const base = `/c/${COMPANY}/issued_documents`;
let sandbox: Sandbox;
let token: string;
const call = (method: string, path: string, body?: Json) => callFic(sandbox.fic, token, method, path, body);

beforeAll(async () => {
  sandbox = await startSandbox({ orders: 0, customers: 0 });
  token = await signIn(sandbox.fic, 1, `${allScopes} issued_documents.credit_notes:a`);
});
afterAll(() => sandbox?.stop());

async function createInvoice(change: Json = {}): Promise<{ id: number; number: number }> {
  const { body, status } = await call('POST', base, {
    data: {
      type: 'invoice',
      e_invoice: true,
      entity: {
        name: 'Rossi S.r.l.',
        vat_number: '01234567890',
        address_street: 'Via Roma 1',
        address_city: 'Milano',
        address_postal_code: '20121',
        address_province: 'MI',
        country: 'Italia',
        country_iso: 'IT',
        ei_code: 'ABCXCR1',
        email: 'rossi@example.com',
      },
      items_list: [{ name: 'x', qty: 1, net_price: 10, vat: { id: 0 } }],
      payments_list: [{ amount: 12.2, due_date: '2026-11-01', status: 'not_paid' }],
      ei_data: { payment_method: 'MP08' },
      ...change,
    },
  });
  expect(status).toBe(200);
  return body.data;
}

describe('the life of an e-invoice', () => {
  it('is on its way once sent, cannot be changed or sent again, and its status comes where it is asked for', async () => {
    const { id } = await createInvoice();
    expect((await call('POST', `${base}/${id}/e_invoice/send`, {})).body.data.name).toBe('CARICATO');
    expect((await call('POST', `${base}/${id}/e_invoice/send`, {})).status).toBe(409);
    expect((await call('PUT', `${base}/${id}`, { data: { notes: 'x' } })).status).toBe(409);
    const asked = await call('GET', `${base}/${id}?fields=id,ei_status,locked`);
    expect(asked.body.data).toEqual({ id, ei_status: 'attempt', locked: true });
    const list = await call('GET', `${base}?type=invoice`);
    expect(list.body.data[0].ei_status).toBeUndefined();
  });

  it('discarded, it is changed in its place and sent again with its number and date; why is told', async () => {
    const made = await createInvoice();
    await call('POST', `${base}/${made.id}/e_invoice/send`, {});
    sandbox.fic.answerSdi(COMPANY, made.id, 'discarded', '00305');
    expect((await call('GET', `${base}/${made.id}/e_invoice/error_reason`)).body.data).toMatchObject({
      code: '00305',
      ei_status: 'discarded',
    });
    const entity = { name: 'Rossi S.r.l.', vat_number: '07643520567' };
    const changed = await call('PUT', `${base}/${made.id}`, { data: { entity } });
    expect(changed.body.data).toMatchObject({ id: made.id, number: made.number });
    expect(changed.body.data.entity).toMatchObject({ vat_number: '07643520567', address_city: 'Milano' });
    expect((await call('POST', `${base}/${made.id}/e_invoice/send`, {})).status).toBe(200);
    const sent = sandbox.fic.sdi(COMPANY).transmissions.filter(({ documentId }) => documentId === made.id);
    expect(sent.map(({ entity: { vat_number: number } }) => number)).toEqual(['01234567890', '07643520567']);
    expect(new Set(sent.map(({ number, date }) => `${number} ${date}`)).size).toBe(1);
  });

  it('a wrong XML is refused with its reasons, a dry run sends nothing, and a company without e-invoicing sends none', async () => {
    const { id } = await createInvoice({ ei_data: {} });
    const refused = await call('POST', `${base}/${id}/e_invoice/send`, {});
    expect([refused.status, refused.body.error.message]).toEqual([422, 'Validation XML']);
    const { id: good } = await createInvoice();
    await call('POST', `${base}/${good}/e_invoice/send`, { options: { dry_run: true } });
    expect(sandbox.fic.documents(COMPANY).find((document) => document.id === good)?.ei_status).toBe(
      'not_sent',
    );
    sandbox.fic.company(COMPANY).eInvoicingOff = true;
    expect((await call('POST', `${base}/${good}/e_invoice/send`, {})).status).toBe(403);
    sandbox.fic.company(COMPANY).eInvoicingOff = false;
  });

  it('a person plays the SDI on its page', async () => {
    const { id } = await createInvoice();
    await call('POST', `${base}/${id}/e_invoice/send`, {});
    const page = `${sandbox.fic.url}/companies/${COMPANY}/e-invoices`;
    expect(await (await fetch(page)).text()).toContain(`data-testid="e-invoice-${id}"`);
    const body = new URLSearchParams({ outcome: 'discarded', code: '00311' });
    await fetch(`${page}/${id}`, { method: 'POST', body });
    expect(await (await fetch(page)).text()).toContain('CodiceDestinatario non valido');
  });
});

it('an e-mail is proposed, sent only when whole, and can be read', async () => {
  const { id } = await createInvoice();
  const { data } = (await call('GET', `${base}/${id}/email`)).body;
  expect(data.recipient_email).toBe('rossi@example.com');
  const whole = {
    sender_id: data.default_sender_email.id,
    recipient_email: data.recipient_email,
    subject: data.subject,
    body: data.body,
    include: { document: true, delivery_note: false, attachment: false, accompanying_invoice: false },
    attach_pdf: true,
    send_copy: false,
  };
  const { subject: _, ...without } = whole;
  expect((await call('POST', `${base}/${id}/email`, { data: without })).status).toBe(422);
  expect((await call('POST', `${base}/${id}/email`, { data: whole })).status).toBe(200);
  expect(sandbox.fic.sdi(COMPANY).emails.filter(({ documentId }) => documentId === id)).toHaveLength(1);
  const page = await (await fetch(`${sandbox.fic.url}/companies/${COMPANY}/emails`)).text();
  expect(page).toContain('rossi@example.com');
});

it('a subscription wants https, the right to credit notes and an answered challenge; notifications are signed and tried again', async () => {
  const got: { headers: Record<string, unknown>; body: string }[] = [];
  let failures = 1;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      const challenge = request.headers['x-fic-verification-challenge'];
      if (challenge !== undefined) {
        response.end(JSON.stringify({ verification: challenge }));
        return;
      }
      got.push({ headers: request.headers, body });
      failures -= 1;
      response.statusCode = failures >= 0 ? 503 : 202;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { notifications } = sandbox.fic;
  notifications.reach = (sink) => sink.replace('https://plugin.example', local);
  notifications.retryDelaysMs = [10];

  const data = { sink: 'https://plugin.example/hook', types: [STATUS_UPDATE] };
  expect((await call('POST', `/c/${COMPANY}/subscriptions`, { data: { ...data, sink: local } })).status).toBe(
    422,
  );
  const fewer = await signIn(sandbox.fic, 1);
  expect((await callFic(sandbox.fic, fewer, 'POST', `/c/${COMPANY}/subscriptions`, { data })).status).toBe(
    403,
  );
  const made = await call('POST', `/c/${COMPANY}/subscriptions`, { data });
  expect(made.body.data).toMatchObject({ sink: data.sink, verified: true });

  const { id } = await createInvoice();
  await call('POST', `${base}/${id}/e_invoice/send`, {});
  sandbox.fic.answerSdi(COMPANY, id, 'accepted');
  await notifications.settled();
  expect(got.map(({ body }) => JSON.parse(body))).toEqual([{ data: { ids: [id] } }, { data: { ids: [id] } }]);
  const headers = got[0]?.headers ?? {};
  const key = createPublicKey(Buffer.from(notifications.publicKey, 'base64'));
  const { payload } = await jwtVerify(String(headers.authorization).replace('Bearer ', ''), key, {
    audience: data.sink,
    subject: `company:${COMPANY}`,
  });
  expect(payload.jti).toBe(headers['ce-id']);
  expect((await call('DELETE', `/c/${COMPANY}/subscriptions/${made.body.data.id}`)).status).toBe(200);
  await new Promise((resolve) => server.close(resolve));
});
