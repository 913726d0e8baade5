import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { World } from './world.ts';

/** What the database says of a round that does not end, by name. */
const LOOKS: Record<string, string> = {
  deliveries: `
    select state, count(*)::int as count, min(next_try_at) as next_try_at, max(attempts) as attempts,
      count(creating_since)::int as creating, min(updated_at) as oldest, max(updated_at) as newest
    from deliveries group by state`,
  hints: `
    select count(*)::int as count, count(distinct shop_id)::int as shops, count(next_try_at)::int as put_off,
      min(next_try_at) as next_try_at, max(attempts) as attempts, min(received_at) as oldest, max(received_at) as newest
    from order_hints`,
  jobs: `
    select task_identifier, count(*)::int as count, count(locked_at)::int as locked, min(locked_at) as locked_at,
      min(run_at) as run_at, max(attempts) as attempts, max(last_error) as last_error
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    group by task_identifier`,
  locks: `
    select l.pid, l.classid::int as lock, count(*)::int as count, count(*) filter (where not granted)::int as waiting,
      a.state, a.query_start
    from pg_locks l left join pg_stat_activity a using (pid)
    where locktype = 'advisory' group by l.pid, l.classid, a.state, a.query_start`,
  activity: `
    select pid, state, wait_event_type, wait_event, query_start, state_change, left(query, 200) as query,
      pg_blocking_pids(pid) as blocked_by
    from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    order by state, query_start`,
  problems: `
    select problem->>'code' as code, count(*)::int as count from deliveries where problem is not null group by 1`,
  quota: `select "window", min("limit" - used) as least_left, count(*)::int as count from quota_windows group by 1`,
  shops: `
    select count(*)::int as count, count(keys_refused_at)::int as keys_refused,
      (select json_object_agg(state, n) from (select state, count(*) as n from connections group by 1) c) as connections
    from shops`,
};

/** Writes down all that tells why a round does not end; answers where. */
export async function dumpStalled(world: World, told: Record<string, unknown>): Promise<string> {
  const dump: Record<string, unknown> = { at: new Date().toISOString(), ...told };
  for (const [name, text] of Object.entries(LOOKS)) {
    dump[name] = await world.pool.query(text).then(
      ({ rows }) => rows as unknown,
      (error: unknown) => String(error),
    );
  }
  dump.metrics = await fetch(`${world.url}/metrics`)
    .then((response) => response.text())
    .then((text) => text.split('\n').filter((line) => !line.startsWith('#') && !/bucket|nodejs_/.test(line)))
    .catch((error: unknown) => String(error));
  dump.plugins = world.plugins.map((plugin) => plugin.lastOutput());
  const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'stalled');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${Date.now()}.json`);
  writeFileSync(file, `${JSON.stringify(dump, null, 2)}\n`);
  return file;
}
