import { join } from "node:path";
import type { Record } from "../../api/platform/migrate.ts";

export const ROOT = join(import.meta.dirname, "..", "..");
export const RECORD: Record = {
  models: join(ROOT, "prisma", "models"),
  migrations: join(ROOT, "prisma", "migrations"),
};
