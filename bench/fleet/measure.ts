import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { PluginProcess } from '../processes.ts';
import { postgresChildren, postgresCpuMs } from '../processes.ts';

/** What the machine does for the plug-in until a moment. */
export interface Reading {
  atMs: number;
  /** Processor time, ms. */
  plugin: number;
  postgres: number;
  /** Statements, or transactions of several. */
  statements: number;
}

export interface Measured {
  plugin: PluginProcess;
  postgresPid: number;
  pool: pg.Pool;
}

export async function read({ plugin, postgresPid, pool }: Measured): Promise<Reading> {
  const { rows } = await pool.query<{ count: string }>(
    'select xact_commit as count from pg_stat_database where datname = current_database()',
  );
  return {
    atMs: performance.now(),
    plugin: plugin.cpuMs(),
    postgres: postgresCpuMs(postgresPid),
    statements: Number(rows[0]?.count),
  };
}

/** Between two readings. */
export const between = (from: Reading, to: Reading): Reading => ({
  atMs: to.atMs - from.atMs,
  plugin: to.plugin - from.plugin,
  postgres: to.postgres - from.postgres,
  statements: to.statements - from.statements,
});

/** What would have been spent at the pace of `silent` is taken off. */
export function beyond(spent: Reading, silent: Reading): Reading {
  const share = spent.atMs / silent.atMs;
  return {
    atMs: spent.atMs,
    plugin: spent.plugin - silent.plugin * share,
    postgres: spent.postgres - silent.postgres * share,
    statements: spent.statements - silent.statements * share,
  };
}

/** The share of one among so many. */
export const per = (spent: Reading, count: number): Reading => ({
  atMs: spent.atMs / count,
  plugin: spent.plugin / count,
  postgres: spent.postgres / count,
  statements: spent.statements / count,
});

function memoryKb(pid: number, file: string, name: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/${file}`, 'utf8');
    return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
  } catch {
    // It ended meanwhile.
    return 0;
  }
}

/**
 * Memory of all processes together, MiB: of PostgreSQL's the proportional share (PSS), since they share much among
 * themselves; the plug-in's whole (RSS), since it shares Node.js with the benchmark alone.
 */
export function memoryMiB({ plugin, postgresPid }: Omit<Measured, 'pool'>): {
  plugin: number;
  postgres: number;
} {
  const postgres = [postgresPid, ...postgresChildren(postgresPid)].map((pid) =>
    memoryKb(pid, 'smaps_rollup', 'Pss'),
  );
  return {
    plugin: memoryKb(plugin.pid, 'status', 'VmRSS') / 1024,
    postgres: postgres.reduce((sum, kb) => sum + kb, 0) / 1024,
  };
}

/** Tables that hold what belongs to an order. */
const OF_ORDERS = [
  'orders',
  'order_search',
  'order_hints',
  'deliveries',
  'delivery_events',
  'sent_documents',
  'sent_days',
  'document_acts',
  'e_invoices',
  'sales',
  'destinations_seen',
  'customer_tasks',
];

/** Bytes of each table of orders with its indexes and what it keeps apart (TOAST). */
export async function storedBytes(pool: pg.Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ name: string; bytes: string }>(
    `select c.relname as name, pg_relation_size(c.oid) as bytes from pg_class c
     where c.relname = any($1) and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
     union all select t.relname || ' (toast)', pg_total_relation_size(t.reltoastrelid) from pg_class t
     where t.relname = any($1) and t.relkind = 'r' and t.relnamespace = 'public'::regnamespace and t.reltoastrelid <> 0
     union all select i.relname, pg_relation_size(i.oid) from pg_class i
     join pg_index x on x.indexrelid = i.oid join pg_class c on c.oid = x.indrelid
     where c.relname = any($1) and c.relnamespace = 'public'::regnamespace`,
    [OF_ORDERS],
  );
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}
