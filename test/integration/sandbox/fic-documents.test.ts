import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FicSandbox, type Rounding, type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { callFic, type Json, signIn } from '../../support/sandbox-fic.ts';

let sandbox: Sandbox;
let fic: FicSandbox;
let token = '';
beforeEach(async () => {
  sandbox = await startSandbox({ now: () => new Date('2026-11-20T10:00:00Z'), orders: 0, customers: 0 });
  fic = sandbox.fic;
  token = await signIn(fic, 2);
});
afterEach(() => sandbox.stop());

const call = (method: string, path: string, body?: Json) => callFic(fic, token, method, path, body);
const create = (data: Json, { company = 110, options }: { company?: number; options?: Json } = {}) =>
  call('POST', `/c/${company}/issued_documents`, { data, ...(options ? { options } : {}) });

/** An order of one line of 12.20 with VAT at 22 %, not paid. */
function order(change: Json = {}): Json {
  return {
    type: 'order',
    entity: { name: 'Mario Rossi' },
    use_gross_prices: true,
    items_list: [{ name: 'Tazza', gross_price: 12.2, qty: 1, vat: { id: 0 } }],
    payments_list: [{ amount: 12.2, due_date: '2026-11-20', status: 'not_paid' }],
    ...change,
  };
}

describe('creating a document', () => {
  it('gives id, number, address and the totals', async () => {
    const { status, body } = await create(order({ visible_subject: 'Ordine #1' }));
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      type: 'order',
      number: 1,
      numeration: '',
      date: '2026-11-20',
      year: 2026,
      amount_net: 10,
      amount_vat: 2.2,
      amount_gross: 12.2,
      visible_subject: 'Ordine #1',
    });
    const page = await fetch(body.data.url);
    expect(await page.text()).toContain('Mario Rossi');
    expect(fic.documents(110)).toHaveLength(1);
  });

  it('numbers by type, numeration and year', async () => {
    const number = async (change: Json) => (await create(order(change))).body.data.number;
    expect(await number({})).toBe(1);
    expect(await number({})).toBe(2);
    expect(await number({ numeration: '/WEB' })).toBe(1);
    expect(await number({ type: 'invoice' })).toBe(1);
    expect(await number({ date: '2025-12-31' })).toBe(1);
    expect(await number({ number: 9 })).toBe(9);
    expect(await number({})).toBe(10);
    const taken = await create(order({ number: 9 }));
    expect([taken.status, Object.keys(taken.body.error.validation_result)]).toEqual([422, ['data.number']]);
  });

  it('refuses payments that do not sum to the amount due, with the totals', async () => {
    const { status, body } = await create(
      order({ payments_list: [{ amount: 12.19, due_date: '2026-11-20' }] }),
    );
    expect(status).toBe(422);
    expect(body.error).toEqual({
      message: 'Il totale dei pagamenti non corrisponde al totale da pagare.',
      validation_result: null,
    });
    expect(body.extra.totals).toMatchObject({ amount_gross: 12.2, amount_due: 12.2, payments_sum: 12.19 });
    expect((await create(order({ payments_list: [] }))).status).toBe(422);
    expect(fic.documents(110)).toEqual([]);
  });

  it('fits the last payment with fix_payments', async () => {
    const payments_list = [
      { amount: 5, due_date: '2026-11-20' },
      { amount: 5, due_date: '2026-12-20' },
    ];
    const { body } = await create(order({ payments_list }), { options: { fix_payments: true } });
    expect(body.data.payments_list.map((payment: Json) => payment.amount)).toEqual([5, 7.2]);
  });

  it('wants an account and a date for a paid payment', async () => {
    const paid = { amount: 12.2, due_date: '2026-11-20', status: 'paid' };
    const missing = await create(order({ payments_list: [paid] }));
    expect(Object.keys(missing.body.error.validation_result)).toEqual([
      'data.payments_list.0.payment_account',
      'data.payments_list.0.paid_date',
    ]);
    const account = fic.company(110).paymentAccounts[0];
    const whole = { ...paid, paid_date: '2026-11-20', payment_account: { id: account?.id ?? 0 } };
    const { body } = await create(order({ payments_list: [whole] }));
    expect(body.data.payments_list[0]).toMatchObject({
      status: 'paid',
      payment_account: { name: account?.name },
    });
  });

  it('names every unknown id and missing field at once, in Italian', async () => {
    const { status, body } = await create(
      order({
        entity: { id: 99, name: ' ' },
        template: { id: 98 },
        payment_method: { id: 97 },
        items_list: [
          { name: 'x', gross_price: 1, vat: { id: 96 } },
          { name: 'x', gross_price: 1, vat: { id: 0 }, product_id: 95 },
          { name: 'x', net_price: 1, vat: { id: 0 } },
        ],
        payments_list: [{ amount: 1, due_date: '2026-11-20', payment_account: { id: 94 } }],
      }),
    );
    expect(status).toBe(422);
    expect(body.error.validation_result).toEqual({
      'data.entity.name': ['Il campo data.entity.name è obbligatorio.'],
      'data.entity.id': ['Il cliente selezionato non esiste.'],
      'data.template.id': ['Il modello selezionato non esiste.'],
      'data.payment_method.id': ['Il metodo di pagamento selezionato non esiste.'],
      'data.items_list.0.vat.id': ['L’aliquota IVA selezionata non esiste.'],
      'data.items_list.1.product_id': ['Il prodotto selezionato non esiste.'],
      'data.items_list.2.gross_price': ['Il campo data.items_list.2.gross_price è obbligatorio.'],
      'data.payments_list.0.payment_account.id': ['Il conto di saldo selezionato non esiste.'],
    });
  });

  it('tells a wrong type of value by its field', async () => {
    const { status, body } = await create(order({ date: '20/11/2026', type: undefined }));
    expect(status).toBe(422);
    expect(Object.keys(body.error.validation_result).sort()).toEqual(['data.date', 'data.type']);
  });

  it('applies the company’s cassa and stamp duty wherever 0 is not written', async () => {
    const forgotten = await create(order(), { company: 130 });
    expect(forgotten.status).toBe(422);
    expect(forgotten.body.extra.totals).toMatchObject({
      amount_gross: 12.69,
      stamp_duty: 2,
      amount_due: 14.69,
    });
    const none = {
      rivalsa: 0,
      cassa: 0,
      cassa2: 0,
      withholding_tax: 0,
      other_withholding_tax: 0,
      stamp_duty: 0,
    };
    const written = await create(order(none), { company: 130 });
    expect(written.body.data.amount_gross).toBe(12.2);
  });

  it('moves stock for an item with product and stock flag, and gives it back when the document is deleted', async () => {
    const product = fic.company(110).products.find((candidate) => candidate.code === 'TAZZA-GRES');
    if (!product) throw new Error('no product');
    const item = { name: 'Tazza', gross_price: 12.2, qty: 1, vat: { id: 0 }, product_id: product.id };
    await create(order({ items_list: [item] }));
    expect(product.stock_current).toBe(120);
    const { body } = await create(order({ items_list: [{ ...item, stock: true }] }));
    expect(product.stock_current).toBe(119);
    await call('DELETE', `/c/110/issued_documents/${body.data.id}`);
    expect(product.stock_current).toBe(120);
  });
});

