-- AlterTable
ALTER TABLE "installation" ADD COLUMN     "seen_at" TIMESTAMPTZ(3);

-- Tells one database from a copy of it: the server's identifier, the database's number (another one where it was restored
-- or copied), and the server's timeline (another one after a restore to a point in time or a failover). The timeline is
-- read off the name of the log that is being written: the control file tells the old one until the next checkpoint.
-- A part that this server does not let us see is left out; null on a standby, which takes no writes.
CREATE FUNCTION database_identity() RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  number text := (SELECT oid FROM pg_database WHERE datname = current_database());
  timeline text;
BEGIN
  IF pg_is_in_recovery() THEN RETURN NULL; END IF;
  BEGIN
    timeline := ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint;
  EXCEPTION WHEN insufficient_privilege OR feature_not_supported OR undefined_function THEN
    RETURN number;
  END;
  IF has_function_privilege('pg_control_system()', 'execute') THEN
    RETURN (SELECT system_identifier FROM pg_control_system()) || '/' || number || '/' || timeline;
  END IF;
  RETURN '/' || number || '/' || timeline;
END $$;

-- Whether this is the database that was looked at last.
CREATE FUNCTION is_known_database() RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT EXISTS (SELECT 1 FROM installation WHERE id = 1 AND identity = database_identity()) $$;

-- Part of every statement that begins with an order: none begins on a database that was not looked at.
CREATE FUNCTION assure_known_database() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF is_known_database() THEN RETURN true; END IF;
  RAISE EXCEPTION 'this database took the place of another one' USING ERRCODE = 'TF001';
END $$;
