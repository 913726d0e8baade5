import type { CreateReceiptRequest, ReceiptsApi } from '@fattureincloud/fattureincloud-ts-sdk';
import { z } from 'zod';
import type { DayReceipt } from '../../document/day-receipt.ts';
import { Problem, problem } from '../../domain/problem.ts';
import type { ReceiptActs, WrittenReceipt } from '../../ports/receipts.ts';
import type { Send } from './call/spend.ts';

/** As many as the API gives. */
const perPage = 100;
const fields = 'id,number,numeration,date,description';

const receiptSchema = z.object({
  id: z.number().int(),
  number: z.number().nullish().catch(null),
  numeration: z.string().nullish().catch(null),
  description: z.string().nullish().catch(null),
});
const oneSchema = z.object({ data: receiptSchema });
const pageSchema = z.object({
  data: z.array(receiptSchema).nullable(),
  current_page: z.number().nullish().catch(null),
  last_page: z.number().nullish().catch(null),
});

const toWritten = ({ id, number, numeration }: z.output<typeof receiptSchema>): WrittenReceipt => ({
  id,
  number: `${number ?? ''}${numeration ?? ''}`,
});

/** null where the answer does not tell the receipt's id. */
export function readReceipt(body: unknown): WrittenReceipt | null {
  const parsed = oneSchema.safeParse(body);
  return parsed.success ? toWritten(parsed.data.data) : null;
}

/** Source: openapi.json 2.1.8, `POST /c/{company_id}/receipts`: the vendor's own number is taken where none is given. */
export function toReceiptRequest(receipt: DayReceipt): CreateReceiptRequest {
  return {
    data: {
      date: receipt.date,
      type: 'sales_receipt',
      numeration: receipt.numeration,
      description: receipt.description,
      use_gross_prices: true,
      payment_account: { id: receipt.paymentAccountId },
      items_list: receipt.items.map(({ vatTypeId, grossCents }) => ({
        amount_gross: Number((grossCents / 100).toFixed(2)),
        category: 'e-commerce',
        vat: { id: vatTypeId },
      })),
    },
    autocomplete_number: true,
  };
}

/** A refusal for want of permission is told as what it means here: the scope, or the plan. */
async function allowed<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Problem && error.code === 'fic-permission') {
      throw problem('receipts-not-allowed', 'mend', {}, { cause: error });
    }
    throw error;
  }
}

/** The company's register of takings. */
export function receiptActs(api: ReceiptsApi, companyId: number, send: Send): ReceiptActs {
  return {
    createReceipt: (receipt, startBy) =>
      allowed(
        send({
          operation: 'createReceipt',
          isWrite: true,
          startBy,
          run: (config) => api.createReceipt(companyId, toReceiptRequest(receipt), config),
          read: readReceipt,
        }),
      ),

    /** The filter may be loose: what it found is compared here. */
    async findReceipt({ date, marker }) {
      for (let page = 1; ; page += 1) {
        const { receipts, isLast } = await allowed(
          send({
            operation: 'listReceipts',
            isWrite: false,
            run: (config) =>
              api.listReceipts(companyId, fields, undefined, page, perPage, 'id', `date = '${date}'`, config),
            read: (body) => {
              const parsed = pageSchema.safeParse(body);
              if (!parsed.success) return null;
              const { data, current_page: current, last_page: last } = parsed.data;
              const rows = data ?? [];
              const told = typeof current === 'number' && typeof last === 'number';
              return { receipts: rows, isLast: told ? current >= last : rows.length < perPage };
            },
          }),
        );
        const found = receipts.find(({ description }) => description?.includes(marker));
        if (found !== undefined) return toWritten(found);
        if (isLast) return null;
      }
    },

    /** Not a write that must not be repeated: the same receipt written twice is the same receipt. */
    replaceReceipt: (id, receipt) =>
      allowed(
        send({
          operation: 'modifyReceipt',
          isWrite: false,
          run: (config) => {
            const { data } = toReceiptRequest(receipt);
            return api.modifyReceipt(companyId, id, data === undefined ? {} : { data }, config);
          },
          read: readReceipt,
        }),
      ),
  };
}
