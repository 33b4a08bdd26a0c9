import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Chance } from "../../../platform/chance.ts";
import { makeWholeFolder } from "../../../platform/files.ts";
import { DATA_FILE, type Manifest, MANIFEST_FILE } from "../manifest.ts";
import { openWorkshop, type Workshop } from "../workshop.ts";
import { allCarried, type Carrying, carryingOf } from "./carried.ts";
import { codesTable, variablesTable, wavesTable } from "./codebook.ts";
import { packageDescription, packageName } from "./description.ts";
import type { HandOver } from "./hand-over.store.ts";
import { CannotHandOver } from "./problems.ts";
import { rScript } from "./r-script.ts";
import { readMe } from "./read-me.ts";
import { type Packed, writeSealed } from "./sealed-file.ts";
import { spssSyntax } from "./spss-syntax.ts";
import { needsSmallest, spssNames, spssVariable, type SpssVariable } from "./spss-variables.ts";
import {
  anyRows,
  PERSONS_FILE,
  ROWS_FILE,
  smallestValues,
  stagePeople,
  writeSpssTables,
  writeTables,
} from "./tables.ts";

export const SEALED_FILE = "data.zip.age";

export interface Making {
  handOver: HandOver;
  /** Folder of the snapshot */
  snapshot: string;
  /** Folder that the file goes to: whole or not at all. */
  folder: string;
  /** Pseudonyms of who may not be in it. */
  withdrawn: readonly string[];
  /** Pseudonyms of whose plan may not be in it */
  keptBack: readonly string[];
  /** By variable, as the study says it now. */
  sensitiveOf: ReadonlyMap<string, boolean>;
  at: Date;
  chance?: Chance;
  signal: AbortSignal;
  /** 0 to 1 */
  onProgress(share: number): void;
}

export interface Made {
  bytes: number;
  sha256: string;
  /** Pseudonyms of who is in it. */
  people: string[];
}

/** How far it is once the tables are there; the rest is compressing and encrypting them. */
const TABLES_SHARE = 0.4;

/** Where the tables stand until they are encrypted, and where DuckDB puts what does not fit in memory. */
const WORK = "work";

export const makeFile = (making: Making): Promise<Made> =>
  makeWholeFolder(making.folder, async (folder) => {
    const work = join(folder, WORK);
    await mkdir(join(work, "spss"), { recursive: true, mode: 0o700 });
    const { files, people } = await writeAll(making, work);
    making.onProgress(TABLES_SHARE);
    making.signal.throwIfAborted();
    const sealed = await seal(making, files, join(folder, SEALED_FILE));
    await rm(work, { recursive: true, force: true });
    return { ...sealed, people };
  });

async function writeAll(making: Making, work: string): Promise<{ files: Packed[]; people: string[] }> {
  const manifest = JSON.parse(await readFile(join(making.snapshot, MANIFEST_FILE), "utf8")) as Manifest;
  const carrying = carryingOf(manifest, making.sensitiveOf);
  const workshop = await openWorkshop(":memory:", join(work, "scratch"));
  try {
    const people = await stagePeople(
      workshop,
      join(making.snapshot, DATA_FILE),
      { ...making, manifest },
      making.chance,
    );
    if (people.length === 0) throw new CannotHandOver("NOBODY_LEFT");
    const rows = await anyRows(workshop);
    making.signal.throwIfAborted();
    const spss = await forSpss(workshop, carrying);
    await writeTables(workshop, carrying, work, rows);
    making.onProgress(TABLES_SHARE / 2);
    making.signal.throwIfAborted();
    await writeSpssTables(workshop, carrying, join(work, "spss"), rows, spss);
    return { files: filesOf(making, carrying, spss, work, rows), people };
  } finally {
    await workshop.close();
  }
}

async function forSpss(workshop: Workshop, carrying: Carrying): Promise<Map<number, SpssVariable>> {
  const all = allCarried(carrying);
  const names = spssNames(
    all.map(({ variable }) => variable.name),
    [carrying.personKey, carrying.waveKey],
  );
  const smallest = await smallestValues(
    workshop,
    all.filter(needsSmallest).map(({ index }) => index),
  );
  return new Map(
    all.map((carried, i) => [
      carried.index,
      spssVariable(carried, names[i] ?? "", smallest.get(carried.index) ?? null),
    ]),
  );
}

function filesOf(
  { handOver, at }: Making,
  carrying: Carrying,
  spss: ReadonlyMap<number, SpssVariable>,
  work: string,
  rows: boolean,
): Packed[] {
  const day = at.toISOString().slice(0, 10);
  const name = packageName(carrying.manifest.study, day);
  const about = { carrying, spss, handOver, day, rows };
  const data = rows ? [PERSONS_FILE, ROWS_FILE] : [PERSONS_FILE];
  return [
    { name: "LEESMIJ.md", text: readMe(about, "nl") },
    { name: "README.md", text: readMe(about, "en") },
    { name: "datapackage.json", text: packageDescription(carrying, { name, day, rows }) },
    ...data.map((file) => ({ name: file, path: join(work, file) })),
    { name: "labels.R", text: rScript(carrying, rows) },
    { name: "waves.csv", text: wavesTable(carrying) },
    { name: "variables.csv", text: variablesTable(carrying, spss) },
    { name: "codes.csv", text: codesTable(carrying, spss) },
    { name: "spss/labels.sps", text: spssSyntax(carrying, spss, rows) },
    ...data.map((file) => ({ name: `spss/${file}`, path: join(work, "spss", file) })),
  ];
}

async function seal({ handOver, at, signal, onProgress }: Making, files: readonly Packed[], path: string) {
  let all = 0;
  for (const file of files) if ("path" in file) all += (await stat(file.path)).size;
  let read = 0;
  return writeSealed({
    files,
    recipientKey: handOver.recipientKey,
    at,
    path,
    signal,
    onRead(bytes) {
      read += bytes;
      onProgress(TABLES_SHARE + (1 - TABLES_SHARE) * (read / all));
    },
  });
}
