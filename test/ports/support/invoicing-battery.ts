import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IssuedDocument } from '../../../src/document/issued-document.ts';
import type { ConnectInvoicing, Invoicing } from '../../../src/ports/invoicing.ts';
import { exampleVatType } from '../../support/orders.ts';
import { sampleDocument } from './fic-world.ts';
import { problemOf } from './scripted-server.ts';

/** A company for the battery: what is in it, told by whoever made it. */
export interface InvoicingWorld {
  connect: ConnectInvoicing;
  companyId: number;
  accessToken: string;
  templateId: number;
  paymentAccountId: number;
  /** Products' codes, each once. */
  productCodes: string[];
  /** A person deletes a document. */
  deleteDocument: (id: number) => void | Promise<void>;
}

/** What every invoicing behind the port does, be it a real adapter or a fake. */
export function invoicingBattery(name: string, start: () => Promise<InvoicingWorld>): void {
  describe(`invoicing: ${name}`, () => {
    let world: InvoicingWorld;
    let invoicing: Invoicing;
    let marker = '';
    let count = 0;
    beforeAll(async () => {
      world = await start();
      const { companyId, accessToken } = world;
      invoicing = world.connect({ companyId, accessToken, priority: 'manual' });
    });
    beforeEach(() => {
      count += 1;
      marker = `[tsc:battery:o-${count}]`;
    });

    const document = (changes: Partial<IssuedDocument> = {}): IssuedDocument =>
      sampleDocument({
        marker,
        subject: `Ordine ${count} ${marker}`,
        templateId: world.templateId,
        payments: [
          {
            amountCents: 4000,
            dueDate: '2026-03-02',
            paidDate: '2026-03-02',
            paymentAccountId: world.paymentAccountId,
          },
        ],
        ...changes,
      });

    it('offers what the settings choose from, the VAT type of id 0 included', async () => {
      const catalogue = await invoicing.readCatalogue();
      expect(catalogue.vatTypes).toContainEqual(exampleVatType(0, 22));
      expect(catalogue.vatTypes.some(({ value, nature }) => value === 0 && nature !== null)).toBe(true);
      expect(catalogue.templates.map(({ id }) => id)).toContain(world.templateId);
      expect(catalogue.paymentAccounts.map(({ id }) => id)).toContain(world.paymentAccountId);
    });

    it.each(['order', 'invoice'] as const)(
      'makes an %s to the cent, numbered with its suffix',
      async (kind) => {
        const isInvoice = kind === 'invoice';
        const created = await invoicing.createDocument(
          document({
            kind,
            numeration: '/BAT',
            eInvoice: isInvoice,
            eInvoicePaymentCode: isInvoice ? 'MP08' : null,
          }),
        );
        expect(created).toMatchObject({ grossCents: 4000, netCents: 3279, vatCents: 721 });
        expect(created.number).toMatch(/^\d+\/BAT$/);
        expect(created.url).toMatch(/^https?:/);
        // The one call that fills the catalogue is asked for invoices: an order's own suffixes are not in it.
        if (isInvoice) expect((await invoicing.readCatalogue()).numerations).toContain('/BAT');
      },
    );

    it('makes one that is not paid and names no method', async () => {
      const unpaid = { amountCents: 4000, dueDate: '2026-03-31', paidDate: null, paymentAccountId: null };
      const created = await invoicing.createDocument(
        document({ payments: [unpaid], paymentMethodName: null, templateId: null, numeration: '' }),
      );
      expect(created.number).toMatch(/^\d+$/);
    });

    it('finds a document by its marker, among its kind alone', async () => {
      const created = await invoicing.createDocument(document());
      expect(await invoicing.findDocument({ kind: 'order', marker, since: '2026-03-02' })).toEqual(created);
      expect(await invoicing.findDocument({ kind: 'invoice', marker, since: '2026-03-02' })).toBeNull();
      expect(await invoicing.findDocument({ kind: 'order', marker, since: '2026-03-03' })).toBeNull();
    });

    it('a deleted document neither exists nor is found', async () => {
      const { id } = await invoicing.createDocument(document());
      expect(await invoicing.documentExists(id)).toBe(true);
      await world.deleteDocument(id);
      expect(await invoicing.documentExists(id)).toBe(false);
      expect(await invoicing.findDocument({ kind: 'order', marker, since: '2026-01-01' })).toBeNull();
    });

    it('lists its products, each code once', async () => {
      const codes = (await invoicing.listProducts()).map(({ code }) => code);
      expect(codes.sort()).toEqual([...world.productCodes].sort());
    });

    it.each<[string, () => Partial<IssuedDocument>, string]>([
      [
        'a VAT type that is gone',
        () => ({ items: document().items.map((item) => ({ ...item, vatTypeId: 9999 })) }),
        'fic-refused-vat',
      ],
      ['a template that is gone', () => ({ templateId: 9999 }), 'fic-refused-template'],
      [
        'a payment account that is gone',
        () => ({ payments: document().payments.map((payment) => ({ ...payment, paymentAccountId: 9999 })) }),
        'fic-refused-payment-account',
      ],
      ['an entity without a name', () => ({ entity: { ...document().entity, name: '' } }), 'fic-refused'],
    ])('refuses %s, says so, and makes nothing', async (_title, changes, code) => {
      const problem = await problemOf(invoicing.createDocument(document(changes())));
      expect(problem).toMatchObject({ code, outcome: 'mend' });
      expect(problem.detail).toMatch(/«.+»/);
      expect(await invoicing.findDocument({ kind: 'order', marker, since: '2026-01-01' })).toBeNull();
    });

    it('refuses a token that is not its own', async () => {
      const stranger = world.connect({
        companyId: world.companyId,
        accessToken: 'a/wrong',
        priority: 'manual',
      });
      expect(await problemOf(stranger.readCatalogue())).toMatchObject({
        code: 'fic-unauthorized',
        outcome: 'reauthorize',
      });
    });
  });
}
