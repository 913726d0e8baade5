import type pg from 'pg';
import { noteIdentity } from './installation.ts';

/** What is asked in the statement that takes a lock, of the state just before. */
export interface Look {
  /** SQL of one value, as JSON; `$2` is the lock's name, `$5` and on are `values`. Stays the same for each lock. */
  text: string;
  values: unknown[];
}

/** A process that dies, or loses its connection, gives its locks back with it. */
export interface Locks {
  /**
   * Runs `work` while holding an advisory lock; false when another process, or other work of this one, holds it.
   *
   * @param lock First key: what is locked.
   * @param name Its hash is the second key: whose.
   * @param work Its signal aborts when the lock is lost with its connection: begin nothing more. `told`: what the look
   * found. What another holder wrote in the moment in which it gave the lock back may be missing in it.
   * @param look With one the lock is given back a moment later, by the statement that takes the next one.
   */
  withLock(
    lock: number,
    name: string,
    work: (lost: AbortSignal, told: unknown) => Promise<void>,
    look?: Look,
  ): Promise<boolean>;
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

type Keys = [lock: number, name: string];
type Taken = { held: boolean; known: boolean; told: unknown };

/** A connection and the locks that it holds, by key. */
interface Holder {
  client: pg.Client;
  held: Map<string, AbortController>;
  /** Held for nobody: given back with the next statement, or after a moment. */
  returning: Keys[];
  timer: NodeJS.Timeout | undefined;
  /** Statements one after the other: the client takes no second one while one runs. */
  inTurn<T>(ask: () => Promise<T>): Promise<T>;
}

/** Longest time for which a lock that nobody needs any more waits for the next statement. */
const RETURN_WITHIN_MS = 25;

/** A lock may be taken once more before it is given back once: its holder counts them. */
const GIVE_BACK = `(select count(*)::int from unnest($3::int[], $4::text[]) as back (lock, name)
  where pg_advisory_unlock(back.lock, hashtext(back.name)))`;
const tryText = (look: string) => `
  select held, is_known_database() as known, ${GIVE_BACK} as returned, case when held then (${look}) end as told
  from (select pg_try_advisory_lock($1, hashtext($2)) as held offset 0) taken`;
const TRY = tryText('null');
const UNLOCK =
  'select pg_advisory_unlock(lock, hashtext(name)) from unnest($1::int[], $2::text[]) as back (lock, name)';

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
        clearTimeout(holder.timer);
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
      const holder: Holder = { client, held, returning: [], timer: undefined, inTurn };
      return holder;
    });
    opening.catch(() => {
      if (current === opening) current = null;
    });
    return opening;
  }

  async function take(holder: Holder, keys: Keys, look?: Look): Promise<{ told: unknown } | null> {
    const { client, inTurn } = holder;
    const query =
      look === undefined
        ? { name: 'take-lock', text: TRY }
        : { name: `take-lock-${keys[0]}`, text: tryText(look.text) };
    for (let looked = false; ; looked = true) {
      const { rows } = await inTurn(() => {
        const back = holder.returning.splice(0);
        const values = [...keys, back.map(([lock]) => lock), back.map(([, name]) => name)];
        return client
          .query<Taken>({ ...query, values: [...values, ...(look?.values ?? [])] })
          .catch(async (error: unknown) => {
            // Which of them it took or gave back nobody knows: with the connection it holds none.
            await client.end().catch(() => undefined);
            throw error;
          });
      });
      const [row] = rows;
      if (row?.held !== true) return null;
      if (row.known) return { told: row.told };
      await giveBack(holder, [keys]);
      if (looked) throw new Error('the database changes its identity');
      const found = await inTurn(() => noteIdentity(client));
      if (found !== 'known') onOtherDatabase(found);
    }
  }

  /** A connection that cannot give a lock back is closed, which gives it back. */
  async function giveBack({ client, inTurn }: Holder, back: readonly Keys[]): Promise<void> {
    if (back.length === 0) return;
    const values = [back.map(([lock]) => lock), back.map(([, name]) => name)];
    await inTurn(() => client.query({ name: 'return-locks', text: UNLOCK, values })).catch(() =>
      client.end().catch(() => undefined),
    );
  }

  function giveBackSoon(holder: Holder, keys: Keys): void {
    holder.returning.push(keys);
    holder.timer ??= setTimeout(() => {
      holder.timer = undefined;
      void giveBack(holder, holder.returning.splice(0));
    }, RETURN_WITHIN_MS);
  }

  return {
    async withLock(lock, name, work, look) {
      const key = `${lock}:${name}`;
      if (taken.has(key)) return false;
      taken.add(key);
      try {
        current ??= open();
        const holder = await current;
        const { held } = holder;
        const got = await take(holder, [lock, name], look);
        if (got === null) return false;
        const lost = new AbortController();
        held.set(key, lost);
        try {
          await work(lost.signal, got.told);
        } finally {
          held.delete(key);
          if (!lost.signal.aborted) {
            if (look === undefined) await giveBack(holder, [[lock, name]]);
            else giveBackSoon(holder, [lock, name]);
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
      await closing
        ?.then(({ client, timer }) => {
          clearTimeout(timer);
          return client.end();
        })
        .catch(() => undefined);
    },
  };
}
