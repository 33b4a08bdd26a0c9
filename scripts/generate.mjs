// Makes the Prisma client from prisma/models. No engine binary is needed for that, but Prisma looks for one and would
// download it: any existing file keeps it from doing so.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const resolve = createRequire(import.meta.url).resolve;
const quiet = process.argv.includes("--quiet");
const { status, stderr } = spawnSync(
  process.execPath,
  [
    join(dirname(resolve("prisma/package.json")), "build", "index.js"),
    "generate",
    "--schema",
    "prisma/models",
    "--no-hints",
  ],
  {
    cwd: root,
    stdio: quiet ? ["ignore", "ignore", "pipe"] : ["ignore", "inherit", "inherit"],
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
  },
);
if (status !== 0 && quiet) process.stderr.write(stderr);
process.exit(status ?? 1);
