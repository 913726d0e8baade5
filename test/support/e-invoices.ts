import type { Sandbox } from '../../sandbox/index.ts';
import type { EInvoiceDto, OrderDetailDto, SettingsInput } from '../../src/contract/schemas.ts';
import { type Merchant, until } from './merchant.ts';

type State = EInvoiceDto['state'];

/** A paid order whose buyer asked for an invoice. */
export const placeInvoiced = (sandbox: Sandbox) =>
  sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: true, raw: {} });

/** Waits until the invoice of an order is in one of the states. */
export function eInvoice(merchant: Merchant, orderId: string, ...states: State[]): Promise<EInvoiceDto> {
  return until(
    async () => {
      const { delivery } = await merchant.get<OrderDetailDto>(`/api/orders/${orderId}`);
      const told = delivery?.eInvoice;
      return told !== undefined && states.includes(told.state) ? told : null;
    },
    `invoice of ${orderId} in ${states.join(' or ')}`,
  );
}

export const saveEInvoices = (merchant: Merchant, change: SettingsInput['eInvoice']) =>
  merchant.save('eInvoice', change);

/** What a company sent to the SDI, by document. */
export function transmissions(sandbox: Sandbox, companyId: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { documentId } of sandbox.fic.sdi(companyId).transmissions) {
    counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
  }
  return counts;
}
