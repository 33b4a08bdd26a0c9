/** Started once for all test files (vitest's globalSetup): a real PostgreSQL with one migrated database to copy from. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { joinEmbeddedPostgres } from "../../api/platform/embedded-postgres.ts";
import { applyMigrations } from "../../api/platform/migrate.ts";
import { RECORD } from "./record.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** URL of the migrated database that every test database is a copy of. */
    postgresTemplate: string;
  }
}

export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "weerklank-postgres-"));
  const server = await joinEmbeddedPostgres({
    folder,
    password: randomBytes(16).toString("hex"),
    database: "template_weerklank",
    throwAway: true,
  });
  const stop = async () => {
    await server.leave();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await applyMigrations(server.url, RECORD);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("postgresTemplate", server.url);
  return stop;
}
