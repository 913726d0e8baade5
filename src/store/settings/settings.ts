import {
  companySections,
  defaultSettings,
  type Settings,
  type SettingsSection,
  withoutCompanyIds,
} from '../../domain/settings.ts';
import type { SettingsStore, SettingsVersions, StoredSettings } from '../../ports/stores/settings.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';

/** A section's row, and as such in JSON. */
export interface SettingRow {
  section: string;
  value: unknown;
  version: number;
  activeSince: Date | null;
  companyId: number | null;
}

/** @param companyId The company that is connected as the rows are read. */
export function toSettings(rows: readonly SettingRow[], companyId: number | null): StoredSettings {
  // A field added after a section was saved has its default.
  const settings = structuredClone(defaultSettings) as unknown as Record<string, object>;
  for (const row of rows) {
    if (row.section in settings)
      settings[row.section] = { ...settings[row.section], ...(row.value as object) };
  }
  // Saved for one company while another was being connected: ids that mean something else here are none.
  const foreign = rows.filter(
    (row) => companyId !== null && row.companyId !== null && row.companyId !== companyId,
  );
  if (foreign.length > 0) {
    const own = withoutCompanyIds(settings as unknown as Settings);
    for (const section of companySections) {
      if (foreign.some((row) => row.section === section)) settings[section] = own[section];
    }
  }
  const versions = Object.fromEntries(
    Object.keys(settings).map((section) => [
      section,
      rows.find((row) => row.section === section)?.version ?? 0,
    ]),
  ) as SettingsVersions;
  return {
    settings: settings as unknown as Settings,
    activeSince: rows.find((row) => row.section === 'orders')?.activeSince ?? null,
    versions,
    companyId,
  };
}

export function createSettingsStore(prisma: PrismaClient): SettingsStore {
  return {
    async read(shopId) {
      const [rows, connection] = await Promise.all([
        prisma.setting.findMany({ where: { shopId } }),
        prisma.connection.findUnique({ where: { shopId }, select: { companyId: true } }),
      ]);
      return toSettings(rows, connection?.companyId ?? null);
    },

    async save<S extends SettingsSection>(
      shopId: string,
      section: S,
      value: Settings[S],
      {
        activeSince,
        basedOn,
        companyId,
      }: {
        activeSince?: Date | null | undefined;
        basedOn?: number | undefined;
        companyId?: number | undefined;
      } = {},
    ) {
      const data = {
        value: value as unknown as Prisma.InputJsonValue,
        ...(activeSince === undefined ? {} : { activeSince }),
        ...(companyId === undefined ? {} : { companyId }),
      };
      if (basedOn === undefined) {
        const saved = await prisma.setting.upsert({
          where: { shopId_section: { shopId, section } },
          create: { shopId, section, ...data },
          update: { ...data, version: { increment: 1 } },
        });
        return saved.version;
      }
      // One statement each, so that of two who save at once one is told.
      const { count } =
        basedOn === 0
          ? await prisma.setting.createMany({ data: [{ shopId, section, ...data }], skipDuplicates: true })
          : await prisma.setting.updateMany({
              where: { shopId, section, version: basedOn },
              data: { ...data, version: { increment: 1 } },
            });
      return count === 0 ? null : basedOn + 1;
    },
  };
}
