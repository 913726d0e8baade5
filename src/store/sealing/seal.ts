import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What became of a sealed value that was to be sealed with the secret in force. */
export type Renewal =
  | { state: 'current' }
  | { state: 'renewed'; sealed: Uint8Array<ArrayBuffer> }
  /** It opens with no secret: sealed with another one, changed, or moved from another row. */
  | { state: 'unreadable' };

/** Seals secrets at rest. `bind` names the row and column: a sealed value moved elsewhere does not open. */
export interface Sealer {
  /** Always with the secret in force. */
  seal(value: unknown, bind: string): Uint8Array<ArrayBuffer>;
  /**
   * What was sealed with the secret in force or with the previous one.
   *
   * @throws when the value was changed, moved, or sealed with neither.
   */
  open<T>(sealed: Uint8Array, bind: string): T;
  /** The same value sealed with the secret in force, unless it is already. */
  renew(sealed: Uint8Array, bind: string): Renewal;
  /** Keys derived for another use, e.g. signing sessions: of the secret in force, then of the previous one. */
  deriveKeys(use: string): [Uint8Array<ArrayBuffer>, ...Uint8Array<ArrayBuffer>[]];
}

function sealWith(key: Uint8Array, value: unknown, bind: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(bind));
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body]));
}

/** Null when the key, the row or the bytes are not those of the sealing. */
function openWith(key: Uint8Array, sealed: Uint8Array, bind: string): { value: unknown } | null {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== VERSION || bytes.length <= 1 + IV_BYTES + TAG_BYTES) return null;
  const iv = bytes.subarray(1, 1 + IV_BYTES);
  const tag = bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAAD(Buffer.from(bind));
  decipher.setAuthTag(tag);
  try {
    const body = bytes.subarray(1 + IV_BYTES + TAG_BYTES);
    const text = Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/**
 * AES-256-GCM with the row's identity as associated data; keys are derived by HKDF-SHA-256.
 *
 * @param secret APP_SECRET, the secret in force.
 * @param previous APP_SECRET_PREVIOUS, which still opens what it sealed.
 */
export function createSealer(secret: string, previous?: string): Sealer {
  const derive = (from: string, use: string) => new Uint8Array(hkdfSync('sha256', from, '', use, 32));
  const deriveKeys: Sealer['deriveKeys'] = (use) => [
    derive(secret, use),
    ...(previous === undefined ? [] : [derive(previous, use)]),
  ];
  const [key, ...older] = deriveKeys('seal');
  return {
    deriveKeys,
    seal: (value, bind) => sealWith(key, value, bind),
    open<T>(sealed: Uint8Array, bind: string) {
      for (const one of [key, ...older]) {
        const opened = openWith(one, sealed, bind);
        if (opened !== null) return opened.value as T;
      }
      throw new Error(`sealed value does not open: ${bind.split(':', 1)[0]}`);
    },
    renew(sealed, bind) {
      if (openWith(key, sealed, bind) !== null) return { state: 'current' };
      for (const one of older) {
        const opened = openWith(one, sealed, bind);
        if (opened !== null) return { state: 'renewed', sealed: sealWith(key, opened.value, bind) };
      }
      return { state: 'unreadable' };
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
