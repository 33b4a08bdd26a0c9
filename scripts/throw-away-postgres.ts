import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { joinEmbeddedPostgres } from "../api/platform/embedded-postgres.ts";
import type { Record } from "../api/platform/migrate.ts";

const prisma = join(import.meta.dirname, "..", "prisma");

export const RECORD: Record = { models: join(prisma, "models"), migrations: join(prisma, "migrations") };

/** Work on an empty database that is gone afterwards. */
export async function withEmptyDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "weerklank-empty-"));
  try {
    const server = await joinEmbeddedPostgres({ folder, password: "throw-away", database: "empty", throwAway: true });
    try {
      return await work(server.url);
    } finally {
      await server.leave();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
