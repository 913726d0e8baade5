import type {
  EventType,
  IssuedDocumentsApi,
  IssuedEInvoicesApi,
  WebhooksApi,
} from '@fattureincloud/fattureincloud-ts-sdk';
import { Problem } from '../../domain/problem.ts';
import type { EInvoiceStatus, EInvoicing } from '../../ports/e-invoicing.ts';
import { readCreated } from './answers.ts';
import type { Send } from './call/spend.ts';
import {
  eInvoiceFields,
  readEInvoice,
  readEInvoicePage,
  readEmail,
  readRejection,
  readSubscription,
  readSubscriptions,
  readTaken,
} from './e-invoice-answers.ts';
import { toCreateRequest } from './wire.ts';

/** As many as the API gives. */
const PER_PAGE = 100;
/** 2,000 invoices of a company in the days that are asked for; what is further is asked one by one. */
const MOST_PAGES = 20;

/** Source: openapi.json, `EventType`. */
export const STATUS_UPDATE = 'it.fattureincloud.webhooks.issued_documents.e_invoices.status_update';

interface Apis {
  documents: IssuedDocumentsApi;
  eInvoices: IssuedEInvoicesApi;
  webhooks: WebhooksApi;
}

/** A page of something between us is no answer: nobody knows whether the call was made. */
const doneQuietly = (body: unknown, isEmpty: boolean) => (isEmpty || isRecord(body) ? (true as const) : null);
const isRecord = (body: unknown) => typeof body === 'object' && body !== null;

/** A company's e-invoices, the copies of them, and the notifications of what becomes of them. */
export function eInvoiceActs(
  { documents, eInvoices, webhooks }: Apis,
  companyId: number,
  send: Send,
): EInvoicing {
  return {
    async sendEInvoice(documentId, begun) {
      await send(
        {
          operation: 'sendEInvoice',
          isWrite: true,
          about: 'e-invoice',
          startBy: begun?.startBy,
          run: (config) => eInvoices.sendEInvoice(companyId, documentId, {}, config),
          read: readTaken,
        },
        begun?.grant,
      );
    },

    async readEInvoice(documentId) {
      try {
        return await send({
          operation: 'getIssuedDocument',
          isWrite: false,
          run: (config) =>
            documents.getIssuedDocument(companyId, documentId, eInvoiceFields, undefined, config),
          read: readEInvoice,
        });
      } catch (error) {
        if (error instanceof Problem && error.code === 'fic-not-found') return null;
        throw error;
      }
    },

    async listEInvoices({ from, to }, wanted) {
      const found: EInvoiceStatus[] = [];
      const missing = new Set(wanted);
      for (let page = 1; page <= MOST_PAGES && missing.size > 0; page += 1) {
        const { rows, isLast } = await send({
          operation: 'listIssuedDocuments',
          isWrite: false,
          run: (config) =>
            documents.listIssuedDocuments(
              companyId,
              'invoice',
              eInvoiceFields,
              undefined,
              '-date',
              page,
              PER_PAGE,
              `date >= '${from}' and date <= '${to}'`,
              undefined,
              config,
            ),
          read: (body) => readEInvoicePage(body, PER_PAGE),
        });
        for (const row of rows) {
          found.push(row);
          missing.delete(row.documentId);
        }
        if (isLast) break;
      }
      return found;
    },

    readRejection: (documentId) =>
      send({
        operation: 'getEInvoiceRejectionReason',
        isWrite: false,
        run: (config) => eInvoices.getEInvoiceRejectionReason(companyId, documentId, config),
        read: readRejection,
      }),

    /** Not a write that must not be repeated: the same document written twice is the same one. */
    modifyDocument: (documentId, document) =>
      send({
        operation: 'modifyIssuedDocument',
        isWrite: false,
        run: (config) => {
          const { data, options } = toCreateRequest(document);
          // Its number stays: none is told, nor the series that would give another.
          const { numeration: _, type: _type, ...changed } = data ?? {};
          const request = { data: changed, ...(options === undefined ? {} : { options }) };
          return documents.modifyIssuedDocument(companyId, documentId, request, config);
        },
        read: readCreated,
      }),

    readEmail: (documentId) =>
      send({
        operation: 'getEmailData',
        isWrite: false,
        run: (config) => documents.getEmailData(companyId, documentId, config),
        read: readEmail,
      }),

    async sendEmail(documentId, { senderId, senderEmail, recipient, subject, body }) {
      await send({
        operation: 'scheduleEmail',
        isWrite: true,
        run: (config) =>
          documents.scheduleEmail(
            companyId,
            documentId,
            {
              data: {
                ...(senderId === null ? { sender_email: senderEmail } : { sender_id: senderId }),
                recipient_email: recipient,
                subject,
                body,
                include: {
                  document: true,
                  delivery_note: false,
                  attachment: false,
                  accompanying_invoice: false,
                },
                attach_pdf: true,
                send_copy: false,
              },
            },
            config,
          ),
        read: doneQuietly,
      });
    },

    listSubscriptions: () =>
      send({
        operation: 'listWebhooksSubscriptions',
        isWrite: false,
        run: (config) => webhooks.listWebhooksSubscriptions(companyId, config),
        read: readSubscriptions,
      }),

    createSubscription: (sink) =>
      send({
        operation: 'createWebhooksSubscription',
        isWrite: true,
        run: (config) =>
          webhooks.createWebhooksSubscription(
            companyId,
            {
              data: {
                sink,
                types: [STATUS_UPDATE as EventType],
                verification_method: 'header',
                config: { mapping: 'binary' },
              },
            },
            config,
          ),
        read: readSubscription,
      }),

    async verifySubscription(id) {
      await send({
        operation: 'verifyWebhooksSubscription',
        isWrite: false,
        run: (config) =>
          webhooks.verifyWebhooksSubscription(
            companyId,
            id,
            { data: { id, verification_method: 'header' } },
            config,
          ),
        read: doneQuietly,
      });
    },

    async deleteSubscription(id) {
      await send({
        operation: 'deleteWebhooksSubscription',
        isWrite: false,
        run: (config) => webhooks.deleteWebhooksSubscription(companyId, id, config),
        read: doneQuietly,
      });
    },
  };
}
