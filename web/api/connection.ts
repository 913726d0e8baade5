import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { accessesSchema, endedSessionsSchema } from '../../src/contract/connection/accesses.ts';
import { companySchema, oauthTicketSchema } from '../../src/contract/connection/connection.ts';
import { statusSchema } from '../../src/contract/panel/status.ts';
import { request, send } from './client.ts';

/** Signing in, the company, and who may use the panel. */
export const connectionApi = {
  ticket: () => request(oauthTicketSchema, '/api/oauth/ticket', { method: 'POST' }),
  completeAuthorization: (code: string) =>
    request(statusSchema, '/api/oauth/complete', { method: 'POST', body: { code } }),
  companies: (signal?: AbortSignal) => request(z.array(companySchema), '/api/companies', { signal }),
  chooseCompany: (id: number) => request(statusSchema, '/api/company', { method: 'PUT', body: { id } }),
  disconnect: () => send('/api/connection', { method: 'DELETE' }),
  accesses: (signal?: AbortSignal) => request(accessesSchema, '/api/sessions', { signal }),
  endSession: (id: string) => send(`/api/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  endOtherSessions: () => request(endedSessionsSchema, '/api/sessions', { method: 'DELETE' }),
};

export const companiesQuery = queryOptions({
  queryKey: ['companies'],
  queryFn: ({ signal }) => connectionApi.companies(signal),
});

export const accessesQuery = queryOptions({
  queryKey: ['accesses'],
  queryFn: ({ signal }) => connectionApi.accesses(signal),
});
