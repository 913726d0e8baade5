import { buildCreditNote } from '../../document/credit-note.ts';
import { explainRefusals, type RefusedTotal, roundingModel } from '../../document/fic-rounding.ts';
import type { CreditNoteDocument } from '../../document/issued-document.ts';
import type { CreditNote } from '../../domain/aftercare/acts.ts';
import { formatCents } from '../../domain/money.ts';
import { problem } from '../../domain/problem.ts';
import { romeDay } from '../../domain/time.ts';
import type { Company } from '../../ports/authorization.ts';
import type { StandingDocument } from '../../ports/document-acts.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { InstalledShop } from '../../ports/stores/connection/shops.ts';
import type { Context } from '../context.ts';
import { readSetup } from '../delivery/document-input.ts';
import { readCatalogue } from '../settings/read-catalogue.ts';
import { creditNoteMarker } from './snapshot.ts';

interface Where {
  context: Context;
  shop: InstalledShop;
  invoicing: Invoicing;
  company: Company;
}

/**
 * The credit note as it is to be written, from what was sent and the invoice as it stands.
 *
 * @throws Problem `credit-unknown`; `total-unreachable` where no way of writing it comes to its total.
 */
export async function buildFrom(
  { context, shop, invoicing, company }: Where,
  note: Pick<CreditNote, 'orderId' | 'place' | 'pieces' | 'invoice' | 'grossCents'>,
  standing: StandingDocument,
  refused: readonly RefusedTotal[],
): Promise<CreditNoteDocument> {
  const sent = await context.store.deliveries.findSent(shop.id, note.orderId);
  if (sent === null) throw problem('credit-unknown', 'mend', {});
  const setup = await readSetup(context, shop.id, []);
  const catalogue = await readCatalogue(context, shop.id, company, invoicing, setup);
  const { template, paymentAccount } = setup.settings;
  const { payments, number } = standing;
  const account = payments.find(({ paymentAccountId }) => paymentAccountId !== null)?.paymentAccountId;
  const document = buildCreditNote({
    sent,
    pieces: note.pieces,
    invoice: {
      ...standing,
      number,
      date: standing.date ?? note.invoice.date,
      isPaid: payments.some(({ status }) => status === 'paid'),
      paymentAccountId: account ?? paymentAccount.id,
    },
    vatTypes: catalogue.vatTypes,
    numeration: template.invoiceNumberSuffix ?? template.numberSuffix,
    templateId: template.templateId,
    marker: creditNoteMarker(shop, note.orderId, note.place),
    today: romeDay(context.clock.now()),
    model: roundingModel(explainRefusals(refused) ?? setup.opened?.connection.roundingModel),
    ...(refused.length === 0 ? {} : { refused }),
  });
  if (document === null) {
    throw problem('total-unreachable', 'mend', {
      nearest: '',
      total: formatCents(note.grossCents, sent.currency),
    });
  }
  return document;
}
