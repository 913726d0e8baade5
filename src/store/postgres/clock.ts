import type pg from 'pg';
import type { Clock } from '../../ports/clock.ts';

const machineClock: Clock = { now: () => new Date() };

/** The database's clock, as far as it was told. */
export interface DatabaseClock extends Clock {
  /** Asks the database for its time. */
  follow(): Promise<void>;
}

/**
 * What one process writes down and another one compares (when to try again, until when a window or a ticket counts) must
 * be one clock's. A machine's own may be minutes off: it is corrected by the difference to the database's.
 *
 * The database read its clock at some moment between question and answer; as long as the correction agrees with that it
 * stays as it is, so that an answer that took its time moves nothing.
 */
export function createDatabaseClock(
  pool: Pick<pg.Pool, 'query'>,
  machine: Clock = machineClock,
): DatabaseClock {
  let aheadMs = 0;
  return {
    now: () => new Date(machine.now().getTime() + aheadMs),
    async follow() {
      const asked = machine.now().getTime();
      const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
      const answered = machine.now().getTime();
      const told = rows[0]?.now.getTime();
      if (told === undefined) throw new Error('the database told no time');
      aheadMs = Math.min(Math.max(aheadMs, told - answered), told - asked);
    },
  };
}
