import { losesLetters, toLatin } from '../../domain/text.ts';
import type { DocumentEntity } from '../issued-document.ts';
import type { Findings } from '../problems.ts';

/**
 * The same buyer in the characters of an e-invoice; lost letters are told, a lost name is a problem.
 *
 * @param checkAddress Tells what an address lacks; asked where letters were all that a part of it had.
 */
export function latinEntity(
  entity: DocumentEntity,
  checkAddress: (address: DocumentEntity, findings: Findings) => void,
  findings: Findings,
): DocumentEntity {
  const latin = (text: string | null) => (text === null ? null : toLatin(text) || null);
  for (const text of [entity.name, entity.street, entity.city]) {
    if (text !== null && losesLetters(text)) findings.warning('name-not-printable', { text });
  }
  const name = latin(entity.name);
  if (name === null || !/[\p{L}\p{N}]/u.test(name)) findings.problem('name-missing', {});
  const street = latin(entity.street);
  const city = latin(entity.city);
  const lost = (entity.street !== null && street === null) || (entity.city !== null && city === null);
  if (lost) {
    checkAddress({ ...entity, street, city }, findings);
  }
  return {
    ...entity,
    name: name ?? entity.name,
    firstName: latin(entity.firstName),
    lastName: latin(entity.lastName),
    street,
    city,
    addressExtra: latin(entity.addressExtra),
    shippingAddress: latin(entity.shippingAddress),
  };
}
