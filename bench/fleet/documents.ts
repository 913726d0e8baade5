import type { Company } from '../../sandbox/index.ts';
import { orderMarker } from '../../src/domain/marker.ts';
import type { Shop } from '../world.ts';

interface Expected {
  company: Company;
  marker: string;
  /** When the webhook that makes the order ready left, ms; null: none ever does. */
  sinceMs: number | null;
}

/** Waits for orders to have their documents, and tells how long they took. */
export class Documents {
  readonly latenciesMs: number[] = [];
  found = 0;
  private readonly waiting = new Map<string, Expected>();

  expect(shop: Shop, company: Company, orderId: string, sinceMs: number | null): void {
    this.waiting.set(`${company.id} ${orderId}`, {
      company,
      marker: orderMarker(shop.uid, orderId),
      sinceMs,
    });
  }

  /** Looks for what is waited for; to be called often, since nothing tells of a document. */
  look(): void {
    const now = performance.now();
    for (const [key, { company, marker, sinceMs }] of this.waiting) {
      if (!company.documents.some(({ subject }) => subject.includes(marker))) continue;
      this.waiting.delete(key);
      if (sinceMs === null) this.found += 1;
      else this.latenciesMs.push(now - sinceMs);
    }
  }

  /** Orders that still have no document: whose webhooks came, and the others. */
  get left(): { told: number; untold: number } {
    let [told, untold] = [0, 0];
    for (const { sinceMs } of this.waiting.values()) {
      if (sinceMs === null) untold += 1;
      else told += 1;
    }
    return { told, untold };
  }

  /** Begins anew: what is still waited for is given up. */
  clear(): void {
    this.waiting.clear();
    this.latenciesMs.length = 0;
    this.found = 0;
  }
}
