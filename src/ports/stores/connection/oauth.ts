import type { Company, PlatformUser, TokenPair } from '../../authorization.ts';

export interface SignInResult {
  tokens: TokenPair;
  companies: Company[];
  /** Who signed in, where Fatture in Cloud tells. */
  user: PlatformUser | null;
}

/** Holds while its session has not ended and the shop was not disconnected since it began. */
export interface OAuthAttempt {
  id: string;
  shopId: string;
  sessionId: string;
}

export interface OAuthStore {
  createWithTicket(attempt: {
    shopId: string;
    sessionId: string;
    ticket: string;
    expiresAt: Date;
  }): Promise<void>;
  /** Uses a ticket up; null when unknown, used or expired. */
  takeTicket(ticket: string, now: Date): Promise<OAuthAttempt | null>;
  create(attempt: { shopId: string; sessionId: string; expiresAt: Date }): Promise<OAuthAttempt>;
  /** `codeVerifier` (PKCE) is kept sealed. False when the attempt no longer holds. */
  setState(id: string, walk: { state: string; codeVerifier: string; expiresAt: Date }): Promise<boolean>;
  /** Uses a state up; null when unknown, used or expired. `codeVerifier` is null where the walk began without. */
  takeState(state: string, now: Date): Promise<(OAuthAttempt & { codeVerifier: string | null }) | null>;
  /** Keeps the result, sealed, for the browser that asked. False when the attempt no longer holds. */
  keepResult(id: string, completionCode: string, result: SignInResult, expiresAt: Date): Promise<boolean>;
  /** The result, once, for the session that asked; null for any other. */
  takeResult(
    completionCode: string,
    sessionId: string,
    now: Date,
  ): Promise<{ attempt: OAuthAttempt; result: SignInResult } | null>;
  deleteExpired(now: Date): Promise<number>;
}
