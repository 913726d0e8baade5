/** Where sealed values stand, and what each is bound to. All that APP_SECRET seals is here. */
export const binds = {
  /** To the shop's instance; a new one comes with keys that are sealed anew. */
  shopKeys: (instance: string) => `shops.keys:${instance}`,
  tokens: (shopId: string) => `connections.tokens:${shopId}`,
  signInResult: (attemptId: string) => `oauth_attempts.result:${attemptId}`,
  codeVerifier: (attemptId: string) => `oauth_attempts.verifier:${attemptId}`,
};

export interface SealedColumn {
  table: string;
  column: string;
  /** Names the row; what the value is bound to, as text. */
  boundTo: string;
  bind: (boundTo: string) => string;
}

export const sealedColumns: readonly SealedColumn[] = [
  { table: 'shops', column: 'sealed_keys', boundTo: 'instance', bind: binds.shopKeys },
  { table: 'connections', column: 'sealed_tokens', boundTo: 'shop_id', bind: binds.tokens },
  { table: 'oauth_attempts', column: 'sealed_result', boundTo: 'id', bind: binds.signInResult },
  { table: 'oauth_attempts', column: 'sealed_verifier', boundTo: 'id', bind: binds.codeVerifier },
];
