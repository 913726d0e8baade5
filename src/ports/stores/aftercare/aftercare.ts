import type { CreditNote, DocumentAct } from '../../../domain/aftercare/acts.ts';
import type { CreditPiece } from '../../../domain/aftercare/credit.ts';
import type { SentDocument } from '../../../domain/aftercare/sent-document.ts';
import type { DocumentReference } from '../../../domain/delivery.ts';
import type { EInvoiceState } from '../../../domain/e-invoice.ts';
import type { ProblemText } from '../../../domain/problem.ts';
import type { CreatedDocument } from '../../invoicing.ts';
import type { CallPriority, QuotaGrant } from '../../quota.ts';
import type { NewEInvoice } from '../deliveries.ts';

/** An act in the hands of the lane's holder. */
export interface ClaimedAct extends DocumentAct {
  origin: 'manual' | 'automatic';
  /** Of the take: later ones make this worker's notes void. */
  attempts: number;
  firstTriedAt: Date;
}

/** A credit note in the hands of the lane's holder. */
export interface ClaimedCreditNote extends CreditNote {
  attempts: number;
  firstTriedAt: Date;
  /** Set while a create call's outcome is not known, by the database's clock: look before repeating. */
  creating: { since: Date; ageMs: number } | null;
  /** Where its invoice stands; null: that was not kept. */
  invoiceWay: { state: EInvoiceState; sentAt: Date | null } | null;
}

/** How a try ended that is not the last. `at`: null where a new authorization wakes it. */
export interface Later {
  problem: ProblemText;
  at: Date | null;
  /** The other side was not even asked: the time after which a person must look begins anew. */
  notTried: boolean;
}

/** What differs between documents and their orders. */
export interface ChangeNotes {
  /** Keeps what differs, with its event where it is another difference than before; null: nothing does any more. */
  noteChange(shopId: string, deliveryId: string, change: ProblemText | null): Promise<void>;
  /** By order. */
  findChanges(shopId: string, orderIds: readonly string[]): Promise<Map<string, ProblemText>>;
  /** A cancelled order of the same day or so that was sent with the same lines to the same buyer; its number. */
  findAlike(
    shopId: string,
    order: { id: string; placedAt: Date; linesHash: string; buyerHash: string },
  ): Promise<string | null>;
  /** Orders whose documents are to be looked at: how many, and the latest of them. */
  changed(shopId: string, limit: number): Promise<{ total: number; latest: ChangedOrder[] }>;
}

export interface ChangedOrder {
  orderId: string;
  shortId: string | null;
  customer: string | null;
  at: Date;
  change: ProblemText;
  /** Where its invoice stands; null: it has none. */
  eInvoice: EInvoiceState | null;
}

/** What is to be done to documents. */
export interface DocumentActs {
  /**
   * Records the intent, durable before anybody is told, and wakes the worker. False: something else is being done to the
   * document, or it is no longer the delivery's.
   */
  request(
    act: Pick<
      DocumentAct,
      'shopId' | 'deliveryId' | 'orderId' | 'companyId' | 'documentId' | 'act' | 'data'
    > & {
      origin: 'manual' | 'automatic';
    },
    now: Date,
  ): Promise<boolean>;
  /** By order; of documents that deliveries still have. */
  findActs(shopId: string, orderIds: readonly string[]): Promise<Map<string, DocumentAct>>;
  nextAct(shopId: string, now: Date): Promise<ClaimedAct | null>;
  actLater(act: ClaimedAct, later: Later): Promise<void>;
  /** A person must mend something. */
  actFailed(act: ClaimedAct, problem: ProblemText): Promise<void>;
  /** The document is gone: its delivery is skipped, and may be sent again by hand. */
  actWithdrawn(
    act: ClaimedAct,
    values: { number: string; stock: 'back' | 'not-back' | 'unknown' },
  ): Promise<void>;
  /** The document says `sent` now. `problem`: what the merchant should know of it all the same. */
  actUpdated(act: ClaimedAct, sent: SentDocument, problem: ProblemText | null): Promise<void>;
  /** The payment stands in the document, on that day (`YYYY-MM-DD`). */
  actPaid(act: ClaimedAct, day: string): Promise<void>;
  /** The document of type order whose place an invoice took is gone: `deleted` by us, or it was when we looked. */
  actCleared(act: ClaimedAct, how: 'deleted' | 'gone'): Promise<void>;
  /** It is not needed any more. */
  actDropped(act: ClaimedAct): Promise<void>;
}

/** Credit notes of orders' invoices. */
export interface CreditNotes {
  /** Of the order's document as it is now, first to last. */
  findCreditNotes(shopId: string, orderIds: readonly string[]): Promise<Map<string, CreditNote[]>>;
  /** The place of the latest of the order, whichever document it is of; 0: there is none. */
  lastPlace(shopId: string, orderId: string): Promise<number>;
  findCreditNote(shopId: string, id: string): Promise<CreditNote | null>;
  /**
   * Records the intent to make one more, durable before anybody is told, and wakes the worker. Null: another was asked
   * for since the credit notes were read (`place` is taken): read them again and decide anew.
   */
  requestCreditNote(note: {
    shopId: string;
    deliveryId: string;
    orderId: string;
    companyId: number;
    place: number;
    invoice: DocumentReference & { date: string };
    request: string;
    pieces: readonly CreditPiece[];
    grossCents: number;
    now: Date;
  }): Promise<CreditNote | null>;
  nextCreditNote(shopId: string, now: Date): Promise<ClaimedCreditNote | null>;
  /** Durable before the create call, with its call of the quota; without a grant, make nothing. */
  beginCreditNote(
    note: ClaimedCreditNote,
    call: { priority: CallPriority; now: Date },
  ): Promise<QuotaGrant | 'lost' | 'moved'>;
  creditNoteMade(
    note: ClaimedCreditNote,
    made: {
      document: CreatedDocument;
      how: 'made' | 'adopted';
      problem: ProblemText | null;
      eInvoice: NewEInvoice | null;
    },
  ): Promise<void>;
  /** It waits for the SDI's word on its invoice, which wakes it; so long at most. Told once. */
  creditNoteHeld(note: ClaimedCreditNote, problem: ProblemText, until: Date): Promise<void>;
  /** `uncertain`: it may have been made. */
  creditNoteLater(note: ClaimedCreditNote, later: Later & { uncertain: boolean }): Promise<void>;
  /** The invoice's payment could not be set off by it: a person marks it. */
  notSetOff(note: CreditNote, problem: ProblemText): Promise<void>;
  /** Not made, unless `uncertain`: then it goes on counting, and is looked for when another is asked for. */
  creditNoteFailed(note: ClaimedCreditNote, problem: ProblemText, uncertain: boolean): Promise<void>;
}

export interface AftercareStore extends ChangeNotes, DocumentActs, CreditNotes {
  /** All that is due waits until then (quota), or until it is woken (no connection). */
  postponeAll(shopId: string, until: Date | null, problem: ProblemText): Promise<void>;
  /** What waited for an authorization leaves. */
  wakeWaiting(shopId: string, now: Date): Promise<void>;
}
