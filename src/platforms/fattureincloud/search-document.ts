import type { IssuedDocumentsApi } from '@fattureincloud/fattureincloud-ts-sdk';
import { Problem, problem } from '../../domain/problem.ts';
import type { CreatedDocument, Invoicing } from '../../ports/invoicing.ts';
import { type DocumentPage, pageFields, readPage } from './answers.ts';
import type { Send } from './call/spend.ts';

/** As many as the API gives. */
const perPage = 100;
/** 5,000 documents: a big shop's month. A search that ends here knows nothing, and says so. */
const maxPages = 50;
/** Equal dates in a fixed sequence, so that none slips over a page's edge. Which fields sort is not documented. */
const TOTAL_ORDER = '-date,-id';
const BY_DATE = '-date';

type Found = Omit<CreatedDocument, 'url'>;
type Search = Parameters<Invoicing['findDocument']>[0];

/**
 * The document whose subject contains the marker. Asked for by the marker first, which finds it in one call wherever it
 * stands; that the filter finds nothing proves nothing (it may be ignored, refused, or mean another field), so all
 * documents of that kind from `since` on are then read, the newest first, and their subjects compared here. A document
 * in the bin is not listed.
 *
 * @throws Problem `fic-search-too-long` where the end was not reached, or what lies between two pages is not certain.
 */
export async function searchDocument(
  api: IssuedDocumentsApi,
  companyId: number,
  send: Send,
  { kind, marker, since }: Search,
): Promise<Found | null> {
  const type = kind === 'credit-note' ? 'credit_note' : kind;
  const read = (q: string, sort: string, page: number): Promise<DocumentPage> =>
    send({
      operation: 'listIssuedDocuments',
      isWrite: false,
      run: (config) =>
        api.listIssuedDocuments(
          companyId,
          type,
          pageFields,
          undefined,
          sort,
          page,
          perPage,
          q,
          undefined,
          config,
        ),
      read: (body) => readPage(body, perPage),
    });
  const pick = ({ documents }: DocumentPage) =>
    documents.find(({ subject }) => subject.includes(marker))?.created ?? null;

  // A marker holds no character that a filter reads as its own (`domain/marker.ts`).
  const from = `date >= '${since}'`;
  const asked = await unlessRefused(read(`any_subject like '%${marker}%' and ${from}`, BY_DATE, 1));
  const byMarker = asked && pick(asked);
  if (byMarker) return byMarker;

  let sort = TOTAL_ORDER;
  let until: string | null = null;
  let page = 1;
  for (let calls = 0; calls < maxPages; calls += 1) {
    const q: string = until === null ? from : `${from} and date <= '${until}'`;
    let answer: DocumentPage | null =
      sort === TOTAL_ORDER ? await unlessRefused(read(q, sort, page)) : await read(q, sort, page);
    if (answer === null) {
      sort = BY_DATE;
      answer = await read(q, sort, page);
    }
    const found = pick(answer);
    if (found) return found;
    if (answer.isLast) return null;
    const first: string = answer.documents[0]?.created.date ?? '';
    const last: string = answer.documents.at(-1)?.created.date ?? '';
    if (last < first && (until === null || last < until)) {
      // The last day is read again whole: a document that came or went meanwhile moves no other past the edge.
      until = last;
      page = 1;
    } else {
      // One day fills more than a page, in no fixed sequence: what lies between its pages cannot be told.
      if (sort === BY_DATE) break;
      page += 1;
    }
  }
  throw problem('fic-search-too-long', 'mend', { documents: maxPages * perPage });
}

/** Null where Fatture in Cloud does not take the question; what else fails is thrown. */
async function unlessRefused<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Problem && error.outcome === 'mend' && error.code.startsWith('fic-refused')) {
      return null;
    }
    throw error;
  }
}
