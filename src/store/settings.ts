import { defaultSettings, type Settings, type SettingsSection } from '../domain/settings.ts';
import type { SettingsStore } from '../flows/store.ts';
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
      return { settings: settings as unknown as Settings, activeSince: orders?.activeSince ?? null };
    },

    async save<S extends SettingsSection>(
      shopId: string,
      section: S,
      value: Settings[S],
      activeSince?: Date | null,
    ) {
      const data = {
        value: value as unknown as Prisma.InputJsonValue,
        ...(activeSince === undefined ? {} : { activeSince }),
      };
      await prisma.setting.upsert({
        where: { shopId_section: { shopId, section } },
        create: { shopId, section, ...data },
        update: { ...data, version: { increment: 1 } },
      });
    },
  };
}
