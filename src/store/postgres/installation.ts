import type pg from 'pg';

/** What a connection, or a pool of them, is here. */
type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * `successor`: a standby that took over under the running plug-in; it lacks what was written last. `copy`: anything
 * older, restored from a backup or to a point in time.
 */
export type FoundDatabase = 'known' | 'successor' | 'copy';

/**
 * The time of the last sign of life that a database holds says how much it lacks. Within this it is a standby that took
 * over: sessions that may have been ended since are as good as those that end a moment later.
 */
const SUCCESSOR_WITHIN = `interval '5 minutes'`;
const SIGN_OF_LIFE_EVERY = `interval '30 seconds'`;

/**
 * What a copy does not know may have happened: deliveries that it holds as unsent may have been sent, in whatever kind
 * and company, and customers made. From here on each of these is looked at before it is repeated, once; so are orders
 * placed before now that the copy does not know (see `doubtSql`). New orders cost nothing more.
 */
const DOUBT = `
update installation set restored_at = now() where id = 1;
update deliveries set creating_since = now(), creating_kind = null, company_id = null where state <> 'sent';
update customer_watermarks set full_at = null, clients_at = null, clients_begun_at = null, clients_seen_at = null;`;
/** Some may have been ended since the copy was taken. */
const END_SESSIONS = 'update sessions set ended_at = now() where ended_at is null;';

/**
 * Without a sign of life for as long as `SUCCESSOR_WITHIN` webhooks were refused, of any shop: each is looked at soon for
 * orders that nobody told of. A condition follows.
 */
const LOOK_AT_ALL_SOON = `update shops set reconcile_at = least(reconcile_at, now() + random() * interval '10 minutes')`;

/** Answers in a setting of its transaction. */
const NOTE = `
do $$
declare
  here text := database_identity();
  noted installation;
  found text := 'known';
begin
  if here is null then raise exception 'this server is a standby' using errcode = 'read_only_sql_transaction'; end if;
  insert into installation (id, identity, seen_at) values (1, here, now()) on conflict (id) do nothing;
  select * into noted from installation where id = 1 for update;
  -- Written while the server did not show more of itself.
  if noted.identity <> here and noted.identity <> split_part(here, '/', 2) then
    found := case when noted.seen_at > now() - ${SUCCESSOR_WITHIN}
      and split_part(noted.identity, '/', 1) = split_part(here, '/', 1)
      and split_part(noted.identity, '/', 2) = split_part(here, '/', 2) then 'successor' else 'copy' end;
    ${DOUBT}
    if found = 'copy' then ${END_SESSIONS} end if;
    update shops set reconcile_at = now();
  end if;
  ${LOOK_AT_ALL_SOON} where noted.seen_at < now() - ${SUCCESSOR_WITHIN};
  update installation set identity = here, seen_at = now() where id = 1;
  perform set_config('plugin.found', found, true);
end $$;
select current_setting('plugin.found') as found`;

/**
 * Notes which database this is. Where it is not the one that was used before, all that it may not know is in doubt from
 * here on. One message to the server, one transaction: others may use the same connection meanwhile.
 */
export async function noteIdentity(queryable: Queryable): Promise<FoundDatabase> {
  const results = (await queryable.query(NOTE)) as unknown as pg.QueryResult<{ found: FoundDatabase }>[];
  const found = results.at(-1)?.rows[0]?.found;
  if (found === undefined) throw new Error('the identity of the database was not noted');
  return found;
}

/** A sign of life in the database itself, which a standby that takes over has with the rest. Never while it is unknown. */
export async function noteSignOfLife(queryable: Queryable): Promise<void> {
  await queryable.query(`
    with seen as (
      update installation i set seen_at = now() from (select seen_at from installation where id = 1) before
      where i.id = 1 and (i.seen_at is null or i.seen_at < now() - ${SIGN_OF_LIFE_EVERY}) and is_known_database()
      returning before.seen_at)
    ${LOOK_AT_ALL_SOON} where exists (select 1 from seen where seen_at < now() - ${SUCCESSOR_WITHIN})`);
}

/** An operator's word that this database is an older copy (of its files, say), which nothing in it can tell. */
export async function markRestored(queryable: Queryable): Promise<void> {
  await queryable.query(`
    insert into installation (id, identity) values (1, database_identity()) on conflict (id) do nothing;
    ${DOUBT} ${END_SESSIONS} update shops set reconcile_at = now();`);
}
