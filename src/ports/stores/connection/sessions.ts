import type { PlatformUser } from '../../authorization.ts';

export interface Session {
  id: string;
  shopId: string;
  level: 'guest' | 'full';
  expiresAt: Date;
}

/** A browser that holds nothing yet: it is known by its cookie alone, and has no row until it begins to sign in. */
export interface Guest {
  id: null;
  shopId: string;
  level: 'guest';
  expiresAt: Date;
}

/** What a browser tells of itself. */
export interface Visitor {
  /** The `user-agent`; 300 characters are kept. */
  userAgent: string | null;
  address: string | null;
}

/** How a browser came to hold the shop: as the first one after an install, or with Fatture in Cloud. */
export type SignInOrigin = 'claim' | 'sign-in';

/** A browser that holds the shop. */
export interface OpenSession extends Visitor {
  id: string;
  origin: SignInOrigin;
  user: PlatformUser | null;
  signedInAt: Date;
  /** To a few minutes. */
  lastSeenAt: Date;
  expiresAt: Date;
}

/** That a browser came to hold the shop; kept when its session is gone. */
export interface SignIn extends Visitor {
  at: Date;
  origin: SignInOrigin;
  user: PlatformUser | null;
}

export interface SessionStore {
  create(session: { shopId: string; expiresAt: Date } & Visitor): Promise<Session>;
  /** The session while it is neither ended nor expired; notes, to a few minutes, that it was seen. */
  find(id: string, now: Date): Promise<Session | null>;
  /** The same of the shop of this `instance`, the last one of these that is open. */
  findOf(instance: string, ids: readonly string[], now: Date): Promise<Session | null>;
  /** The panel was opened with it. False when it has ended meanwhile. */
  extend(id: string, expiresAt: Date, now: Date, visitor: Visitor): Promise<boolean>;
  /**
   * A session that holds the shop, if nobody does and the setup window is open, and records it. Null: somebody holds it,
   * or the window is closed; nothing changed.
   */
  claim(session: { shopId: string; expiresAt: Date } & Visitor, now: Date): Promise<Session | null>;
  /**
   * Makes a guest hold the shop under a new id, and records it: whoever planted the guest's cookie, or knows it, is left
   * with one that opens nothing. Null, and nothing changes, when its session has ended or the shop is no longer
   * connected to this company.
   */
  promote(
    session: Session,
    by: { companyId: number; user: PlatformUser | null; now: Date },
  ): Promise<Session | null>;
  /** Who authorized with a session that held the shop before. */
  noteUser(session: Session, user: PlatformUser): Promise<void>;
  /** Those that hold the shop, last seen first. */
  listOpen(shopId: string, now: Date): Promise<OpenSession[]>;
  /** Latest first. */
  listSignIns(shopId: string, limit: number): Promise<SignIn[]>;
  /** Ends a session and the sign-ins that it began; false when the shop has no such open one. */
  end(shopId: string, id: string, now: Date): Promise<boolean>;
  /** Ends all of the shop but one, guests included; how many held the shop. */
  endOthers(shopId: string, keepId: string, now: Date): Promise<number>;
  /** Forgets expired sessions, and sign-ins of before; null: they are kept. */
  deleteExpired(now: Date, signInsSince: Date | null): Promise<number>;
}
