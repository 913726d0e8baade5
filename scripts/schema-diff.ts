// SQL between two states of the database schema, without Prisma's downloaded engine: the same engine as
// WebAssembly. `npx tsx scripts/schema-diff.ts NAME` writes the next migration.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/store/postgres/embedded-postgres.ts';

const root = path.resolve(fileURLToPath(new URL('..', import.meta.url)));
const schemaPath = path.join(root, 'prisma/schema.prisma');
const migrationsPath = path.join(root, 'prisma/migrations');

type DiffTarget = engineModule.DiffTarget;

let loaded = false;

/** Node 20 does not import .wasm modules by itself, so the package's own entry cannot be used. */
async function load(): Promise<void> {
  if (loaded) return;
  const wasmPath = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const imports = engineModule as unknown as WebAssembly.ModuleImports;
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), {
    './schema_engine_bg.js': imports,
  });
  const glue = engineModule as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void };
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  letCharPass();
  loaded = true;
}

function schemaFiles() {
  return [{ path: schemaPath, content: readFileSync(schemaPath, 'utf8') }];
}

function migrationTarget(): DiffTarget {
  const names = readdirSync(migrationsPath, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    tag: 'migrations',
    baseDir: migrationsPath,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(path.join(migrationsPath, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(migrationsPath, name, 'migration.sql'), 'utf8') },
      },
    })),
  } as unknown as DiffTarget;
}

const CHAR_OID = 18;
const UUID_OID = 2950;

/**
 * The adapter refuses PostgreSQL's internal one-byte `"char"` type, which the engine reads from the system tables.
 * Such a column passes the adapter as a uuid, a type that those tables do not have, and leaves it as a character.
 */
function letCharPass(): void {
  const { prototype } = pg.Result as unknown as { prototype: { addFields(fields: pg.FieldDef[]): void } };
  const { addFields } = prototype;
  prototype.addFields = function (fields) {
    for (const field of fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = UUID_OID;
    addFields.call(this, fields);
  };
}

type PgAdapter = Awaited<ReturnType<PrismaPg['connect']>>;

function mend(adapter: PgAdapter): PgAdapter {
  // The adapter cuts scripts at every semicolon, those inside functions and comments too.
  adapter.executeScript = async (script) => {
    await adapter.underlyingDriver().query(script);
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const columnTypes = result.columnTypes.map((type) =>
      type === ColumnTypeEnum.Uuid ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  return adapter;
}

class SchemaAdapter extends PrismaPg {
  override async connect() {
    return mend(await super.connect());
  }

  override async connectToShadowDb() {
    return mend(await super.connectToShadowDb());
  }
}

/**
 * SQL that leads from the migrations (or from nothing) to `schema.prisma`; empty when they agree.
 * `databaseUrl` names a server on which a scratch database may be made; only `migrations` needs one.
 */
export async function schemaDiff(from: 'empty' | 'migrations', databaseUrl: string): Promise<string> {
  await load();
  const adapter = bindMigrationAwareSqlAdapterFactory(new SchemaAdapter({ connectionString: databaseUrl }));
  const engine = await engineModule.SchemaEngine.new(
    {
      datamodels: schemaFiles().map((file) => [file.path, file.content]),
    } as unknown as engineModule.ConstructorOptions,
    () => undefined,
    adapter,
  );
  const result = await engine.diff({
    from: from === 'empty' ? { tag: 'empty' } : migrationTarget(),
    to: { tag: 'schemaDatamodel', files: schemaFiles() },
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  } as unknown as engineModule.DiffParams);
  const sql = (result as { stdout?: string | null }).stdout ?? '';
  return sql.trim() === '-- This is an empty migration.' ? '' : sql;
}

const name = process.argv[2];
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
    console.error('usage: npx tsx scripts/schema-diff.ts name_of_the_change');
    process.exit(1);
  }
  mkdirSync(migrationsPath, { recursive: true });
  const lock = path.join(migrationsPath, 'migration_lock.toml');
  let first = false;
  try {
    readFileSync(lock);
  } catch {
    first = true;
    writeFileSync(lock, '# Please do not edit this file manually\nprovider = "postgresql"\n');
  }
  const scratch = mkdtempSync(path.join(tmpdir(), 'schema-diff-'));
  const database = await startEmbeddedPostgres(scratch);
  const sql = await schemaDiff(first ? 'empty' : 'migrations', database.databaseUrl).finally(async () => {
    await database.stop();
    rmSync(scratch, { recursive: true, force: true });
  });
  if (sql === '') {
    console.log('schema and migrations agree');
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const dir = path.join(migrationsPath, `${stamp}_${name}`);
    mkdirSync(dir);
    writeFileSync(path.join(dir, 'migration.sql'), sql);
    console.log(`wrote ${path.relative(root, dir)}/migration.sql`);
  }
}
