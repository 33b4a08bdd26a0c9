import type { VariableDeclaration } from "../study/study.ts";
import { Audit } from "./audit.ts";
import type { Changes } from "./changes.ts";
import { type Earlier, readEarlierFrames } from "./earlier-frames.ts";
import { readEarlierPersons } from "./earlier-persons.ts";
import type { FrameSet } from "./frame-sets.ts";
import { type FrameRows, makeFrames } from "./frames.ts";
import { Freezing } from "./frozen.ts";
import type { BlockedFrames, ManifestVariable } from "./manifest.ts";
import { writePastRows } from "./past-rows.ts";
import type { Member, PersonCodes } from "./person-codes.ts";
import type { RecordKeys } from "./record-keys.ts";
import type { Workshop } from "./workshop.ts";
import { writeFrames } from "./write-frames.ts";

export interface PublishInput {
  number: number;
  sets: readonly FrameSet[];
  members: readonly Member[];
  codes: PersonCodes;
  keys: RecordKeys;
  changes: Changes;
  /** Variables that were asked or brought in; and all of the manifest. */
  given: readonly VariableDeclaration[];
  variables: readonly ManifestVariable[];
  /** Codes of the waves */
  waves: readonly string[];
  /** The snapshot that was asked until now, attached. */
  earlier: Earlier | null;
  /** Computes derived variables into tables staged anew. */
  derive(): Promise<void>;
}

export interface PublishedFrames {
  blockedFrames: BlockedFrames[];
  /** Somebody left, and fewer than 10 of everyone changed: nothing could be shown of everyone. */
  everyoneLost: boolean;
}

/** Decides which frames are published anew and which stand, audits them, and writes their tables (manifest.ts). */
export async function publishFrames(workshop: Workshop, input: PublishInput): Promise<PublishedFrames> {
  const { earlier, changes, keys, members, sets, waves, codes } = input;
  const before = earlier && {
    frames: await readEarlierFrames(workshop, earlier, waves),
    freezing: new Freezing(
      changes,
      keys,
      await readEarlierPersons(workshop, earlier, members, waves),
      earlier.manifest.persons,
    ),
  };
  const someFrozen = earlier !== null;
  const audit = new Audit(sets, members, codes, waves.length, { someFrozen });
  const { rows, corrections } = await makeFrames({ ...input, earlier: before, audit });
  const frozen = await writePastRows(workshop, {
    ...{ earlier, given: input.given, variables: input.variables, derive: input.derive },
    waves: waves.length,
    corrections: corrections.values(),
  });
  const written = { frames: [] as number[], rows: [] as number[] };
  const write = (frame: number, row: number): void => {
    written.frames.push(frame);
    written.rows.push(row);
  };
  for (const [frame, changed] of corrections)
    for (const { p, past, now } of changed) {
      const row = past === null ? null : frozen.past(past);
      if (row !== null) {
        write(frame, row);
        if (frozen.unmade.has(row)) rows.lost[frame] = 1;
      }
      if (now) write(frame, frozen.present(p));
    }
  const blockedFrames = blockIn(rows, sets, audit);
  await writeFrames(workshop, sets, rows, before?.frames.past() ?? [], written);
  const everyone = rows.set.findIndex((set) => sets[set]?.members.length === 0);
  return { blockedFrames, everyoneLost: rows.lost[everyone] === 1 };
}

function blockIn(rows: FrameRows, sets: readonly FrameSet[], audit: Audit): BlockedFrames[] {
  const counts = new Map<string, BlockedFrames>();
  for (const { place } of audit.blocked()) {
    rows.blocked[place] = 1;
    const variables = sets[rows.set[place] as number]?.members.map(({ name }) => name) ?? [];
    const name = JSON.stringify(variables);
    const known = counts.get(name);
    if (known === undefined) counts.set(name, { variables, frames: 1 });
    else known.frames++;
  }
  return [...counts.values()];
}
