import type { DocumentChange, DocumentInput } from '../input.ts';
import type { IssuedDocument } from '../types.ts';
import type { DocumentContext } from './document-lines.ts';
import { makeDocument, moveStock } from './documents.ts';

/** Changes a document in its place: its id, and its number and date unless others are given, stay. */
export function modifyDocument(
  document: IssuedDocument,
  change: DocumentChange,
  fixPayments: boolean,
  context: DocumentContext,
): void {
  const { company } = context;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const before = document as unknown as DocumentInput;
  const input = { ...before, ...given, entity: { ...before.entity, ...change.entity } } as DocumentInput;
  // Its own number must not count as taken.
  const place = company.documents.indexOf(document);
  company.documents.splice(place, 1);
  try {
    const { id: _, url: _url, created_at: _at, ...changed } = makeDocument(input, fixPayments, context);
    moveStock(company, document, 1);
    const status = document.ei_status ?? changed.ei_status;
    Object.assign(document, changed, {
      ei_status: input.e_invoice ? status : null,
      locked: document.locked,
    });
    moveStock(company, document, -1);
  } finally {
    company.documents.splice(place, 0, document);
  }
}