describe('totals', () => {
  const rounding = async (how: Rounding, data: Json) => {
    fic.rounding = how;
    const { body } = await call('POST', '/c/110/issued_documents/totals', { data });
    return [body.data.amount_net, body.data.amount_vat, body.data.amount_gross];
  };

  it('creates nothing', async () => {
    const { body } = await call('POST', '/c/110/issued_documents/totals', { data: order() });
    expect(body.data).toMatchObject({
      amount_net: 10,
      amount_vat: 2.2,
      amount_gross: 12.2,
      payments_sum: 12.2,
    });
    expect(body.data.vat_list).toEqual({ '22': { amount_net: 10, amount_vat: 2.2 } });
    expect(fic.documents(110)).toEqual([]);
  });

  it('follows the named way of rounding, gross prices', async () => {
    const line = { name: 'x', gross_price: 0.99, qty: 1, vat: { id: 0 } };
    const data = order({ items_list: [line, line, line], payments_list: [] });
    // 3 × 0.99 = 2.97; 2.97 / 1.22 = 2.434…; 0.99 / 1.22 = 0.811…
    expect(await rounding('per-rate', data)).toEqual([2.43, 0.54, 2.97]);
    expect(await rounding('per-line', data)).toEqual([2.43, 0.54, 2.97]);
    expect(await rounding('gross-from-net', data)).toEqual([2.43, 0.53, 2.96]);
    const thirds = order({
      items_list: [
        { ...line, gross_price: 0.335, qty: 1 },
        { ...line, gross_price: 0.335 },
      ],
      payments_list: [],
    });
    expect((await rounding('per-rate', thirds))[2]).toBe(0.68);
    expect((await rounding('whole', thirds))[2]).toBe(0.67);
  });

  it('follows the named way of rounding, net prices', async () => {
    const line = { name: 'x', net_price: 0.12, qty: 1, vat: { id: 0 } };
    const data = order({ use_gross_prices: false, items_list: [line, line, line], payments_list: [] });
    // VAT of each line 0.0264, of the sum 0.0792.
    expect(await rounding('per-rate', data)).toEqual([0.36, 0.08, 0.44]);
    expect(await rounding('per-line', data)).toEqual([0.36, 0.09, 0.45]);
  });

  it('takes a percentage off a line and an amount off what is due', async () => {
    const items_list = [{ name: 'x', gross_price: 12.2, qty: 2, discount: 50, vat: { id: 0 } }];
    const { body } = await call('POST', '/c/110/issued_documents/totals', {
      data: order({ items_list, amount_due_discount: 0.2 }),
    });
    expect(body.data).toMatchObject({ amount_gross: 12.2, amount_due: 12 });
  });

  it('is exact where floats are not', async () => {
    const items_list = [{ name: 'x', gross_price: 1.005, qty: 1, vat: { id: 6 } }];
    expect(await rounding('per-rate', order({ items_list, payments_list: [] }))).toEqual([1.01, 0, 1.01]);
  });
});

