import { queryOptions } from '@tanstack/react-query';
import { catalogueSchema } from '../../src/contract/settings/catalogue.ts';
import {
  type SettingsDto,
  type SettingsInput,
  settingsSchema,
} from '../../src/contract/settings/settings.ts';
import { request, requestTagged } from './client.ts';
import { readVersions, type SettingsVersions, writeVersion } from './versions.ts';

export type SettingsSection = keyof SettingsDto;

/** The settings with the version of each section. */
export type VersionedSettings = SettingsDto & { versions: SettingsVersions };

/** `basedOn`: the version that was edited; where another has been saved since it throws (412), and saves nothing. */
async function saveSection<S extends SettingsSection>(
  section: S,
  value: SettingsInput[S],
  basedOn?: number,
): Promise<{ saved: SettingsDto[S]; version: number }> {
  const { data, etag } = await requestTagged(settingsSchema.shape[section], `/api/settings/${section}`, {
    method: 'PUT',
    body: value,
    ...(basedOn === undefined ? {} : { headers: { 'if-match': writeVersion(section, basedOn) } }),
  });
  return { saved: data as SettingsDto[S], version: readVersions(etag)[section] ?? 0 };
}

/** The settings, and what there is to choose from. */
export const settingsApi = {
  settings: async (signal?: AbortSignal): Promise<VersionedSettings> => {
    const { data, etag } = await requestTagged(settingsSchema, '/api/settings', { signal });
    return { ...data, versions: readVersions(etag) };
  },
  /** Saves whatever was there. */
  saveSettings: async <S extends SettingsSection>(
    section: S,
    value: SettingsInput[S],
  ): Promise<SettingsDto[S]> => (await saveSection(section, value)).saved,
  saveSection,
  catalogue: (signal?: AbortSignal) => request(catalogueSchema, '/api/catalog', { signal }),
  refreshCatalogue: () => request(catalogueSchema, '/api/catalog?refresh=1'),
};

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => settingsApi.settings(signal),
});

export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => settingsApi.catalogue(signal),
  staleTime: 5 * 60_000,
});
