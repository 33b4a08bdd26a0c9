import { printSchema } from "graphql";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { schema } from "./schema.ts";

/*
 * Writes schema/schema.graphql from the code; with --check it writes nothing and fails where the file differs.
 */
const path = join(import.meta.dirname, "..", "..", "schema", "schema.graphql");
const printed = `${printSchema(schema)}\n`;

if (process.argv.includes("--check")) {
  if ((await readFile(path, "utf8")) !== printed) {
    console.error("schema/schema.graphql differs from the code. Print it anew.");
    process.exitCode = 1;
  }
} else {
  await writeFile(path, printed);
}