describe('reading documents', () => {
  it('lists one type per call, five to a hundred per page', async () => {
    for (let i = 0; i < 6; i++) await create(order());
    await create(order({ type: 'invoice' }));
    const list = (query: string) => call('GET', `/c/110/issued_documents?${query}`);
    const page = await list('type=order&per_page=5&page=2');
    expect(page.body).toMatchObject({ current_page: 2, last_page: 2, per_page: 5, total: 6, from: 6, to: 6 });
    expect(page.body.data.map((document: Json) => document.number)).toEqual([1]);
    expect((await list('type=invoice')).body.total).toBe(1);
    for (const wrong of ['per_page=50', 'type=order&per_page=4', 'type=order&per_page=101', 'type=shoe']) {
      expect((await list(wrong)).status).toBe(422);
    }
  });

  it('filters by q', async () => {
    const ids: number[] = [];
    for (const [subject, date] of [
      ['shop:1 order:a', '2026-11-01'],
      ['shop:1 order:b', '2026-11-10'],
      ["l'ordine (c)", '2026-11-10'],
    ]) {
      ids.push((await create(order({ subject, date }))).body.data.id);
    }
    const found = async (q: string) =>
      (
        await call('GET', `/c/110/issued_documents?type=order&sort=id&q=${encodeURIComponent(q)}`)
      ).body.data?.map((document: { id: number }) => ids.indexOf(document.id));
    expect(await found("any_subject like '%order:a%'")).toEqual([0]);
    expect(await found("any_subject = 'shop:1 order:b' and date >= '2026-11-10'")).toEqual([1]);
    expect(await found("date < '2026-11-10' or (date = '2026-11-10' and any_subject like '%(c)')")).toEqual([
      0, 2,
    ]);
    expect(await found("any_subject = 'l\\'ordine (c)'")).toEqual([2]);
    expect(await found('entity.vat_number is null and amount_gross > 12')).toEqual([0, 1, 2]);
    expect(await found("entity.name != 'Mario Rossi'")).toEqual([]);
    for (const wrong of [
      "subject = 'x'",
      'date >= ',
      "(date = '2026-01-01'",
      "date ~ 'x'",
      "date = '2026' garbage",
    ]) {
      const { status } = await call(
        'GET',
        `/c/110/issued_documents?type=order&q=${encodeURIComponent(wrong)}`,
      );
      expect([wrong, status]).toEqual([wrong, 422]);
    }
  });

  it('moves a deleted document to the bin', async () => {
    const { id } = (await create(order())).body.data;
    expect((await call('GET', `/c/110/issued_documents/${id}`)).body.data.id).toBe(id);
    expect((await call('DELETE', `/c/110/issued_documents/${id}`)).status).toBe(200);
    expect((await call('GET', `/c/110/issued_documents/${id}`)).status).toBe(404);
    expect((await call('GET', `/c/110/bin/issued_documents/${id}`)).body.data.id).toBe(id);
    expect((await call('GET', '/c/110/bin/issued_documents')).body.data).toHaveLength(1);
    expect((await call('GET', '/c/110/issued_documents?type=order')).body.total).toBe(0);
  });

  it('answers everything for the settings in one call', async () => {
    await create(order({ numeration: '/WEB' }));
    const { data } = (await call('GET', '/c/110/issued_documents/info?type=order')).body;
    expect(data.numerations).toEqual({ '2026': { '/WEB': 1 } });
    const standard = data.vat_types_list.filter((vat: Json) => vat.description === '');
    expect(standard.map((vat: Json) => [vat.id, vat.value])).toEqual([
      [0, 22],
      [3, 10],
      [54, 5],
      [4, 4],
      [6, 0],
    ]);
    expect(data.templates_list.length).toBeGreaterThan(1);
    expect(data.payment_accounts_list).toHaveLength(3);
    const fresh = (await call('GET', '/c/140/issued_documents/info?type=invoice')).body.data;
    expect(fresh.payment_accounts_list).toEqual([]);
    expect((await call('GET', '/c/110/issued_documents/info')).status).toBe(422);
  });

  it('checks an e-invoice’s XML and sends it once', async () => {
    const entity = {
      name: 'Rossi S.r.l.',
      vat_number: '01234567890',
      address_street: 'Via Roma, 1',
      address_postal_code: '20100',
      address_city: 'Milano',
      address_province: 'MI',
      country: 'Italia',
      ei_code: 'ABCDEFG',
    };
    const invoice = {
      ...order({ type: 'invoice', e_invoice: true, entity }),
      ei_data: { payment_method: 'MP08' },
    };
    const good = (await create(invoice)).body.data;
    const base = '/c/110/issued_documents';
    expect(good.ei_status).toBe('not_sent');
    expect((await call('GET', `${base}/${good.id}/e_invoice/xml_verify`)).body).toEqual({
      data: { success: true },
    });
    const bad = (
      await create({ ...invoice, ei_data: {}, entity: { ...entity, ei_code: '', address_city: '' } })
    ).body.data;
    const refused = await call('GET', `${base}/${bad.id}/e_invoice/xml_verify`);
    expect(refused.status).toBe(422);
    expect(refused.body.error.validation_result.xml_errors).toHaveLength(3);
    expect((await call('POST', `${base}/${good.id}/e_invoice/send`, {})).status).toBe(200);
    expect((await call('POST', `${base}/${good.id}/e_invoice/send`, {})).status).toBe(409);
  });
});

