import { describe, expect, it } from 'vitest';
import {
  ficDescriptionAvailable,
  ficDescriptionPath,
  loadFicDescription,
  validateRequest,
  validateResponse,
} from '../../support/openapi.ts';

describe.skipIf(!ficDescriptionAvailable)(`Fatture in Cloud’s description (${ficDescriptionPath})`, () => {
  const documents = '/c/1/issued_documents';

  it('is version 2 and describes what we call', () => {
    const paths = Object.keys(loadFicDescription()?.paths ?? {});
    expect(paths).toContain('/c/{company_id}/issued_documents/info');
  });

  it('accepts a request of known names and refuses any other, however deep', () => {
    const data = { type: 'order', entity: { name: 'x' }, items_list: [{ name: 'y', vat: { id: 0 } }] };
    expect(validateRequest('POST', documents, { data, options: { fix_payments: true } })).toEqual([]);
    const wrong = {
      ...data,
      items_list: [{ ...data.items_list[0], prezzo: 1 }],
      ei_data: { metodo: 'MP01' },
    };
    expect(validateRequest('POST', documents, { data: wrong })).toEqual([
      'body/data/ei_data: must NOT have additional properties (metodo)',
      'body/data/items_list/0: must NOT have additional properties (prezzo)',
    ]);
  });

  it('refuses wrong types, formats and choices, and takes null where it may stand', () => {
    expect(
      validateRequest('POST', documents, { data: { type: 'shoe', date: '1/2/2026', number: '1' } }),
    ).toHaveLength(3);
    expect(validateRequest('POST', documents, { data: { date: null, entity: { name: null } } })).toEqual([]);
  });

  it('checks the query: unknown names, missing ones, choices', () => {
    expect(validateRequest('GET', `${documents}?type=order&per_page=50&q=date%3D'x'`)).toEqual([]);
    expect(validateRequest('GET', documents)).toEqual(['?type: missing']);
    expect(validateRequest('GET', `${documents}?type=shoe`)).toEqual(['?type: shoe']);
    expect(validateRequest('GET', `${documents}?type=order&limit=1`)).toEqual(['?limit: not described']);
  });

  it('checks answers by status; unknown names only when asked to', () => {
    const body = { data: { success: true, extra: 1 } };
    const path = `${documents}/1/e_invoice/xml_verify`;
    expect(validateResponse('GET', path, 200, body)).toEqual([]);
    expect(validateResponse('GET', path, 200, body, { strict: true })).toHaveLength(1);
    expect(validateResponse('GET', path, 200, { data: { success: 'yes' } })).toHaveLength(1);
    expect(validateResponse('GET', path, 201, body)).toEqual([`GET ${path}: status 201 is not described`]);
    expect(validateResponse('DELETE', `${documents}/1`, 200, undefined)).toEqual([]);
  });

  it('knows no path and no method but the described ones', () => {
    expect(validateRequest('GET', '/c/1/shoes')).toEqual(['GET /c/1/shoes: not described']);
    expect(validateRequest('PUT', documents)).toEqual([`PUT ${documents}: not described`]);
  });
});
