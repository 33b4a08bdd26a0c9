import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../../schema/problem.ts";
import type { Variable, VariableDeclaration } from "../study/study.ts";
import { Recent } from "../../platform/recent.ts";
import { freeze } from "./freeze.ts";
import { type Manifest, MANIFEST_FILE, MEASURE_FILE } from "./manifest.ts";
import { notAskedProblem } from "./not-asked.ts";
import type { OpenSnapshot, Snapshot, SnapshotDeps } from "./snapshot.ts";
import type { SnapshotStore, Turn } from "./snapshot.store.ts";
import type { Sources } from "./sources.ts";

/** Manifests that stay in memory: those asked last. */
const MANIFESTS_KEPT = 32;

export const createTaking = (store: SnapshotStore, deps: Required<SnapshotDeps>) => {
  const { folder, clock, chance, secrets, log, rules, disturb, study: studies, survey } = deps;
  const pathOf = (snapshot: Pick<Snapshot, "folder">): string => join(folder.snapshots, snapshot.folder);

  const readManifest = async (snapshot: Pick<Snapshot, "folder">): Promise<Manifest> =>
    JSON.parse(await readFile(join(pathOf(snapshot), MANIFEST_FILE), "utf8")) as Manifest;

  /** Of recorded snapshots: those never change. */
  const manifests = new Recent<Promise<Manifest>>(MANIFESTS_KEPT);
  const manifestOf = (snapshot: Pick<Snapshot, "folder">): Promise<Manifest> => {
    let manifest = manifests.get(snapshot.folder);
    if (manifest === undefined) {
      manifest = readManifest(snapshot);
      manifests.set(snapshot.folder, manifest);
      manifest.catch(() => manifests.delete(snapshot.folder));
    }
    return manifest;
  };

  async function sourcesOf(studyId: string, before: Date): Promise<Sources> {
    const study = await studies.studyById(studyId);
    if (study === null) throw unknownStudy();
    const [waves, variables, imported, roster, derived, counts, deleted, asked, codebooks, ruledOut, apart] =
      await Promise.all([
        studies.waves(studyId),
        studies.variables(studyId),
        studies.latestImport(studyId),
        survey.participantsOf(studyId),
        studies.derivedSources(studyId),
        survey.waveCounts(studyId, before),
        survey.deletedOf(studyId),
        survey.wavesAsked(studyId),
        survey.codebookVersions(studyId),
        survey.ruledOut(studyId),
        survey.namesApart(studyId),
      ]);
    return {
      study,
      waves,
      imported: imported && { ...imported, variables: imported.variables.map(inRole(variables)) },
      derived,
      deleted,
      askedIn: new Map([...Object.entries(imported?.askedIn ?? {}), ...asked]),
      ruledOut,
      fieldwork: waves.map(({ id, code, openedAt, closedAt }) => ({
        wave: code,
        openedAt,
        closedAt,
        ...(counts.get(id) ?? { invited: 0, sent: 0 }),
      })),
      survey: {
        variables: variables.filter(({ origin }) => origin === "SURVEY"),
        codebooks,
        apart,
        roster,
        rows: survey.answersOf(studyId, before),
      },
    };
  }

  async function takeInTurn(turn: Turn, studyId: string): Promise<Snapshot> {
    const snapshots = await turn.snapshots();
    await clear(studyId, snapshots);
    const asOf = clock();
    const number = (snapshots.at(-1)?.number ?? 0) + 1;
    const asked = snapshots.findLast(({ notAsked }) => notAsked === null);
    const place = `${studyId}/${number}`;
    const secretName = recordKeySecret(studyId);
    const { manifest, notAsked } = await freeze({
      sources: await sourcesOf(studyId, asOf),
      number,
      state: "PRELIMINARY",
      history: snapshots.map((snapshot) => snapshot.asOf.toISOString()),
      earlier: asked
        ? { manifest: await readManifest(asked), folder: pathOf(asked), withdrawn: asked.withdrawn !== null }
        : null,
      rules,
      disturb,
      asOf,
      chance,
      // Made with the first snapshot, and never again: another one would give every frame other noise.
      secret: number === 1 ? await secrets.get(secretName) : await secrets.known(secretName),
      folder: join(folder.snapshots, place),
    });
    const { persons, personsShown, hash } = manifest;
    const taken = await turn.add({
      studyId,
      number,
      state: "PRELIMINARY",
      asOf,
      persons,
      personsShown,
      hash,
      folder: place,
      notAsked,
    });
    log.info("snapshot taken", { study: manifest.study, number, asked: notAsked === null });
    return taken;
  }

  /** What a process left behind that was ended between writing the data and writing the record. */
  async function clear(studyId: string, snapshots: readonly Snapshot[]): Promise<void> {
    const recorded = new Set(snapshots.map(({ number }) => String(number)));
    for (const name of await namesIn(join(folder.snapshots, studyId))) {
      if (recorded.has(name)) continue;
      await rm(join(folder.snapshots, studyId, name), { recursive: true, force: true });
      log.info("snapshot without a record removed", { study: studyId });
    }
  }

  const take = (studyId: string): Promise<Snapshot> => store.inTurn(studyId, (turn) => takeInTurn(turn, studyId));

  return {
    /** Freezes a study's data and answers as they are now: preliminary ones. Two at once wait for each other. */
    take,

    /** By the study's slug; a problem where the snapshot is kept but not asked. */
    takeOnDemand: async (slug: string): Promise<Snapshot> => {
      const study = await studies.studyBySlug(slug);
      if (study === null) throw unknownStudy();
      const snapshot = await take(study.id);
      if (snapshot.notAsked !== null) throw notAskedProblem(snapshot.notAsked, snapshot.number);
      return snapshot;
    },

    /**
     * Where the newest is still the one of `newest`, and nobody else is taking one: several servers may find the same
     * study due at once. Null where there was nothing to do.
     */
    takeAfter: (studyId: string, newest: Date | null): Promise<Snapshot | null> =>
      store.ifFree(studyId, async (turn) => {
        const last = (await turn.snapshots()).at(-1)?.asOf ?? null;
        return last?.getTime() === newest?.getTime() ? takeInTurn(turn, studyId) : null;
      }),

    open: async (snapshot: Pick<Snapshot, "folder">): Promise<OpenSnapshot> => ({
      manifest: await manifestOf(snapshot),
      measurePath: join(pathOf(snapshot), MEASURE_FILE),
    }),

    /** At start: freezes what was brought in by a process that ended before it could. */
    catchUp: async (): Promise<void> => {
      for (const studyId of await store.behind()) {
        await store.ifFree(studyId, (turn) => takeInTurn(turn, studyId));
      }
    },

    /**
     * At start: removes what was left half-made. A study that this database does not know is left alone, as it may be
     * another database's; so is one of which a snapshot is being taken.
     */
    recover: async (): Promise<void> => {
      for (const studyId of await namesIn(folder.snapshots)) {
        if ((await studies.studyById(studyId)) === null) continue;
        await store.ifFree(studyId, async (turn) => clear(studyId, await turn.snapshots()));
      }
    },
  };
};

/** With the role that the record gives it: one that was guessed is an answer until a steward confirms it. */
const inRole = (recorded: readonly Variable[]) => {
  const roles = new Map(recorded.map(({ name, role }) => [name, role]));
  return (variable: VariableDeclaration): VariableDeclaration => ({
    ...variable,
    role: roles.get(variable.name) ?? variable.role,
  });
};

const unknownStudy = (): Problem =>
  new Problem("UNKNOWN_STUDY", { nl: "Deze studie bestaat niet.", en: "There is no such study." }, ["study"]);

/** Name of the secret that a study's record keys, and nothing else, are made with. */
export const recordKeySecret = (studyId: string): string => `record-key.${studyId}`;

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
