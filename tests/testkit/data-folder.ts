import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDataFolder, type DataFolder } from "../../api/platform/files.ts";

/** A data folder of its own; `remove` takes it away. */
export async function makeDataFolder(): Promise<{ folder: DataFolder; remove(): Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), "weerklank-data-"));
  return { folder: await openDataFolder(root), remove: () => rm(root, { recursive: true, force: true }) };
}
