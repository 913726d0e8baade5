import { createHash, randomBytes } from 'node:crypto';

export interface Grant {
  userId: number;
  clientId: string;
  scopes: string[];
}

interface Code extends Grant {
  redirectUri: string;
  /** PKCE: the S256 challenge that came with the authorization request. */
  challenge: string | null;
  expiresAt: number;
  used: boolean;
}

interface Pair extends Grant {
  accessToken: string;
  refreshToken: string;
  accessExpiresAt: number;
  refreshExpiresAt: number;
  /** Refreshed or revoked: neither token is good any more. */
  ended: boolean;
}

const day = 86_400_000;

function token(prefix: string): string {
  return `${prefix}/${randomBytes(32).toString('base64url')}`;
}

/** Codes live 60 s and work once, access tokens 24 h, refresh tokens a year; a refresh replaces both. */
export class Tokens {
  /** Refreshes asked for, and those refused. */
  readonly refreshes = { done: 0, refused: 0 };
  /** PKCE verifiers that came with a code. */
  readonly verifiers: string[] = [];
  private readonly codes = new Map<string, Code>();
  private readonly byAccess = new Map<string, Pair>();
  private readonly byRefresh = new Map<string, Pair>();
  private readonly now: () => Date;

  constructor(now: () => Date) {
    this.now = now;
  }

  snapshot() {
    return [...this.byAccess.values()];
  }

  restore(kept: ReturnType<Tokens['snapshot']>): void {
    for (const pair of kept) this.add(pair);
  }

  issueCode(grant: Grant, redirectUri: string, challenge: string | null = null): string {
    const code = token('c');
    const expiresAt = this.now().getTime() + 60_000;
    this.codes.set(code, { ...grant, redirectUri, challenge, expiresAt, used: false });
    return code;
  }

  /** All codes that were ever given out. */
  get issuedCodes(): string[] {
    return [...this.codes.keys()];
  }

  /** A code that was asked for with a challenge is good with its verifier alone (RFC 7636 §4.6). */
  exchange(code: string, clientId: string, redirectUri: string, verifier = ''): Pair | null {
    if (verifier !== '') this.verifiers.push(verifier);
    const found = this.codes.get(code);
    if (!found || found.used || found.expiresAt <= this.now().getTime()) return null;
    if (found.clientId !== clientId || found.redirectUri !== redirectUri) return null;
    if (found.challenge !== null) {
      const digest = createHash('sha256').update(verifier).digest('base64url');
      if (digest !== found.challenge) return null;
    }
    found.used = true;
    return this.issue(found);
  }

  refresh(refreshToken: string, clientId: string): Pair | null {
    const found = this.byRefresh.get(refreshToken);
    const good =
      found && !found.ended && found.clientId === clientId && found.refreshExpiresAt > this.now().getTime();
    if (!good) {
      this.refreshes.refused += 1;
      return null;
    }
    found.ended = true;
    this.refreshes.done += 1;
    return this.issue(found);
  }

  /** Who calls with this access token; null when it is unknown, expired or ended. */
  check(accessToken: string): Grant | null {
    const found = this.byAccess.get(accessToken);
    return found && !found.ended && found.accessExpiresAt > this.now().getTime() ? found : null;
  }

  /** The user withdraws the app's permission: access and refresh tokens stop working at once. */
  revokeAll(): void {
    for (const pair of this.byAccess.values()) pair.ended = true;
  }

  /** A day passes for the access tokens alone: a refresh still works. */
  expireAccess(): void {
    for (const pair of this.byAccess.values()) pair.accessExpiresAt = 0;
  }

  private issue({ userId, clientId, scopes }: Grant): Pair {
    const pair: Pair = {
      userId,
      clientId,
      scopes,
      accessToken: token('a'),
      refreshToken: token('r'),
      accessExpiresAt: this.now().getTime() + day,
      refreshExpiresAt: this.now().getTime() + 365 * day,
      ended: false,
    };
    this.add(pair);
    return pair;
  }

  private add(pair: Pair): void {
    this.byAccess.set(pair.accessToken, pair);
    this.byRefresh.set(pair.refreshToken, pair);
  }
}
