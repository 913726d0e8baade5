import type { Company, TokenPair } from '../../authorization.ts';
import type { OAuthAttempt } from './oauth.ts';

export interface Connection {
  shopId: string;
  state: 'choose-company' | 'connected' | 'expired';
  company: Company | null;
  companies: Company[];
  /** The merchant pressed Autorizza; tells this connection from a later one. */
  connectedAt: Date;
  accessExpiresAt: Date;
  productsReadAt: Date | null;
  /** The tokens are refused since then, in a way that may pass; null: they are not. */
  refusedSince: Date | null;
  /** Name of the rounding model that explains a total which was computed otherwise; null: none was seen. */
  roundingModel: string | null;
  /** Whether Fatture in Cloud adds the stamp duty to what the buyer owes; null: not asked yet. */
  stampDutyAdded: boolean | null;
}

export interface ConnectionStore {
  find(shopId: string): Promise<Connection | null>;
  /**
   * What an attempt brought. False, and nothing is stored, when the attempt no longer holds: its session was ended or
   * the shop disconnected meanwhile.
   */
  save(connection: {
    attempt: OAuthAttempt;
    state: 'choose-company' | 'connected';
    company: Company | null;
    companies: Company[];
    tokens: TokenPair;
    now: Date;
  }): Promise<boolean>;
  /** The settings that hold ids of another company are put aside, and those of this one taken up again. */
  chooseCompany(shopId: string, company: Company): Promise<void>;
  /** The connection with its tokens, in one look. */
  open(shopId: string): Promise<{ connection: Connection; tokens: TokenPair } | null>;
  /**
   * Runs `refresh` on the pair while nobody else does, and stores what it answers. Where another one came to be stored
   * meanwhile (by another process, or by the merchant), answers that one, whatever became of `refresh`. No row is locked
   * and no transaction is open while it lasts.
   */
  refreshTokens(
    shopId: string,
    staleAccessToken: string,
    refresh: (tokens: TokenPair) => Promise<TokenPair>,
  ): Promise<TokenPair | null>;
  /** The tokens were refused, though not for good; answers since when. */
  noteRefused(connection: Pick<Connection, 'shopId' | 'connectedAt'>, now: Date): Promise<Date>;
  /** They are accepted. A connection that had expired counts again; true then. */
  noteAccepted(connection: Pick<Connection, 'shopId' | 'connectedAt'>): Promise<boolean>;
  /** New tokens were given for it: one that had expired counts again; true then. Whether they are accepted is not known yet. */
  noteRenewed(connection: Pick<Connection, 'shopId' | 'connectedAt'>): Promise<boolean>;
  /** Unless the merchant authorized anew meanwhile. */
  markExpired(connection: Pick<Connection, 'shopId' | 'connectedAt'>): Promise<void>;
  markProductsRead(shopId: string, at: Date): Promise<void>;
  /** What was learned of how the company's documents are computed; for every shop on it. */
  learn(
    companyId: number,
    known: Partial<Pick<Connection, 'roundingModel' | 'stampDutyAdded'>>,
  ): Promise<void>;
  /** Forgets the tokens, those too that a sign-in holds which is not completed. */
  delete(shopId: string): Promise<void>;
}
