import type { Catalogue, InvoicingCatalogue, ShopStatus, TaxProfile } from '../../domain/catalogue.ts';
import type { Settings, SettingsSection } from '../../domain/settings.ts';

export type SettingsVersions = Record<SettingsSection, number>;

export interface StoredSettings {
  settings: Settings;
  activeSince: Date | null;
  /** How often each section was saved; 0 while it has its defaults. */
  versions: SettingsVersions;
  /** The company that is connected as this is read, whose ids these are; null: none. */
  companyId: number | null;
}

export interface SettingsStore {
  read(shopId: string): Promise<StoredSettings>;
  /**
   * @param change `basedOn`: the version that was edited; where another has been saved since, nothing changes.
   * `companyId`: whose ids the value holds.
   * @returns the section's new version, or null where `basedOn` is no longer the latest.
   */
  save<S extends SettingsSection>(
    shopId: string,
    section: S,
    value: Settings[S],
    change?: {
      activeSince?: Date | null | undefined;
      basedOn?: number | undefined;
      companyId?: number | undefined;
    },
  ): Promise<number | null>;
}

export interface CatalogueStore {
  /** What was read last, without what the orders tell (payment methods, sales); null where nothing was read yet. */
  read(shopId: string): Promise<Catalogue | null>;
  saveInvoicing(shopId: string, companyId: number, catalogue: InvoicingCatalogue, at: Date): Promise<void>;
  saveTaxProfiles(shopId: string, profiles: TaxProfile[], at: Date): Promise<void>;
  saveStatuses(shopId: string, statuses: ShopStatus[]): Promise<void>;
}
