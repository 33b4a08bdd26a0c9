/** npm run migration -- <name>: writes the next migration, from what the migrations make to what the models say. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nextMigration } from "../api/platform/migrate.ts";
import { RECORD, withEmptyDatabase } from "./throw-away-postgres.ts";

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Give it a name in small letters, digits and underscores: npm run migration -- what_changes");
  process.exit(1);
}

await mkdir(RECORD.migrations, { recursive: true });
await writeFile(
  join(RECORD.migrations, "migration_lock.toml"),
  '# Read by Prisma\'s schema engine\nprovider = "postgresql"\n',
);
const sql = await withEmptyDatabase((url) => nextMigration(url, RECORD));
const time = new Date().toISOString().replaceAll(/[-:T]/g, "").slice(0, 14);
const path = join(RECORD.migrations, `${time}_${name}`);
await mkdir(path);
await writeFile(join(path, "migration.sql"), sql ?? "-- The models have not changed: write the SQL by hand.\n");
console.log(
  `${path}/migration.sql ${sql === null ? "is empty: nothing changed in the models" : "is written: read it"}`,
);
