export interface Company {
  id: number;
  name: string;
}

/** A user of Fatture in Cloud, as far as its API tells. */
export interface PlatformUser {
  name: string | null;
  email: string | null;
}

/** A pair from the OAuth server; secret. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  accessExpiresAt: Date;
}

/** The OAuth side of Fatture in Cloud. Throws `Problem`s: `retry`, `reauthorize` (code or refresh token refused). */
export interface Authorization {
  /** `codeVerifier`: PKCE's, 43 to 128 characters; its digest alone is in the address. */
  authorizeUrl(options: { state: string; redirectUri: string; codeVerifier: string }): string;
  exchangeCode(options: {
    code: string;
    redirectUri: string;
    codeVerifier: string | null;
  }): Promise<TokenPair>;
  refresh(refreshToken: string): Promise<TokenPair>;
  /** Companies that the token's owner may use, an accountant's controlled ones included. */
  listCompanies(accessToken: string): Promise<Company[]>;
  /** Who the token's owner is. Costs none of a company's quota. */
  readUser(accessToken: string): Promise<PlatformUser>;
}
