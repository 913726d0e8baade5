import { defaultSettings, type Settings, type SettingsSection } from '../domain/settings.ts';
import type { SettingsStore, SettingsVersions } from '../flows/store.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';

export function createSettingsStore(prisma: PrismaClient): SettingsStore {
  return {
    async read(shopId) {
      const rows = await prisma.setting.findMany({ where: { shopId } });
      // A field added after a section was saved has its default.
      const settings = structuredClone(defaultSettings) as unknown as Record<string, object>;
      for (const row of rows) {
        if (row.section in settings)
          settings[row.section] = { ...settings[row.section], ...(row.value as object) };
      }
      const orders = rows.find((row) => row.section === 'orders');
      const versions = Object.fromEntries(
        Object.keys(settings).map((section) => [
          section,
          rows.find((row) => row.section === section)?.version ?? 0,
        ]),
      ) as SettingsVersions;
      return {
        settings: settings as unknown as Settings,
        activeSince: orders?.activeSince ?? null,
        versions,
      };
    },

    async save<S extends SettingsSection>(
      shopId: string,
      section: S,
      value: Settings[S],
      { activeSince, basedOn }: { activeSince?: Date | null | undefined; basedOn?: number | undefined } = {},
    ) {
      const data = {
        value: value as unknown as Prisma.InputJsonValue,
        ...(activeSince === undefined ? {} : { activeSince }),
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
