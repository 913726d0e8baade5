import { type Request, Router } from 'express';
import { settingsInputSchema, settingsSectionSchema } from '../../../contract/settings/settings.ts';
import { problem } from '../../../domain/problem.ts';
import type { SectionChanges, SettingsSection } from '../../../domain/settings.ts';
import type { Context } from '../../../flows/context.ts';
import { openCatalogue } from '../../../flows/settings/read-catalogue.ts';
import { saveSettings } from '../../../flows/settings/save-settings.ts';
import type { Session } from '../../../ports/stores/connection/sessions.ts';
import { InvalidInput, parseInput } from '../../edge/problem-response.ts';
import { sessionOf } from '../session.ts';
import { toCatalogueDto } from './catalogue-dto.ts';
import { settingsTag, versionIn } from './settings-tag.ts';

/** The settings, section by section, and what there is to choose from. */
export function createSettingsRoutes(context: Context): Router {
  const routes = Router();
  routes.get('/settings', async (_request, response) => {
    const { settings, versions } = await context.store.settings.read(sessionOf(response).shopId);
    response.set('etag', settingsTag(versions)).json(settings);
  });
  routes.put('/settings/:section', async (request, response) => {
    const { section, value, version } = await putSettings(context, sessionOf(response), request);
    response.set('etag', settingsTag({ [section]: version })).json(value);
  });
  routes.get('/catalog', async (request, response) => {
    const refresh = request.query.refresh === '1';
    response.json(toCatalogueDto(await openCatalogue(context, sessionOf(response).shopId, refresh)));
  });
  return routes;
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
