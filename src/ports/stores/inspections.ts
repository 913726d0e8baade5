import type { ShopInspection } from '../shop-inspection.ts';

/** The latest look at a shop. */
export interface StoredInspection {
  lookedAt: Date;
  inspection: ShopInspection;
}

export interface InspectionStore {
  read(shopId: string): Promise<StoredInspection | null>;
  /** @param unread How many things of it could not be read; counted over all shops for /metrics. */
  save(shopId: string, looked: StoredInspection, unread: number): Promise<void>;
}
