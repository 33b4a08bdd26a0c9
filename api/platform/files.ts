import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isRunning, processMark } from "./processes.ts";

/** Everything that is kept outside PostgreSQL's tables; absolute paths. */
export interface DataFolder {
  root: string;
  imports: string;
  snapshots: string;
  /** Encrypted, to be fetched for some days */
  handOvers: string;
  uploads: string;
  secrets: string;
  postgres: string;
}

/** Makes what is missing and clears away what a killed process left half-made. */
export async function openDataFolder(root: string): Promise<DataFolder> {
  const at = resolve(root);
  const folder: DataFolder = {
    root: at,
    imports: join(at, "imports"),
    snapshots: join(at, "snapshots"),
    handOvers: join(at, "hand-overs"),
    uploads: join(at, "uploads"),
    secrets: join(at, "secrets"),
    postgres: join(at, "postgres"),
  };
  await mkdir(at, { recursive: true });
  // PostgreSQL refuses to run as root, so its own account must be able to pass; nobody else can list.
  await chmod(at, process.getuid?.() === 0 ? 0o711 : 0o700);
  for (const path of [folder.imports, folder.snapshots, folder.handOvers, folder.uploads, folder.secrets])
    await mkdir(path, { recursive: true, mode: 0o700 });
  await mkdir(folder.postgres, { recursive: true });
  for (const path of [folder.imports, folder.snapshots, folder.handOvers, folder.uploads]) await clearHalfMade(path);
  return folder;
}

/** Writes a file whole or not at all: under another name, forced to disk, then renamed. */
export async function writeWhole(path: string, bytes: string | Uint8Array, mode = 0o600): Promise<void> {
  const making = makingName(path);
  try {
    const file = await open(making, "wx", mode);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(making, path);
  } catch (error) {
    await rm(making, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/**
 * Makes a folder whole or not at all: `fill` writes into a folder with another name, which is forced to disk and
 * renamed when it is done, and removed when it fails.
 */
export async function makeWholeFolder<T>(path: string, fill: (making: string) => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const making = makingName(path);
  await mkdir(making, { mode: 0o700 });
  try {
    const made = await fill(making);
    for (const entry of await readdir(making, { withFileTypes: true, recursive: true }))
      if (entry.isFile()) await syncFile(join(entry.parentPath, entry.name));
    await syncFolder(making);
    await rename(making, path);
    await syncFolder(dirname(path));
    return made;
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

/** Removes, at any depth, what a process that has ended was still making. */
export async function clearHalfMade(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const maker = /^\.making-([\d-]+?)-[0-9a-f]{12}-/.exec(entry.name)?.[1];
    if (maker !== undefined) {
      if (!isRunning(maker)) await rm(path, { recursive: true, force: true });
    } else if (entry.isDirectory()) await clearHalfMade(path);
  }
}

const makingName = (path: string): string =>
  join(dirname(path), `.making-${processMark()}-${randomBytes(6).toString("hex")}-${basename(path)}`);

async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the rename itself outlives a loss of power; Windows has no such call. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
