import { z } from 'zod';
import type { ApiRoute } from '../api-route.ts';
import { statusSchema } from '../panel/status.ts';
import { accessesSchema, endedSessionsSchema } from './accesses.ts';
import {
  companyBodySchema,
  companySchema,
  oauthCompleteBodySchema,
  oauthTicketSchema,
} from './connection.ts';
import { openedSessionSchema, openSessionBodySchema } from './session.ts';

export const connectionRoutes: ApiRoute[] = [
  {
    method: 'post',
    path: '/api/session',
    summary:
      "The loaded page's session of its shop, in the cookie; the first browser within the setup window claims the shop. Every other call names the shop in `x-shop`",
    body: openSessionBodySchema,
    status: 200,
    response: openedSessionSchema,
    problems: [404],
  },
  {
    method: 'get',
    path: '/api/companies',
    summary: 'Companies to choose from',
    status: 200,
    response: z.array(companySchema),
    problems: [409],
  },
  {
    method: 'put',
    path: '/api/company',
    summary: 'Chooses the company',
    body: companyBodySchema,
    status: 200,
    response: statusSchema,
    problems: [409],
  },
  {
    method: 'delete',
    path: '/api/connection',
    summary: 'Disconnects and forgets the tokens',
    status: 204,
    response: null,
  },
  {
    method: 'post',
    path: '/api/oauth/ticket',
    summary: 'One-time address (60 s) that opens the sign-in in a top-level window',
    status: 200,
    response: oauthTicketSchema,
  },
  {
    method: 'post',
    path: '/api/oauth/complete',
    summary:
      "Completes a sign-in with the code that its window was given; for the asking browser's session alone",
    body: oauthCompleteBodySchema,
    status: 200,
    response: statusSchema,
  },
  {
    method: 'get',
    path: '/api/sessions',
    summary: 'Browsers that may use the panel, and the last fifty times that one was let in',
    status: 200,
    response: accessesSchema,
  },
  {
    method: 'delete',
    path: '/api/sessions',
    summary: 'Ends the sessions of all other browsers',
    status: 200,
    response: endedSessionsSchema,
  },
  {
    method: 'delete',
    path: '/api/sessions/{id}',
    summary: 'Ends the session of one browser, which may be the asking one; it must then sign in again',
    params: z.object({ id: z.uuid() }),
    status: 204,
    response: null,
    problems: [404],
  },
];
