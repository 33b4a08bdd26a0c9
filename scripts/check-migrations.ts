/** Whether the migrations, applied to an empty database, make what the models say. */
import { applyMigrations, drift } from "../api/platform/migrate.ts";
import { RECORD, withEmptyDatabase } from "./throw-away-postgres.ts";

const missing = await withEmptyDatabase(async (url) => {
  await applyMigrations(url, RECORD);
  return drift(url, RECORD);
});
if (missing !== null) {
  console.error(
    `The models have changed and the migrations have not. Write one: npm run migration -- <name>\n\n${missing}`,
  );
  process.exitCode = 1;
}
