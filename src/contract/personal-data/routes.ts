import type { ApiRoute } from '../api-route.ts';
import { personalDataErasedSchema, personalDataQuerySchema, personalDataSchema } from './personal-data.ts';

export const personalDataRoutes: ApiRoute[] = [
  {
    method: 'post',
    path: '/api/personal-data/search',
    summary: 'All that is held on one customer, by e-mail, codice fiscale, partita IVA or order number',
    body: personalDataQuerySchema,
    status: 200,
    response: personalDataSchema,
  },
  {
    method: 'post',
    path: '/api/personal-data/erase',
    summary:
      'Erases what is held on one customer; numbers, amounts and hashes stay, so that nothing is made twice',
    body: personalDataQuerySchema,
    status: 200,
    response: personalDataErasedSchema,
    problems: [409],
  },
];
