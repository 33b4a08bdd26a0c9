/** npm run migration -- <name>: writes the next migration, from what the migrations make to what the models say. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { joinEmbeddedPostgres } from "../api/platform/embedded-postgres.ts";
import { nextMigration } from "../api/platform/migrate.ts";

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Give it a name in small letters, digits and underscores: npm run migration -- what_changes");
  process.exit(1);
}

const prisma = join(import.meta.dirname, "..", "prisma");
const record = { models: join(prisma, "models"), migrations: join(prisma, "migrations") };
const folder = await mkdtemp(join(tmpdir(), "weerklank-migration-"));
try {
  const server = await joinEmbeddedPostgres({ folder, password: "throw-away", database: "empty", throwAway: true });
  try {
    await mkdir(record.migrations, { recursive: true });
    await writeFile(
      join(record.migrations, "migration_lock.toml"),
      '# Read by Prisma\'s schema engine\nprovider = "postgresql"\n',
    );
    const sql = await nextMigration(server.url, record);
    const time = new Date().toISOString().replaceAll(/[-:T]/g, "").slice(0, 14);
    const path = join(record.migrations, `${time}_${name}`);
    await mkdir(path);
    await writeFile(join(path, "migration.sql"), sql ?? "-- The models have not changed: write the SQL by hand.\n");
    console.log(
      `${path}/migration.sql ${sql === null ? "is empty: nothing changed in the models" : "is written: read it"}`,
    );
  } finally {
    await server.leave();
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
