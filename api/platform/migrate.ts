import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine, SchemasContainer } from "@prisma/schema-engine-wasm";
import type * as Glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { MigrationsDatabase } from "./migrations-database.ts";

/** Where the record is described: models/*.prisma and migrations/<time>_<name>/migration.sql. */
export interface Record {
  models: string;
  migrations: string;
}

const NO_DIFFERENCE = "-- This is an empty migration.";
const FILTERS = { externalTables: [], externalEnums: [] };

/** Applies what is missing; safe to call by several processes at a time. Gives the names of what it applied. */
export function applyMigrations(url: string, record: Record): Promise<string[]> {
  return withEngine(url, record, async (engine) => {
    const migrationsList = await readMigrations(record);
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: FILTERS });
    return appliedMigrationNames;
  });
}

/** SQL from what the migrations make to what the models say; null where they agree. */
export function nextMigration(url: string, record: Record): Promise<string | null> {
  return withEngine(url, record, async (engine) =>
    difference(engine, { tag: "migrations", ...(await readMigrations(record)) }, record),
  );
}

/** SQL from what the database has to what the models say; null where they agree. */
export function drift(url: string, record: Record): Promise<string | null> {
  return withEngine(url, record, async (engine) =>
    difference(engine, { tag: "schemaDatasource", ...(await readModels(record)), configDir: record.models }, record),
  );
}

async function difference(
  engine: SchemaEngine,
  from: Parameters<SchemaEngine["diff"]>[0]["from"],
  record: Record,
): Promise<string | null> {
  const { stdout } = await engine.diff({
    from,
    to: { tag: "schemaDatamodel", ...(await readModels(record)) },
    script: true,
    exitCode: null,
    filters: FILTERS,
  });
  if (stdout === null) throw new Error("the schema engine told no difference");
  return stdout.trim() === NO_DIFFERENCE ? null : stdout;
}

async function withEngine<T>(url: string, record: Record, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const database = new MigrationsDatabase(url);
  const { SchemaEngine: Engine } = await loadEngine();
  const { files } = await readModels(record);
  const engine = await Engine.new(
    { datamodels: files.map(({ path, content }) => [path, content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(database),
  );
  try {
    return await work(engine);
  } finally {
    await database.close();
    engine.free();
  }
}

let loaded: Promise<typeof Glue> | undefined;

/**
 * The package is made for bundlers; Node has to instantiate its WebAssembly by hand, once. Its glue holds one instance: a
 * second copy of this file in the process, as test projects make, takes a copy of the glue as well.
 */
function loadEngine(): NonNullable<typeof loaded> {
  loaded ??= (async () => {
    const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
    const glue = (await import(/* @vite-ignore */ `${pathToFileURL(path).href}?copy=${randomUUID()}`)) as typeof Glue;
    const bytes = readFileSync(join(dirname(path), "schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, {
      "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports,
    });
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports["__wbindgen_start"] as () => void)();
    return glue;
  })();
  return loaded;
}

async function readModels({ models }: Record): Promise<SchemasContainer> {
  const names = (await readdir(models)).filter((name) => name.endsWith(".prisma")).sort();
  return {
    files: await Promise.all(
      names.map(async (name) => ({ path: join(models, name), content: await readFile(join(models, name), "utf8") })),
    ),
  };
}

async function readMigrations({ migrations }: Record): Promise<MigrationList> {
  const entries = await readdir(migrations, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const read = (...path: string[]) => readFile(join(migrations, ...path), "utf8");
  return {
    baseDir: migrations,
    lockfile: { path: "migration_lock.toml", content: await read("migration_lock.toml").catch(() => null) },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (path) => ({
        path,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await read(path, "migration.sql") },
        },
      })),
    ),
  };
}
