import type { SettingsSection } from '../../../domain/settings.ts';

/** No section was ever saved so often: what cannot be read as a version matches none. */
const NEVER = -1;

/**
 * The entity tag of the settings: the version of each section that it speaks of, e.g. `"orders:3,vat:0"`. Sections are
 * saved one by one, so each has its own.
 */
export function settingsTag(versions: Partial<Record<SettingsSection, number>>): string {
  return `"${Object.entries(versions)
    .map(([section, version]) => `${section}:${version}`)
    .join(',')}"`;
}

/**
 * The version of a section that an `If-Match` names: the tag of all settings or of an earlier answer for this section.
 * undefined without the header or with `*`: saved whatever was there. A tag that does not name the section never matches.
 */
export function versionIn(ifMatch: string | undefined, section: SettingsSection): number | undefined {
  const tag = ifMatch?.trim();
  if (tag === undefined || tag === '*') return undefined;
  const found = new RegExp(`[",]${section}:(\\d{1,9})[",]`).exec(tag)?.[1];
  return found === undefined ? NEVER : Number(found);
}
