import { expect, test } from 'vitest';
import { defaultSettings } from '../../../../src/domain/settings.ts';
import { toSettings } from '../../../../src/store/settings/settings.ts';

const row = (section: string, value: object, companyId: number | null = null) => ({
  section,
  value,
  version: 3,
  activeSince: null,
  companyId,
});

test('a section saved before a field came has the field’s default', () => {
  const { settings, versions } = toSettings(
    [
      row('orders', { automatic: true, send: 'invoice-requested' }),
      row('vat', { mapping: { t22: 0 }, shippingVatTypeId: 3 }),
    ],
    null,
  );
  expect(settings).toEqual({
    ...defaultSettings,
    orders: { ...defaultSettings.orders, automatic: true, send: 'invoice-requested' },
    vat: { ...defaultSettings.vat, mapping: { t22: 0 }, shippingVatTypeId: 3 },
  });
  expect(versions).toMatchObject({ orders: 3, vat: 3, eInvoice: 0, receipts: 0 });
});

test('of another company’s section every VAT type counts for nothing, and what is the shop’s stays', () => {
  const vat = {
    mapping: { t22: 0 },
    mainTaxProfileId: 't22',
    shippingVatTypeId: 3,
    shipping: 'as-goods',
    byDestination: { euBusiness: 21, extraEu: 22, sanMarino: 23 },
    oss: { rates: { 'DE:19': 900 }, invoiceVatTypeId: 24, taxLineVatTypeId: 25 },
    flatRateVatTypeId: 66,
    stampDuty: 'never',
  };
  expect(toSettings([row('vat', vat, 1)], 2).settings.vat).toEqual({
    ...defaultSettings.vat,
    mainTaxProfileId: 't22',
    shipping: 'as-goods',
    stampDuty: 'never',
  });
  expect(toSettings([row('vat', vat, 1)], 1).settings.vat).toEqual(vat);
});
