import {
  personalDataErasedSchema,
  personalDataSchema,
} from '../../src/contract/personal-data/personal-data.ts';
import { request } from './client.ts';

/** What is held on one customer. */
export const personalDataApi = {
  findPersonalData: (query: string) =>
    request(personalDataSchema, '/api/personal-data/search', { method: 'POST', body: { query } }),
  erasePersonalData: (query: string) =>
    request(personalDataErasedSchema, '/api/personal-data/erase', { method: 'POST', body: { query } }),
};
