import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Chance } from "../../platform/chance.ts";
import { makeWholeFolder, writeWhole } from "../../platform/files.ts";
import { allNew, type Changes, findChanges } from "./changes.ts";
import { manifestVariable } from "./codings.ts";
import { derive, withoutOtherVersions } from "./derive.ts";
import { findTelling } from "./disclosive.ts";
import { attachEarlier, type Earlier } from "./earlier-frames.ts";
import { countSeen, type Disturb, fieldworkOf, readEveryone } from "./fieldwork.ts";
import { planFrameSets } from "./frame-sets.ts";
import {
  DATA_FILE,
  type Manifest,
  MANIFEST_FILE,
  type ManifestFile,
  type ManifestVariable,
  MEASURE_FILE,
} from "./manifest.ts";
import { writeMeasured } from "./measured.ts";
import { findRareCodes } from "./merging.ts";
import { membersOf, readPersonCodes } from "./person-codes.ts";
import { publishFrames } from "./publish-frames.ts";
import { recordKeys } from "./record-keys.ts";
import type { Sources } from "./sources.ts";
import { allVariables, stage } from "./stage.ts";
import { summarise } from "./summaries.ts";
import { writeTakeAway } from "./take-away.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

export interface SnapshotRules {
  /** A code that fewer different persons carry is merged into `~other`; 0 merges nothing. */
  rareCode: number;
}

export interface FreezeInput {
  sources: Sources;
  number: number;
  state: Manifest["state"];
  /** asOf of every snapshot before this one. */
  history: readonly string[];
  /** The snapshot that was asked until now; null for a first one. */
  earlier: Earlier | null;
  rules: SnapshotRules;
  /** The moment that the data speak of. */
  asOf: Date;
  chance: Chance;
  /** The study's 32 bytes that record keys are made with. */
  secret: Buffer;
  /** Of numbers that are told of everyone. */
  disturb: Disturb;
  /** Where the snapshot goes: whole or not at all. */
  folder: string;
}

export type NotAskedReason = "TOO_FEW_CHANGED" | "DISCLOSIVE_BACKGROUND";

export interface Frozen {
  manifest: Manifest;
  /** Why it is kept but not asked; null where it is asked. */
  notAsked: { reason: NotAskedReason; variables: string[] } | null;
}

/** Where DuckDB puts what does not fit in memory. */
const SCRATCH = "scratch";

/** With fewer, a number that moves would speak of persons. */
const FEWEST_CHANGED = 10;

/** Freezes the sources into `folder`; everything but a function of its input is the files it writes. */
export const freeze = (input: FreezeInput): Promise<Frozen> =>
  makeWholeFolder(input.folder, async (making) => {
    const workshop = await openWorkshop(join(making, MEASURE_FILE), join(making, SCRATCH));
    let closed = false;
    try {
      const made = await fill(workshop, input, making);
      await workshop.close();
      closed = true;
      return await seal(made, input, making);
    } finally {
      if (!closed) await workshop.close().catch(() => undefined);
    }
  });

type Made = Omit<Manifest, "files" | "salt" | "hash"> & Pick<Frozen, "notAsked">;

async function fill(workshop: Workshop, input: FreezeInput, making: string): Promise<Made> {
  const { sources, rules, number } = input;
  const given = allVariables(sources);
  const waves = sources.waves.length;
  await stage(workshop, sources);
  const derived = await derive(workshop, sources, given);
  const declared = [...given, ...derived.variables];
  const earlier = input.earlier && withoutOtherVersions(input.earlier, derived);
  const persons = await countPersons(workshop);
  const seen = await countSeen(workshop);
  const takeAway = (inOrder: boolean): Promise<void> =>
    writeTakeAway(workshop, declared, join(making, DATA_FILE), { waves: sources.waves, inOrder });
  // What an earlier one is compared with; where there is none it is written beside the table that is measured on.
  if (earlier !== null) await takeAway(false);

  const detach = earlier === null ? null : await attachEarlier(workshop, earlier);
  const changes = await changesSince(workshop, earlier, { sources, given, persons }, making);
  const keptMerging = earlier !== null && changes.persons < FEWEST_CHANGED ? earlier.manifest : null;
  const merging = await findRareCodes(workshop, declared, rules.rareCode, keptMerging);
  const summaryOf = await summarise(workshop, declared, {
    waves,
    persons,
    earlier: earlier?.manifest ?? null,
    kept: keptMerging,
  });
  const variables = declared.map((variable) => ({
    ...manifestVariable(variable, merging.get(variable.name) ?? []),
    ...derived.meaningOf(variable.name),
    ...summaryOf(variable.name),
    ...askedIn(sources, variable.name),
    ...notAskedAfter(sources, variable.name),
    ...codebookOf(sources, variable.name),
  }));
  await writeMeasured(workshop, variables, waves, persons, earlier === null ? { meanwhile: () => takeAway(true) } : {});

  const members = membersOf(variables, "BACKGROUND");
  const { depth, sets } = planFrameSets(members, waves, persons);
  const codes = await readPersonCodes(workshop, members, waves, persons);
  const keys = await recordKeys(workshop, input.secret, persons);
  const { blockedFrames, everyoneLost } = await publishFrames(workshop, {
    ...{ number, sets, members, codes, keys, changes, given, variables, earlier },
    waves: sources.waves.map(({ code }) => code),
    derive: derived.again,
  });
  await detach?.();
  const fieldwork = fieldworkOf({
    ...{ number, sources, persons, seen },
    everyone: await readEveryone(workshop),
    earlier: earlier?.manifest ?? null,
    noiseOf: (everyone) => input.disturb(input.secret, everyone),
  });
  const telling = await findTelling(workshop, variables, sets, codes, waves);

  const asOf = input.asOf.toISOString();
  return {
    study: sources.study.slug,
    title: sources.study.title,
    number,
    asOf,
    state: input.state,
    synthetic: sources.study.synthetic,
    waves: sources.waves.map(({ code, label }) => ({ code, label })),
    persons,
    ...shown(persons, earlier),
    frameDepth: depth,
    variables,
    ...(derived.leftOut.length > 0 && { leftOut: derived.leftOut }),
    blockedFrames,
    fieldwork,
    history: [...input.history, asOf],
    notAsked:
      telling !== null
        ? { reason: "DISCLOSIVE_BACKGROUND", variables: [...telling.background, telling.answer] }
        : everyoneLost
          ? { reason: "TOO_FEW_CHANGED", variables: [] }
          : null,
  };
}

