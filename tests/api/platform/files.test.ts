import { chmod, mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LockHeld, takeLock } from "../../../api/platform/file-lock.ts";
import { makeWholeFolder, openDataFolder, writeWhole, type DataFolder } from "../../../api/platform/files.ts";
import { processMark } from "../../../api/platform/processes.ts";
import { openSecretStore } from "../../../api/platform/secrets.ts";
import { seededChance } from "../../testkit/chance.ts";
import { makeDataFolder } from "../../testkit/data-folder.ts";

let folder: DataFolder;
let remove: () => Promise<void>;
beforeEach(async () => ({ folder, remove } = await makeDataFolder()));
afterEach(() => remove());

/** A mark of a process that has certainly ended: no process number is so high. */
const ENDED = "4999999-1";

describe("writing whole or not at all", () => {
  test("a file is replaced, readable by its owner only, and nothing else is left", async () => {
    const path = join(folder.root, "links.json");
    await writeWhole(path, "one");
    await writeWhole(path, "two");
    expect(await readFile(path, "utf8")).toBe("two");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder.root)).filter((name) => name.includes("making"))).toEqual([]);
  });

  test("a folder that fails while it is made is not there", async () => {
    const path = join(folder.imports, "a");
    const failing = makeWholeFolder(path, async (making) => {
      await writeFile(join(making, "half.parquet"), "half");
      throw new Error("disk full");
    });
    await expect(failing).rejects.toThrow("disk full");
    expect(await readdir(folder.imports)).toEqual([]);
    await makeWholeFolder(path, (making) => writeFile(join(making, "rows.parquet"), "whole"));
    expect(await readdir(path)).toEqual(["rows.parquet"]);
  });

  test("what a killed process was making is cleared away at the next start; what a running one makes is not", async () => {
    const dead = join(folder.snapshots, "study", `.making-${ENDED}-0123456789ab-1`);
    const alive = join(folder.snapshots, "study", `.making-${processMark()}-0123456789ab-2`);
    for (const path of [dead, alive, join(folder.snapshots, "study", "1")]) await mkdir(path, { recursive: true });
    await openDataFolder(folder.root);
    expect((await readdir(join(folder.snapshots, "study"))).sort()).toEqual([alive.split("/").at(-1), "1"].sort());
  });
});

describe("secrets", () => {
  test("are made once, however many ask at the same time in however many stores", async () => {
    const stores = Array.from({ length: 20 }, (_, index) => openSecretStore(folder.secrets, seededChance(`${index}`)));
    const secrets = await Promise.all(stores.map((store) => store.get("record-key.s")));
    expect(new Set(secrets.map((secret) => secret.toString("hex"))).size).toBe(1);
    expect(secrets[0]).toHaveLength(32);
    expect(await readdir(folder.secrets)).toEqual(["record-key.s"]);
    expect((await stat(join(folder.secrets, "record-key.s"))).mode & 0o777).toBe(0o600);
    expect((await stat(folder.secrets)).mode & 0o077).toBe(0);
  });

  test("are never made again: a damaged one is refused, its content unsaid", async () => {
    await writeFile(join(folder.secrets, "sessions"), "short");
    const store = openSecretStore(folder.secrets, seededChance("other"));
    await expect(store.get("sessions")).rejects.toThrow(/damaged/);
    expect(await readFile(join(folder.secrets, "sessions"), "utf8")).toBe("short");
  });

  test("on which something rests are never made, and a fault where they are gone", async () => {
    const store = openSecretStore(folder.secrets, seededChance("known"));
    await expect(store.known("record-key.s")).rejects.toThrow(/gone.*restore/);
    expect(await readdir(folder.secrets)).toEqual([]);
    const made = await store.get("record-key.s");
    expect(await openSecretStore(folder.secrets, seededChance("later")).known("record-key.s")).toEqual(made);
  });

  test("cannot be named out of their folder", async () => {
    const store = openSecretStore(folder.secrets, seededChance("x"));
    for (const name of ["../x", "a/b", "", ".hidden", "A"]) expect(() => store.get(name)).toThrow(/plain word/);
  });
});

describe("a lock", () => {
  test("is held by one at a time, and says by whom", async () => {
    const path = join(folder.root, "server.lock");
    const lock = await takeLock(path);
    await expect(takeLock(path)).rejects.toSatisfy((error) => error instanceof LockHeld && error.pid === process.pid);
    await lock.release();
    await (await takeLock(path)).release();
  });

  test("of a process that has ended is taken over, by exactly one of many", async () => {
    for (let round = 0; round < 20; round++) {
      const path = join(folder.root, `server.lock.${round}`);
      await writeFile(path, ENDED);
      const taken = await Promise.allSettled(Array.from({ length: 10 }, () => takeLock(path)));
      expect(taken.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await readFile(path, "utf8")).toBe(processMark());
    }
  });

  test("of an earlier process with our own number is not taken for ours", async () => {
    const path = join(folder.root, "server.lock");
    await writeFile(path, `${process.pid}-1`);
    await (await takeLock(path)).release();
  });

  test("is waited for", async () => {
    const path = join(folder.root, "lock");
    const first = await takeLock(path);
    setTimeout(() => void first.release(), 150);
    await (await takeLock(path, 5000)).release();
  });
});

test("a data folder is closed to others", async () => {
  await chmod(folder.root, 0o777);
  await openDataFolder(folder.root);
  expect((await stat(folder.root)).mode & 0o066).toBe(0);
});
