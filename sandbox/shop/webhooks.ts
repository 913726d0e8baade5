import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { romeIso } from '../common/time.ts';
import type { Shop } from './state.ts';
import type { WebhookDelivery } from './types.ts';

/**
 * Tells the registered addresses that something happened to an order: form-encoded `id_order`, without
 * waiting, and again after each delay while the receiver does not answer 2xx.
 */
export class WebhookSender {
  /** Off: nothing is sent, as if every webhook were lost on its way. */
  enabled = true;
  /** Milliseconds before the second, third… try. */
  retryDelaysMs: number[] = [500, 2000, 5000];
  /** When one leaves, ms from what it tells of; told twice it goes twice, and lost where it is told nothing. */
  departuresMs: () => number[] = () => [0];
  /** Each try, in the order of its end. */
  readonly log: WebhookDelivery[] = [];
  private readonly open = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly now: () => Date;

  constructor(now: () => Date) {
    this.now = now;
    // Each webhook on its way listens for the stop.
    setMaxListeners(0, this.stopping.signal);
  }

  send(shop: Shop, orderID: string, type: number): void {
    if (!this.enabled) return;
    for (const webhook of shop.webhooks) {
      if (webhook.type !== type) continue;
      for (const afterMs of this.departuresMs()) {
        const work = this.deliver({ shop, url: webhook.url, orderID, type, afterMs });
        this.open.add(work);
        void work.finally(() => this.open.delete(work));
      }
    }
  }

  /** Resolves once no delivery is under way, retries included. */
  async settled(): Promise<void> {
    while (this.open.size > 0) await Promise.allSettled(this.open);
  }

  stop(): Promise<void> {
    this.stopping.abort();
    return this.settled();
  }

  private async deliver(webhook: {
    shop: Shop;
    url: string;
    orderID: string;
    type: number;
    afterMs: number;
  }): Promise<void> {
    const { shop, url, orderID, type, afterMs } = webhook;
    const delays = [...this.retryDelaysMs];
    if (afterMs > 0) await this.pause(afterMs);
    if (this.stopping.signal.aborted) return;
    for (let attempt = 1; ; attempt++) {
      const entry: WebhookDelivery = {
        at: this.now(),
        instance: shop.instance,
        type,
        url,
        orderID,
        attempt,
        status: null,
        error: null,
      };
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: shop.dialect.webhookHeaders(shop),
          body: new URLSearchParams({ id_order: orderID, date: romeIso(entry.at) }),
          signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(10_000)]),
        });
        await answer.arrayBuffer();
        entry.status = answer.status;
      } catch (error) {
        entry.error = error instanceof Error ? error.message : String(error);
      }
      this.log.push(entry);
      const delay = delays.shift();
      const accepted = entry.status !== null && entry.status >= 200 && entry.status < 300;
      if (accepted || delay === undefined || this.stopping.signal.aborted) return;
      await this.pause(delay);
      if (this.stopping.signal.aborted) return;
    }
  }

  /** Ends early as the sender stops. */
  private pause(milliseconds: number): Promise<void> {
    return sleep(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
