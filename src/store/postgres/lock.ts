import type pg from 'pg';
import { noteIdentity } from './installation.ts';

/** A process that dies, or loses its connection, gives its locks back with it. */
export interface Locks {
  /**
   * Runs `work` while holding an advisory lock; false when another process, or other work of this one, holds it.
   *
   * @param lock First key: what is locked.
   * @param name Its hash is the second key: whose.
   * @param work Its signal aborts when the lock is lost with its connection: begin nothing more.
   */
  withLock(lock: number, name: string, work: (lost: AbortSignal) => Promise<void>): Promise<boolean>;
  /** Asks the connection for an answer, and finds out that way whether it still is one. */
  ask(): Promise<void>;
  close(): Promise<void>;
}

export interface LockOptions {
  /** Opens a connection for locks alone. */
  connect: () => Promise<pg.Client>;
  /** The database took the place of the one that was used until now; what it may not know is in doubt. */
  onOtherDatabase: (found: 'successor' | 'copy') => void;
}

/** A connection and the locks that it holds, by key. */
interface Holder {
  client: pg.Client;
  held: Map<string, AbortController>;
  /** Statements one after the other: the client takes no second one while one runs. */
  inTurn<T>(ask: () => Promise<T>): Promise<T>;
}

const TRY = 'select pg_try_advisory_lock($1, hashtext($2)) as held, is_known_database() as known';
const UNLOCK = 'select pg_advisory_unlock($1, hashtext($2))';

/**
 * All locks of a process, held by one connection: none is taken from the pools, however long work waits for a platform.
 * The statement that takes a lock looks at the database: one that took the place of another lets nobody in before its
 * doubts are noted.
 */
export function createLocks({ connect, onOtherDatabase }: LockOptions): Locks {
  let current: Promise<Holder> | null = null;
  /** Taken, or about to be: a connection may take the same lock twice. */
  const taken = new Set<string>();

  function open(): Promise<Holder> {
    const opening = connect().then((client) => {
      const held = new Map<string, AbortController>();
      const lose = () => {
        if (current === opening) current = null;
        for (const controller of held.values()) controller.abort();
        held.clear();
      };
      client.on('error', lose);
      client.on('end', lose);
      let last: Promise<unknown> = Promise.resolve();
      const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
        const next = last.then(ask, ask);
        last = next.catch(() => undefined);
        return next;
      };
      return { client, held, inTurn };
    });
    opening.catch(() => {
      if (current === opening) current = null;
    });
    return opening;
  }

  async function take({ client, inTurn }: Holder, keys: [number, string]): Promise<boolean> {
    for (let looked = false; ; looked = true) {
      const { rows } = await inTurn(() => client.query<{ held: boolean; known: boolean }>(TRY, keys));
      if (rows[0]?.held !== true) return false;
      if (rows[0].known) return true;
      await inTurn(() => client.query(UNLOCK, keys));
      if (looked) throw new Error('the database changes its identity');
      const found = await inTurn(() => noteIdentity(client));
      if (found !== 'known') onOtherDatabase(found);
    }
  }

  return {
    async withLock(lock, name, work) {
      const key = `${lock}:${name}`;
      if (taken.has(key)) return false;
      taken.add(key);
      try {
        current ??= open();
        const holder = await current;
        const { client, held, inTurn } = holder;
        if (!(await take(holder, [lock, name]))) return false;
        const lost = new AbortController();
        held.set(key, lost);
        try {
          await work(lost.signal);
        } finally {
          held.delete(key);
          // A connection that cannot give the lock back is closed, which gives it back.
          if (!lost.signal.aborted) {
            await inTurn(() => client.query(UNLOCK, [lock, name])).catch(() =>
              client.end().catch(() => undefined),
            );
          }
        }
        return true;
      } finally {
        taken.delete(key);
      }
    },

    async ask() {
      current ??= open();
      const { client, inTurn } = await current;
      await inTurn(() => client.query('select 1'));
    },

    async close() {
      const closing = current;
      current = null;
      await closing?.then(({ client }) => client.end()).catch(() => undefined);
    },
  };
}
