// npm test: makes ready what is missing, then runs every test, those in a real browser included. What is said after
// `--` goes to vitest: npm test -- tests/api/platform
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./freshness.mjs";
import { prepare } from "./prepare.mjs";

prepare("client", "server");
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules", "vitest", "vitest.mjs"), "run", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
process.exit(status ?? 1);
