import type { ProductsApi } from '@fattureincloud/fattureincloud-ts-sdk';
import type { Invoicing } from '../../ports/invoicing.ts';
import { productFields, readProducts } from './answers.ts';
import type { Send } from './call/spend.ts';

/** As many as the API gives. */
const perPage = 100;
/** Codes of one look: its address stays short. */
const codesTogether = 20;
/** A code with these would end a filter's text: it is found by a whole reading alone. */
const unsafe = /['"\\\p{Cc}]/u;

type Found = Awaited<ReturnType<Invoicing['listProducts']>>;

/** Which of two products with the same code is meant, nobody can tell: the first one listed. */
function byCode(products: readonly { id: number; code: string }[]): Found {
  const found = new Map<string, Found[number]>();
  for (const { id, code } of products) {
    const first = found.get(code);
    if (first === undefined) found.set(code, { id, code, copies: 1 });
    else first.copies += 1;
  }
  return [...found.values()];
}

/** The company's catalogue of products. */
export function productActs(
  api: ProductsApi,
  companyId: number,
  send: Send,
): Pick<Invoicing, 'listProducts' | 'findProducts'> {
  const list = (page: number, q: string | undefined) =>
    send({
      operation: 'listProducts',
      isWrite: false,
      run: (config) =>
        api.listProducts(companyId, productFields, undefined, undefined, page, perPage, q, config),
      read: (body) => readProducts(body, perPage),
    });

  return {
    async listProducts() {
      const all: { id: number; code: string }[] = [];
      for (let page = 1; ; page += 1) {
        const { products, isLast } = await list(page, undefined);
        all.push(...products);
        if (isLast) return byCode(all);
      }
    },

    /** The filter may ignore case or be loose: what it found is compared here. */
    async findProducts(codes) {
      const safe = codes.filter((code) => !unsafe.test(code));
      const found: { id: number; code: string }[] = [];
      for (let at = 0; at < safe.length; at += codesTogether) {
        const wanted = safe.slice(at, at + codesTogether);
        const { products } = await list(1, wanted.map((code) => `code = '${code}'`).join(' or '));
        found.push(...products.filter(({ code }) => wanted.includes(code)));
      }
      return byCode(found);
    },
  };
}
