import { randomBytes } from 'node:crypto';
import { STATUS_UPDATE } from '../../sandbox/fic/e-invoice/notifications.ts';
import type { SdiOutcome } from '../../sandbox/fic/e-invoice/types.ts';
import type { Sandbox, Shop } from '../../sandbox/index.ts';
import type { EInvoiceDto } from '../../src/contract/e-invoice/e-invoice.ts';
import type { OrderDetailDto } from '../../src/contract/orders/orders.ts';
import type { SettingsInput } from '../../src/contract/settings/settings.ts';
import { hashToken } from '../../src/store/sealing/seal.ts';
import { type Merchant, until } from './merchant.ts';
import type { TestPlugin } from './plugin.ts';

type State = EInvoiceDto['state'];

/** A paid order whose buyer asked for an invoice. */
export const placeInvoiced = (sandbox: Sandbox, shop?: Shop) =>
  sandbox.shop.placeOrder({ status: 1, paidAt: new Date(), invoice: true, raw: {} }, shop);

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

/** The SDI answers, and the plug-in looks. `code`: of a discard. */
export async function answerSdi(
  { sandbox, plugin, companyId }: { sandbox: Sandbox; plugin: TestPlugin; companyId: number },
  documentId: number,
  outcome: SdiOutcome,
  code: string | null = null,
): Promise<void> {
  sandbox.fic.answerSdi(companyId, documentId, outcome, code);
  const [row] = await plugin.query<{ shopId: string }>(
    'update e_invoices set next_look_at = now() where document_id = $1 returning shop_id::text as "shopId"',
    [documentId],
  );
  await plugin.context.store.wake.enqueue('follow-e-invoices', row ?? {}, { key: `now ${documentId}` });
}

/** What a company sent to the SDI, by document. */
export function transmissions(sandbox: Sandbox, companyId: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { documentId } of sandbox.fic.sdi(companyId).transmissions) {
    counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
  }
  return counts;
}

/**
 * Fatture in Cloud notifies the plug-in of a shop's e-invoices, though its address is no https one: as if the subscription
 * had been made. Answers the address.
 */
export async function subscribeAnyway(
  sandbox: Sandbox,
  companyId: number,
  plugin: { url: string; query: (sql: string, values: unknown[]) => Promise<unknown> },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await plugin.query(
    `insert into fic_subscriptions (shop_id, company_id, token_hash, verified)
     select shop_id, company_id, $1, true from connections where company_id = $2`,
    [Buffer.from(hashToken(token)), companyId],
  );
  const sink = `${plugin.url}/fattureincloud/webhooks/${token}`;
  const { clientId } = sandbox.fic.app;
  sandbox.fic
    .sdi(companyId)
    .subscriptions.push({ id: 'SUB1', sink, types: [STATUS_UPDATE], verified: true, clientId });
  return sink;
}

/** What notifications asked to be looked at, and what the schedule would, is looked at now. */
export const LOOK_NOW = `
  with looked as (update e_invoices set next_look_at = now() where next_look_at is not null returning 1)
  update graphile_worker._private_jobs set run_at = now()
  where key like 'follow-e-invoices:%' and locked_at is null and run_at > now()`;
