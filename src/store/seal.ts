import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals secrets at rest. `bind` names the row and column: a sealed value moved elsewhere does not open. */
export interface Sealer {
  seal(value: unknown, bind: string): Uint8Array<ArrayBuffer>;
  /** @throws when the value was changed, moved, or sealed with another secret. */
  open<T>(sealed: Uint8Array, bind: string): T;
  /** A key derived for another use, e.g. signing sessions. */
  deriveKey(use: string): Uint8Array<ArrayBuffer>;
}

/** AES-256-GCM with the row's identity as associated data; the key is derived from APP_SECRET by HKDF-SHA-256. */
export function createSealer(secret: string): Sealer {
  const deriveKey = (use: string) => new Uint8Array(hkdfSync('sha256', secret, '', use, 32));
  const key = deriveKey('seal');
  return {
    deriveKey,
    seal(value, bind) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      cipher.setAAD(Buffer.from(bind));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return new Uint8Array(Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body]));
    },
    open<T>(sealed: Uint8Array, bind: string) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== VERSION) throw new Error('unknown seal');
      const iv = bytes.subarray(1, 1 + IV_BYTES);
      const tag = bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, iv);
      decipher.setAAD(Buffer.from(bind));
      decipher.setAuthTag(tag);
      const body = bytes.subarray(1 + IV_BYTES + TAG_BYTES);
      return JSON.parse(Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')) as T;
    },
  };
}

/** A random token for an address or a cookie: 256 bits, base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token that must only be recognised. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
