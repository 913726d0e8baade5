import type { NextFunction, Request, Response } from 'express';
import type { Call, CallLog } from '../common/calls.ts';
import type { Faults } from '../common/faults.ts';
import { romeDay } from '../common/time.ts';
import type { Notifications } from './e-invoice/notifications.ts';
import { ApiError, noPermission, refused } from './errors.ts';
import type { OAuthApp } from './oauth/oauth.ts';
import type { Grant, Tokens } from './oauth/tokens.ts';
import type { Quota } from './quota.ts';
import { permission } from './registry/account.ts';
import type { Company, Rounding, User } from './types.ts';

export interface FicBackend {
  app: OAuthApp;
  companies: readonly Company[];
  users: readonly User[];
  tokens: Tokens;
  quota: Quota;
  calls: CallLog;
  faults: Faults;
  notifications: Notifications;
  now: () => Date;
  nextId: () => number;
  url: () => string;
  rounding: () => Rounding;
  /** A payment of what is locked cannot be marked either. */
  locksPayments: () => boolean;
  /** The goods of a deleted document come back into stock. */
  restocks: () => boolean;
  /** A document made of another takes its place. */
  transforms: () => boolean;
}

export interface Caller {
  grant: Grant;
  user: User;
}

export const caller = (response: Response): Caller => response.locals.caller as Caller;
export const companyOf = (response: Response): Company => response.locals.company as Company;
/** Logs the call, then lets the faults strike, whatever the address. */
export function arrivals({ calls, faults, now }: FicBackend) {
  return [
    (request: Request, response: Response, next: NextFunction): void => {
      const call = calls.add({
        at: now(),
        method: request.method,
        path: request.path,
        query: request.originalUrl.split('?')[1] ?? '',
        requestId: request.get('x-request-id'),
        account: /^\/c\/(\d+)\//.exec(request.path)?.[1] ?? '',
      });
      response.locals.call = call;
      response.once('finish', () => {
        call.status = response.statusCode;
      });
      next();
    },
    faults.middleware((response, name) => {
      (response.locals.call as Call).fault = name;
    }),
  ];
}

/** Token, quota, licence and the user's own rights, in this order. */
export function gate(backend: FicBackend) {
  const { companies, users, tokens, quota, now } = backend;
  return (request: Request, response: Response, next: NextFunction): void => {
    const bearer = /^Bearer (.+)$/i.exec(request.header('authorization') ?? '')?.[1];
    const grant = bearer === undefined ? null : tokens.check(bearer);
    const user = users.find((candidate) => candidate.id === grant?.userId);
    if (!grant || !user)
      throw refused(401, 'Il token di accesso manca, è scaduto o è stato revocato.', 'UNAUTHORIZED');
    response.locals.caller = { grant, user };
    const companyId = /^\/c\/(\d+)\//.exec(request.path)?.[1];
    const account = companyId ?? `user ${user.id}`;
    const taken = quota.take(account, grant.clientId);
    response.set(quota.headers(account, grant.clientId));
    if (!taken.granted) {
      throw new ApiError(
        taken.kind === 'per5Minutes' ? 429 : 403,
        { error: { message: 'Hai superato il numero di richieste consentite. Riprova più tardi.' } },
        { 'Retry-After': String(taken.retryAfterSeconds) },
      );
    }
    if (companyId !== undefined) {
      const company = companies.find((candidate) => candidate.id === Number(companyId));
      const may = permission(user, Number(companyId));
      if (!company || may === 'none') throw noPermission();
      if (company.licenseExpires < romeDay(now()))
        throw refused(403, 'La licenza dell’azienda è scaduta.', 'LICENSE_EXPIRED');
      const writes = request.method !== 'GET' && !request.path.endsWith('/totals');
      if (writes && may !== 'write') throw noPermission();
      response.locals.company = company;
    }
    next();
  };
}
