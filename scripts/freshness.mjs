// Whether something that is made from other files is still what those files make: told by a stamp beside it that
// holds the hash of all of them. Times would lie after a git checkout.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const NOT_SOURCES = new Set(["node_modules", "dist", ".git"]);

function* filesBelow(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return void (yield path);
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (!NOT_SOURCES.has(entry.name)) yield* filesBelow(join(path, entry.name));
}

/** Hash over the names and contents of files and folders, given from the repository's own folder. */
export function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths)
    for (const file of filesBelow(join(root, path))) {
      hash.update(`${file.slice(root.length)}\0`);
      hash.update(createHash("sha256").update(readFileSync(file)).digest());
    }
  return hash.digest("hex");
}

/** Runs `make` unless what it makes is there and made from these very files. */
export function makeIfStale({ stamp, from, make }) {
  const path = join(root, stamp);
  const hash = hashOf(from);
  if (existsSync(path) && readFileSync(path, "utf8") === hash) return false;
  make();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, hash);
  return true;
}
