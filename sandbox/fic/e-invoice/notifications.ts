import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignJWT } from 'jose';
import type { Company } from '../types.ts';
import { sdiOf } from './sdi.ts';
import type { Subscription } from './types.ts';

export const STATUS_UPDATE = 'it.fattureincloud.webhooks.issued_documents.e_invoices.status_update';

/** A notification as it is posted, signature included. */
export interface Notification {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface NotificationParts {
  sink: string;
  companyId: number;
  ids: number[];
  type?: string;
  id?: string;
  at?: Date;
  /** Seconds from `at` until the signature is no longer good. */
  lifeSeconds?: number;
  issuer?: string;
  /** Another key than the sandbox's own: a forger's. */
  key?: KeyObject;
}

/** Signs and delivers notifications: at least once, in no promised order, four times in all where the other side fails. */
export class Notifications {
  readonly key: KeyObject;
  /** PEM, base64: what the plug-in's FIC_WEBHOOK_PUBLIC_KEY takes. */
  readonly publicKey: string;
  /** Between two deliveries of the same notification, milliseconds. */
  retryDelaysMs = [1000, 5000, 20_000];
  /** Where a sink is reached: a public https address ends at a proxy. */
  reach: (sink: string) => string = (sink) => sink;
  /** For each notification, when it is delivered, milliseconds from now; several: more than once. Empty: lost. */
  schedule: () => number[] = () => [0];
  /** Answers to deliveries, in their order. */
  readonly answers: { id: string; status: number }[] = [];
  private readonly now: () => Date;
  private readonly issuer: () => string;
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  constructor(now: () => Date, issuer: () => string) {
    this.now = now;
    this.issuer = issuer;
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = pair.privateKey;
    this.publicKey = Buffer.from(pair.publicKey.export({ type: 'spki', format: 'pem' })).toString('base64');
  }

  /** Binary mapping of CloudEvents: attributes in headers, the data as body. */
  async make(parts: NotificationParts): Promise<Notification> {
    const id = parts.id ?? randomUUID();
    const at = parts.at ?? this.now();
    const subject = `company:${parts.companyId}`;
    const type = parts.type ?? STATUS_UPDATE;
    const token = await new SignJWT({ aid: '1' })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
      .setIssuer(parts.issuer ?? this.issuer())
      .setAudience([parts.sink])
      .setSubject(subject)
      .setJti(id)
      .setExpirationTime(Math.floor(at.getTime() / 1000) + (parts.lifeSeconds ?? 3600))
      .sign(parts.key ?? this.key);
    return {
      url: this.reach(parts.sink),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'ce-type': type,
        'ce-time': at.toISOString(),
        'ce-subject': subject,
        'ce-specversion': '1.0',
        'ce-source': 'https://api-v2.fattureincloud.it',
        'ce-id': id,
      },
      body: JSON.stringify({ data: { ids: parts.ids } }),
    };
  }

  /** Tells all subscribers of the company, without waiting for them. */
  tell(company: Company, documentIds: number[]): void {
    for (const subscription of sdiOf(company).subscriptions) {
      if (!subscription.verified || !subscription.types.includes(STATUS_UPDATE)) continue;
      const parts = { sink: subscription.sink, companyId: company.id, ids: documentIds };
      const made = this.make(parts);
      for (const delayMs of this.schedule()) {
        const delivery = made.then((notification) => this.deliver(notification, delayMs)).catch(() => {});
        this.running.add(delivery);
        void delivery.finally(() => this.running.delete(delivery));
      }
    }
  }

  /** Ends when nothing is to be delivered any more. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  stop(): void {
    this.stopped = true;
  }

  async post({ url, headers, body }: Notification): Promise<number> {
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' });
    await answer.arrayBuffer();
    return answer.status;
  }

  /** Asks whether the address is its owner's: the challenge must come back. */
  async verify(subscription: Subscription): Promise<boolean> {
    const challenge = randomUUID();
    try {
      const answer = await fetch(this.reach(subscription.sink), {
        headers: { 'x-fic-verification-challenge': challenge },
        redirect: 'manual',
      });
      const body = (await answer.json()) as { verification?: unknown };
      return answer.status === 200 && body.verification === challenge;
    } catch {
      return false;
    }
  }

  private async deliver(notification: Notification, delayMs: number): Promise<void> {
    for (const waitMs of [delayMs, ...this.retryDelaysMs]) {
      if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
      if (this.stopped) return;
      const status = await this.post(notification).catch(() => 503);
      this.answers.push({ id: notification.headers['ce-id'] ?? '', status });
      // 4xx and 3xx lose it; only a server's failure is tried again.
      if (status < 500) return;
    }
  }
}
