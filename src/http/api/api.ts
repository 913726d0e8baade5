import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { companyBodySchema, oauthCompleteBodySchema } from '../../contract/connection/connection.ts';
import { settingsInputSchema, settingsSectionSchema } from '../../contract/settings/settings.ts';
import { problem } from '../../domain/problem.ts';
import type { SectionChanges, SettingsSection } from '../../domain/settings.ts';
import { completeAuthorization, createTicket } from '../../flows/connection/authorize.ts';
import { chooseCompany, disconnect } from '../../flows/connection/connect-company.ts';
import type { Context } from '../../flows/context.ts';
import { guestProblem } from '../../flows/panel/open-panel.ts';
import { readStatus } from '../../flows/panel/read-status.ts';
import { openCatalogue } from '../../flows/settings/read-catalogue.ts';
import { saveSettings } from '../../flows/settings/save-settings.ts';
import type { Session } from '../../ports/stores/sessions.ts';
import { InvalidInput, parseInput } from '../edge/problem-response.ts';
import { nameRefusal } from '../edge/refusals.ts';
import { readCookie, SESSION_COOKIE, type SessionCookie } from '../edge/session-cookie.ts';
import { createAccessRoutes } from './accesses.ts';
import { createCustomerRoutes } from './customers.ts';
import { toCatalogueDto, toStatusDto } from './dto.ts';
import { createOrderRoutes } from './orders.ts';
import { createHomeRoutes } from './panel.ts';
import { createPersonalDataRoutes } from './personal-data.ts';
import { createProductRoutes } from './products.ts';
import { settingsTag, versionIn } from './settings-tag.ts';

const BODY_LIMIT = '256kb';

/** The session that the guard let in; each handler's queries are scoped to its shop. */
export function sessionOf(response: Response): Session {
  return response.locals.session as Session;
}

/**
 * A write must carry a header that no form or image of another site can send. What a browser itself says to come from
 * another site is refused whatever it does: a read may cost calls of the quota.
 */
export const ownPagesOnly: RequestHandler = (request, _response, next) => {
  const writes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const site = request.get('sec-fetch-site') ?? 'same-origin';
  const isForeign = site !== 'same-origin' && site !== 'none';
  if (isForeign || (writes && request.get('x-requested-with') !== 'fetch')) {
    throw problem('request-forged', 'mend', {});
  }
  next();
};

export function createApi(context: Context, cookie: SessionCookie): Router {
  const { store } = context;
  const api = Router();
  api.use(ownPagesOnly);
  api.use(express.json({ limit: BODY_LIMIT }));
  api.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });

  const anySession: RequestHandler = async (request, response, next) => {
    const session = await cookie.read(request);
    if (session === null) {
      if (readCookie(request, SESSION_COOKIE) !== null) nameRefusal(response, 'session-refused');
      throw problem('session-missing', 'reauthorize', {});
    }
    response.locals.session = session;
    next();
  };
  const fullSession: RequestHandler = async (_request, response, next) => {
    const session = sessionOf(response);
    if (session.level !== 'full') throw await guestProblem(context, session.shopId);
    next();
  };
  const status = async (session: Session) => toStatusDto(await readStatus(context, session.shopId));

  // What a guest may do: sign in.
  api.use(anySession);
  api.post('/oauth/ticket', async (_request, response) => {
    response.json({ url: await createTicket(context, sessionOf(response)) });
  });
  api.post('/oauth/complete', async (request, response) => {
    const { code } = parseInput(oauthCompleteBodySchema, request.body);
    const session = await completeAuthorization(context, sessionOf(response), code);
    await cookie.write(response, session);
    response.json(await status(session));
  });

  api.use(fullSession);
  api.get('/status', async (_request, response) => {
    response.json(await status(sessionOf(response)));
  });
  api.get('/companies', async (_request, response) => {
    const connection = await store.connections.find(sessionOf(response).shopId);
    if (connection === null) throw problem('not-connected', 'reauthorize', {});
    response.json(connection.companies);
  });
  api.put('/company', async (request, response) => {
    const session = sessionOf(response);
    const { id } = parseInput(companyBodySchema, request.body);
    await chooseCompany(context, session.shopId, id);
    response.json(await status(session));
  });
  api.delete('/connection', async (_request, response) => {
    await disconnect(context, sessionOf(response).shopId);
    response.status(204).end();
  });

  api.get('/settings', async (_request, response) => {
    const { settings, versions } = await store.settings.read(sessionOf(response).shopId);
    response.set('etag', settingsTag(versions)).json(settings);
  });
  api.put('/settings/:section', async (request, response) => {
    const { section, value, version } = await putSettings(context, sessionOf(response), request);
    response.set('etag', settingsTag({ [section]: version })).json(value);
  });
  api.get('/catalog', async (request, response) => {
    const refresh = request.query.refresh === '1';
    response.json(toCatalogueDto(await openCatalogue(context, sessionOf(response).shopId, refresh)));
  });

  api.use(createAccessRoutes(context, cookie));
  api.use(createHomeRoutes(context));
  api.use(createOrderRoutes(context));
  api.use(createCustomerRoutes(context));
  api.use(createProductRoutes(context));
  api.use(createPersonalDataRoutes(context));

  api.use(() => {
    throw problem('not-found', 'mend', {});
  });
  return api;
}

async function putSettings(
  context: Context,
  session: Session,
  request: Request,
): Promise<{ section: SettingsSection; value: object; version: number }> {
  const section = settingsSectionSchema.safeParse(request.params.section);
  if (!section.success) throw problem('not-found', 'mend', {});
  const schema = settingsInputSchema.shape[section.data];
  // `since` is no setting and is not stored: with `orders` alone it says from which day earlier orders go too.
  const { since, ...changes } = parseInput(schema, request.body, 'settings-invalid') as SectionChanges<
    typeof section.data
  > & { since?: string };
  const basedOn = versionIn(request.get('if-match'), section.data);
  const result = await saveSettings(context, session.shopId, section.data, changes, { since, basedOn });
  if ('errors' in result) throw new InvalidInput('settings-invalid', result.errors);
  return { section: section.data, value: result.saved, version: result.version };
}