/** From what is declared alone. */
function askedIn({ waves, askedIn: declared }: Sources, name: string): Pick<ManifestVariable, "askedIn"> {
  const codes = declared?.get(name);
  if (codes === undefined) return {};
  const ordinals = waves.flatMap(({ code }, ordinal) => (codes.includes(code) ? [ordinal] : []));
  return ordinals.length < waves.length ? { askedIn: ordinals } : {};
}

const codebookOf = ({ survey }: Sources, name: string): Pick<ManifestVariable, "codebook"> => {
  const codebook = survey.codebooks?.get(name);
  return codebook === undefined ? {} : { codebook };
};

function notAskedAfter({ waves, ruledOut }: Sources, name: string): Pick<ManifestVariable, "notAskedAfter"> {
  const after = waves.flatMap(({ code }, wave) =>
    (ruledOut?.get(code) ?? [])
      .filter(({ variable }) => variable === name)
      .map(({ given, codes, missing }) => ({ variable: given, wave, codes, missing })),
  );
  return after.length > 0 ? { notAskedAfter: after } : {};
}

async function countPersons(workshop: Workshop): Promise<number> {
  const [row] = await workshop.rows<{ persons: bigint }>("select count(*) as persons from member");
  return Number(row?.persons ?? 0);
}

async function changesSince(
  workshop: Workshop,
  earlier: Earlier | null,
  { sources, given, persons }: { sources: Sources; given: ReturnType<typeof allVariables>; persons: number },
  making: string,
): Promise<Changes> {
  if (earlier === null) return allNew(persons);
  const variables = given.map((variable) => manifestVariable(variable, []));
  const answered = new Set(given.filter(({ origin }) => origin === "SURVEY").map(({ name }) => name));
  const now = { path: join(making, DATA_FILE), variables, persons, answered };
  return findChanges(workshop, { ...now, apart: sources.survey.apart ?? new Map() }, earlier);
}

/** A number that moves only when at least 10 came or went says nothing of one. */
function shown(persons: number, earlier: Earlier | null): Pick<Manifest, "personsShown" | "shownFrom"> {
  if (earlier !== null && Math.abs(persons - earlier.manifest.shownFrom) < FEWEST_CHANGED) {
    const { personsShown, shownFrom } = earlier.manifest;
    return { personsShown, shownFrom };
  }
  return { personsShown: Math.round(persons / 10) * 10, shownFrom: persons };
}

async function seal({ notAsked, ...meaning }: Made, { chance }: FreezeInput, making: string): Promise<Frozen> {
  const data = await fileOf(making, DATA_FILE);
  const measure = await fileOf(making, MEASURE_FILE);
  const salt = chance(32).toString("hex");
  const hash = createHash("sha256")
    .update(JSON.stringify([data.sha256, meaning, salt]))
    .digest("hex");
  const manifest: Manifest = { ...meaning, files: [data, measure], salt, hash };
  await writeWhole(join(making, MANIFEST_FILE), JSON.stringify(manifest, null, 1));
  await rm(join(making, SCRATCH), { recursive: true, force: true });
  return { manifest, notAsked };
}

async function fileOf(folder: string, name: string): Promise<ManifestFile> {
  const digest = createHash("sha256");
  for await (const bytes of createReadStream(join(folder, name))) digest.update(bytes as Buffer);
  return { name, sha256: digest.digest("hex"), bytes: (await stat(join(folder, name))).size };
}
