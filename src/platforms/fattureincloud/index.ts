import {
  ClientsApi,
  Configuration,
  IssuedDocumentsApi,
  IssuedEInvoicesApi,
  ProductsApi,
  ReceiptsApi,
  SettingsApi,
  WebhooksApi,
} from '@fattureincloud/fattureincloud-ts-sdk';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AnyDocumentKind, ConnectInvoicing, Invoicing } from '../../ports/invoicing.ts';
import type { OnCall } from '../call-report.ts';
import { readCreated, readExists, readInfo, readPdf, readPreview, readRegime } from './answers.ts';
import { createFicHttp } from './call/http.ts';
import { type Budget, type Send, spend } from './call/spend.ts';
import { clientActs } from './clients.ts';
import { documentActs } from './document-acts.ts';
import { eInvoiceActs } from './e-invoices.ts';
import { productActs } from './products.ts';
import { receiptActs } from './receipts.ts';
import { searchDocument } from './search-document.ts';
import { documentLink, webInterfaceOf } from './web-interface.ts';
import { toCreateRequest } from './wire.ts';

export type { CallReport, OnCall } from '../call-report.ts';
export { type AuthorizationOptions, createAuthorization } from './authorization.ts';
export { toCreateRequest } from './wire.ts';

export interface InvoicingConnectorOptions extends Budget {
  /** Base of the API, e.g. `https://api-v2.fattureincloud.it`. */
  apiUrl: string;
  clock: Clock;
  /** Longest time of one call; 30 s. */
  timeoutMs?: number | undefined;
  /** Hears of every call; nothing secret is told. */
  onCall?: OnCall | undefined;
}

/** The companies of Fatture in Cloud. One connector per process: it holds the connections. */
export function createInvoicingConnector(options: InvoicingConnectorOptions): ConnectInvoicing {
  const { clock } = options;
  const http = createFicHttp({ clock, timeoutMs: options.timeoutMs ?? 30_000, onCall: options.onCall });
  const basePath = options.apiUrl.replace(/\/+$/, '');
  return (access) => {
    const configuration = new Configuration({ basePath, accessToken: access.accessToken });
    const apis = {
      documents: new IssuedDocumentsApi(configuration, basePath, http.axios),
      products: new ProductsApi(configuration, basePath, http.axios),
      clients: new ClientsApi(configuration, basePath, http.axios),
      receipts: new ReceiptsApi(configuration, basePath, http.axios),
      eInvoices: new IssuedEInvoicesApi(configuration, basePath, http.axios),
      webhooks: new WebhooksApi(configuration, basePath, http.axios),
      settings: new SettingsApi(configuration, basePath, http.axios),
    };
    const secrets = [access.accessToken];
    return connectCompany(apis, access, webInterfaceOf(basePath), (call, grant) =>
      spend(http, options, access, { ...call, secrets }, grant),
    );
  };
}

function connectCompany(
  {
    documents: api,
    products: productsApi,
    clients,
    receipts,
    eInvoices,
    webhooks,
    settings,
  }: {
    documents: IssuedDocumentsApi;
    products: ProductsApi;
    clients: ClientsApi;
    eInvoices: IssuedEInvoicesApi;
    webhooks: WebhooksApi;
    receipts: ReceiptsApi;
    settings: SettingsApi;
  },
  { companyId }: { companyId: number },
  webInterface: string,
  send: Send,
): Invoicing {
  const linked = <T extends { id: number }>(kind: AnyDocumentKind, document: T) => ({
    ...document,
    url: documentLink(webInterface, kind, document.id),
  });
  return {
    ...clientActs(clients, companyId, send),
    ...receiptActs(receipts, companyId, send),
    ...productActs(productsApi, companyId, send),
    ...documentActs({ documents: api, products: productsApi }, companyId, send),
    ...eInvoiceActs({ documents: api, eInvoices, webhooks }, companyId, send),
    readCatalogue: () =>
      send({
        operation: 'getIssuedDocumentPreCreateInfo',
        isWrite: false,
        run: (config) => api.getIssuedDocumentPreCreateInfo(companyId, 'invoice', config),
        read: readInfo,
      }),

    createDocument: async (document, begun) => {
      const created = await send(
        {
          operation: 'createIssuedDocument',
          isWrite: true,
          startBy: begun?.startBy,
          run: (config) => {
            const request = toCreateRequest(document);
            const options = begun?.transform;
            return api.createIssuedDocument(companyId, options ? { ...request, options } : request, config);
          },
          read: readCreated,
        },
        begun?.grant,
      );
      return linked(document.kind, created);
    },

    previewTotals: (document) =>
      send({
        operation: 'getNewIssuedDocumentTotals',
        isWrite: false,
        run: (config) => {
          // This call takes the document alone, without options.
          const { data } = toCreateRequest(document);
          return api.getNewIssuedDocumentTotals(companyId, data === undefined ? {} : { data }, config);
        },
        read: readPreview,
      }),

    findDocument: async (query) => {
      const found = await searchDocument(api, companyId, send, query);
      return found && linked(query.kind, found);
    },

    readDocumentPdf: (id) =>
      send({
        operation: 'getIssuedDocument',
        isWrite: false,
        run: (config) => api.getIssuedDocument(companyId, id, 'id,url', undefined, config),
        read: readPdf,
      }),

    readTaxRegime: () =>
      send({
        operation: 'getTaxProfile',
        isWrite: false,
        run: (config) => settings.getTaxProfile(companyId, config),
        read: readRegime,
      }),

    async documentExists(id) {
      try {
        return await send({
          operation: 'getIssuedDocument',
          isWrite: false,
          run: (config) => api.getIssuedDocument(companyId, id, 'id', undefined, config),
          read: readExists,
        });
      } catch (error) {
        if (error instanceof Problem && error.code === 'fic-not-found') return false;
        throw error;
      }
    },
  };
}