describe('clients and products', () => {
  it('creates, finds, changes only what is named, and deletes a client', async () => {
    const base = '/c/110/entities/clients';
    const data = {
      name: 'Rossi S.r.l.',
      vat_number: '01234567890',
      address_city: 'Milano',
      country: 'Italia',
    };
    const { id } = (await call('POST', base, { data })).body.data;
    const q = encodeURIComponent("vat_number = '01234567890' and (tax_code = 'x' or email is null)");
    expect((await call('GET', `${base}?q=${q}`)).body.data.map((client: Json) => client.id)).toEqual([id]);
    const changed = await call('PUT', `${base}/${id}`, { data: { address_city: 'Roma' } });
    expect(changed.body.data).toMatchObject({
      name: 'Rossi S.r.l.',
      address_city: 'Roma',
      vat_number: '01234567890',
    });
    const linked = await create(order({ entity: { id, name: 'Rossi S.r.l.' } }));
    expect(linked.body.data.entity.id).toBe(id);
    expect((await call('DELETE', `${base}/${id}`)).status).toBe(200);
    expect((await call('GET', `${base}/${id}`)).status).toBe(404);
  });

  it('refuses a client without a name or with a wrong e-mail address', async () => {
    for (const [data, field] of [
      [{}, 'data.name'],
      [{ name: 'x', email: 'no' }, 'data.email'],
      [{ name: 'x', country_iso: 'Italia' }, 'data.country_iso'],
    ] as const) {
      const { status, body } = await call('POST', '/c/110/entities/clients', { data });
      expect([status, Object.keys(body.error.validation_result)]).toEqual([422, [field]]);
    }
  });

  it('lists products with the shop’s codes: one missing, one twice', async () => {
    const { body } = await call('GET', '/c/110/products?per_page=100&fieldset=detailed');
    const codes = body.data.map((product: Json) => product.code);
    const shopCodes = sandbox.shop.main.products.map((product) => product.sku);
    expect(shopCodes.filter((code) => !codes.includes(code))).toEqual(['CESTO-NATALE']);
    expect(codes.filter((code: string, index: number) => codes.indexOf(code) !== index)).toEqual([
      'MIELE-ACACIA',
    ]);
    const q = encodeURIComponent("code = 'OLIO-EVO-500'");
    expect((await call('GET', `/c/110/products?q=${q}`)).body.total).toBe(1);
  });

  it('lists VAT types and payment accounts', async () => {
    const vat = (await call('GET', '/c/110/info/vat_types')).body.data;
    expect(vat.filter((type: Json) => type.value === 0).map((type: Json) => type.ei_type)).toContain('2.2');
    expect((await call('GET', '/c/110/info/payment_accounts')).body.data).toHaveLength(3);
  });
});
