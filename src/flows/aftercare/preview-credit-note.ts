import { buildCreditNote } from '../../document/credit-note.ts';
import { roundingModel } from '../../document/fic-rounding.ts';
import type { CreditNoteDocument, DocumentEntity } from '../../document/issued-document.ts';
import type { CreditPiece } from '../../domain/aftercare/credit.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import { awaitsSdi } from '../../domain/e-invoice.ts';
import { formatCents } from '../../domain/money.ts';
import { problem } from '../../domain/problem.ts';
import { romeDay } from '../../domain/time.ts';
import type { Context } from '../context.ts';
import { readSetup } from '../delivery/document-input.ts';
import { readCatalogue } from '../settings/read-catalogue.ts';
import type { Creditable } from './credit.ts';

/** Whom it is to is the invoice's to tell, which is not asked for a preview. */
const asInvoiced: DocumentEntity = {
  id: null,
  type: 'company',
  name: '',
  firstName: null,
  lastName: null,
  vatNumber: null,
  taxCode: null,
  street: null,
  postalCode: null,
  city: null,
  province: null,
  addressExtra: null,
  country: null,
  countryIso: 'IT',
  email: null,
  certifiedEmail: null,
  phone: null,
  eInvoiceCode: null,
  shippingAddress: null,
};

export interface CreditNotePreview {
  document: CreditNoteDocument;
  catalogue: Catalogue;
  pieces: readonly CreditPiece[];
  /** The invoice is paid: so much goes back to the buyer; else it is set off. */
  isPaidBack: boolean;
}

/**
 * The credit note of some pieces as it would be written, but for its buyer; no call of either platform.
 *
 * @throws Problem `total-unreachable` where no way of writing it comes to its total.
 */
export async function previewCreditNote(
  context: Context,
  shopId: string,
  { delivery, invoiceDate, sent }: Creditable,
  pieces: readonly CreditPiece[],
): Promise<CreditNotePreview> {
  const setup = await readSetup(context, shopId, []);
  const { connection } = setup.opened ?? {};
  const catalogue = await readCatalogue(context, shopId, connection?.company ?? null, null, setup);
  const { template, paymentAccount } = setup.settings;
  const document = buildCreditNote({
    sent,
    pieces,
    invoice: {
      number: delivery.document.number,
      date: invoiceDate,
      entity: asInvoiced,
      paymentMethodName: null,
      eInvoicePaymentCode: null,
      splitPayment: (sent.dueCents ?? sent.grossCents) !== sent.grossCents,
      cig: null,
      cup: null,
      isPaid: sent.order.paid,
      paymentAccountId: paymentAccount.id,
    },
    vatTypes: catalogue.vatTypes,
    numeration: template.invoiceNumberSuffix ?? template.numberSuffix,
    templateId: template.templateId,
    marker: '',
    today: romeDay(context.clock.now()),
    model: roundingModel(connection?.roundingModel),
  });
  if (document === null) {
    const cents = pieces.reduce((sum, piece) => sum + piece.cents, 0);
    throw problem('total-unreachable', 'mend', { nearest: '', total: formatCents(cents, sent.currency) });
  }
  return { document, catalogue, pieces, isPaidBack: sent.order.paid };
}

/** Whether a credit note that is asked for now waits for the SDI's word on its invoice. */
export const waitsForSdi = ({ clock }: Context, { invoiceWay }: Creditable): boolean =>
  awaitsSdi(invoiceWay.state, invoiceWay.sentAt, clock.now());
