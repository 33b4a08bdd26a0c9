import { randomBytes } from "node:crypto";
import { link, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Chance } from "./chance.ts";
import { syncFolder } from "./files.ts";

export const SECRET_BYTES = 32;

export interface SecretStore {
  /** The same 32 bytes for the same name, always; made on first use, never made again. */
  get(name: string): Promise<Buffer>;
  /** The same, where something rests on it already: never made, and a fault where it is gone. */
  known(name: string): Promise<Buffer>;
}

/** One file a secret, readable by its owner only. Two processes that make one at the same time end up with one. */
export function openSecretStore(folder: string, chance: Chance): SecretStore {
  const opened = new Map<string, Promise<Buffer>>();

  async function findOrMake(name: string): Promise<Buffer> {
    const path = join(folder, name);
    const there = await read(path);
    if (there !== null) return there;
    const making = join(folder, `.making-${process.pid}-${randomBytes(6).toString("hex")}`);
    const file = await open(making, "wx", 0o600);
    try {
      await file.writeFile(chance(SECRET_BYTES));
      await file.sync();
    } finally {
      await file.close();
    }
    try {
      // A link, unlike a rename, never replaces a secret that another process made a moment ago.
      await link(making, path);
      await syncFolder(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      await rm(making, { force: true });
    }
    const made = await read(path);
    if (made === null) throw new Error(`secret ${name} is gone`);
    return made;
  }

  async function find(name: string): Promise<Buffer> {
    const there = await read(join(folder, name));
    if (there === null)
      throw new Error(`secret ${name} is gone, and what was made with it cannot be used: restore it from a copy`);
    return there;
  }

  function once(name: string, how: (name: string) => Promise<Buffer>): Promise<Buffer> {
    if (!/^[a-z0-9][a-z0-9._-]{0,120}$/.test(name)) throw new Error("a secret's name is a plain word");
    let secret = opened.get(name);
    if (secret === undefined) {
      secret = how(name);
      opened.set(name, secret);
      secret.catch(() => opened.delete(name));
    }
    return secret;
  }

  return {
    get: (name) => once(name, findOrMake),
    known: (name) => once(name, find),
  };
}

async function read(path: string): Promise<Buffer | null> {
  try {
    const bytes = await readFile(path);
    if (bytes.length !== SECRET_BYTES) throw new Error(`secret file ${path} is damaged; restore it from a copy`);
    return bytes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
