import type { SettingsDto } from '../../src/contract/settings/settings.ts';

/** How often each section was saved, as far as an answer told it. */
export type SettingsVersions = Partial<Record<keyof SettingsDto, number>>;

/** The entity tag `"orders:3,vat:0"` → `{orders: 3, vat: 0}`. */
export function readVersions(etag: string | null): SettingsVersions {
  const found = (etag ?? '').matchAll(/(\w+):(\d+)/g);
  return Object.fromEntries([...found].map(([, section, version]) => [section, Number(version)]));
}

export const writeVersion = (section: keyof SettingsDto, version: number): string =>
  `"${section}:${version}"`;
