import type {
  IssuedDocumentsApi,
  ModifyIssuedDocumentRequest,
  ProductsApi,
} from '@fattureincloud/fattureincloud-ts-sdk';
import { Problem } from '../../domain/problem.ts';
import type { DocumentActs, StandingPayment } from '../../ports/document-acts.ts';
import { readExists } from './answers.ts';
import type { Send } from './call/spend.ts';
import { readStanding, readStock, readTransform, standingFields } from './standing.ts';

const done = () => true as const;

/** Whether a call found that what it is about is not there. */
async function orGone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Problem && error.code === 'fic-not-found') return null;
    throw error;
  }
}

const euros = (cents: number) => Number((cents / 100).toFixed(2));

const toPayment = ({ amountCents, dueDate, status, paidDate, paymentAccountId }: StandingPayment) => ({
  amount: euros(amountCents),
  status,
  ...(dueDate === null ? {} : { due_date: dueDate }),
  ...(paidDate === null ? {} : { paid_date: paidDate }),
  ...(paymentAccountId === null ? {} : { payment_account: { id: paymentAccountId } }),
});

/** What is done to a company's documents after they were made. */
export function documentActs(
  { documents, products }: { documents: IssuedDocumentsApi; products: ProductsApi },
  companyId: number,
  send: Send,
): DocumentActs {
  return {
    readStanding: (id) =>
      orGone(
        send({
          operation: 'getIssuedDocument',
          isWrite: false,
          run: (config) => documents.getIssuedDocument(companyId, id, standingFields, undefined, config),
          read: readStanding,
        }),
      ),

    /** Not a write that must not be repeated: what is gone stays gone. */
    async deleteDocument(id) {
      const deleted = await orGone(
        send({
          operation: 'deleteIssuedDocument',
          isWrite: false,
          run: (config) => documents.deleteIssuedDocument(companyId, id, config),
          read: done,
        }),
      );
      return deleted === null ? 'gone' : 'deleted';
    },

    async writePayments(id, payments) {
      await send({
        operation: 'modifyIssuedDocument',
        isWrite: false,
        run: (config) => {
          const request: ModifyIssuedDocumentRequest = { data: { payments_list: payments.map(toPayment) } };
          return documents.modifyIssuedDocument(companyId, id, request, config);
        },
        read: readExists,
      });
    },

    readTransform: (id) =>
      orGone(
        send({
          operation: 'transformIssuedDocument',
          isWrite: false,
          run: (config) =>
            documents.transformIssuedDocument(companyId, id, 'invoice', undefined, 1, 0, config),
          read: readTransform,
        }),
      ),

    async readStock(productId) {
      const found = await orGone(
        send({
          operation: 'getProduct',
          isWrite: false,
          run: (config) =>
            products.getProduct(companyId, productId, 'id,in_stock,stock_current', undefined, config),
          read: readStock,
        }),
      );
      return found?.pieces ?? null;
    },
  };
}
