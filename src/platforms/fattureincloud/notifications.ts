import { createPublicKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { ConfigurationError } from '../../domain/configuration-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { NotificationCheck, NotificationRefusal } from '../../ports/notifications.ts';

/** Clocks of the two sides may differ by this. */
const CLOCKS_DIFFER_SECONDS = 60;
/** Four deliveries of a notification are over by then, however long its signature holds. */
const OLDEST_MS = 24 * 60 * 60 * 1000;
const MOST_IDS = 1000;

const bodySchema = z.object({ data: z.object({ ids: z.array(z.number().int().positive()).max(MOST_IDS) }) });

/**
 * PEM, base64.
 *
 * @throws ConfigurationError where it is no key of the curve P-256.
 */
export function readPublicKey(base64: string): KeyObject {
  try {
    const key = createPublicKey(Buffer.from(base64, 'base64').toString('utf8'));
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch {
    // Told below: what was given must not be repeated.
  }
  throw new ConfigurationError('FIC_WEBHOOK_PUBLIC_KEY', 'must be the PEM of a P-256 public key, base64');
}

/**
 * The signature covers address, company, time and the notification's own id, but not its body: what the body names is
 * only ever looked up. Source: platforms.md, webhooks (ES256; `aud`, `sub`, `jti`, `exp`).
 */
export function createNotificationCheck({
  publicKey,
  clock,
}: {
  publicKey: KeyObject;
  clock: Clock;
}): NotificationCheck {
  const refused = (why: NotificationRefusal) => ({ refused: why });
  return async ({ authorization, id, subject, time, body }, { sink, companyId }) => {
    const token = /^Bearer ([\w.-]{1,4000})$/.exec(authorization ?? '')?.[1];
    if (token === undefined) return refused('forged');
    const now = clock.now();
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ['ES256'],
        audience: sink,
        subject: `company:${companyId}`,
        requiredClaims: ['exp', 'jti'],
        currentDate: now,
        clockTolerance: CLOCKS_DIFFER_SECONDS,
      });
      // Another notification's signature on this one's attributes.
      if (payload.jti !== id || payload.sub !== subject) return refused('forged');
      const at = Date.parse(time ?? '');
      if (Number.isNaN(at)) return refused('forged');
      if (now.getTime() - at > OLDEST_MS) return refused('old');
      const parsed = bodySchema.safeParse(body);
      // A body of a form that nobody knows names nothing to look at.
      return { id: payload.jti, documentIds: parsed.success ? parsed.data.data.ids : [] };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return refused('old');
      if (error instanceof errors.JWTClaimValidationFailed) {
        return refused(error.claim === 'aud' || error.claim === 'sub' ? 'foreign' : 'forged');
      }
      return refused('forged');
    }
  };
}
