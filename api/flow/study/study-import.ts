import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { bringIn } from "./bring-in.ts";
import { notesAsJson, type ImportStore } from "./import.store.ts";
import { inWords, problem, StudyRefused, type ImportProblem } from "./import-problems.ts";
import { createImportRecovery, RUNNING } from "./recover-imports.ts";
import type { ImportDictionary, StudyDeps } from "./study.ts";
import type { StudyStore } from "./study.store.ts";
import { createUploads } from "./uploads.ts";

export interface ImportOptions {
  /** Account that brings it in; null for somebody at the machine itself. */
  userId?: string | null;
  /** 0 to 1, rising */
  onProgress?(share: number): void;
}

export interface ImportedStudy {
  importId: string;
  studyId: string;
  slug: string;
  title: string;
  persons: number;
  /** A row a person and wave */
  rows: number;
  waves: number;
  variables: number;
  notes: ImportProblem[];
  /** Of the snapshot that was made of it */
  snapshotId: string | null;
}

export interface ImportDeps extends StudyDeps {
  store: StudyStore;
  imports: ImportStore;
}

/** So often, at most, is progress written down. */
const PROGRESS_MS = 300;

export const reportPathOf = (folder: StudyDeps["folder"], importId: string): string =>
  join(folder.imports, `${importId}.problems.csv`);

export const createStudyImports = (deps: ImportDeps) => {
  const { store, imports, folder, clock, log, openDuckDB, makeWholeFolder } = deps;

  /** Writes progress down, and tells whoever waits; neither holds up the work. */
  const follow = (importId: string, told: ImportOptions["onProgress"]) => {
    let last = 0;
    let highest = 0;
    return (share: number) => {
      if (share <= highest) return;
      highest = share;
      told?.(share);
      const now = clock().getTime();
      if (now - last < PROGRESS_MS) return;
      last = now;
      imports.progress(importId, share).catch(() => log.warn("import_progress_not_written", { import: importId }));
    };
  };

  /** The whole study or nothing: data first, under another name; then the record, in one transaction. */
  async function run(importId: string, at: string, onProgress: ImportOptions["onProgress"]): Promise<ImportedStudy> {
    const target = join(folder.imports, importId);
    const told = follow(importId, onProgress);
    try {
      // While this folder is there, and its process, the import runs; after a crash it is cleared away.
      const imported = await makeWholeFolder(join(folder.uploads, `${importId}${RUNNING}`), async (work) => {
        const checked = await makeWholeFolder(target, (making) =>
          bringIn({
            at,
            folder: making,
            work,
            reportPath: reportPathOf(folder, importId),
            surveyVariables: (slug) => store.surveyVariables(slug),
            openDuckDB,
            onProgress: told,
          }),
        );
        const { plan, dictionary, persons, rows } = checked;
        const { slug, title, description, synthetic } = plan;
        const { waves, variables } = dictionary;
        const studyId = await store.bringIn(
          importId,
          { slug, title, description, synthetic, waves, variables },
          { folder: importId, persons, rows, notes: notesAsJson(plan.notes), now: clock() },
        );
        return {
          importId,
          studyId,
          slug,
          title,
          persons,
          rows,
          waves: waves.length,
          variables: variables.length,
          notes: plan.notes.map(inWords),
        };
      });
      log.info("study_imported", { import: importId, study: imported.slug });
      told(1);
      return { ...imported, snapshotId: await deps.afterImport(imported.studyId) };
    } catch (error) {
      await refuse(importId, target, error);
      throw error;
    } finally {
      await rm(join(folder.uploads, `${importId}${RUNNING}`), { recursive: true, force: true });
    }
  }

  /** Nothing half-written stays behind; what is done already is left alone. */
  async function refuse(importId: string, target: string, error: unknown): Promise<void> {
    if ((await imports.find(importId))?.status === "DONE") return;
    await rm(target, { recursive: true, force: true });
    const refusal = error instanceof StudyRefused ? error : new StudyRefused([problem("FAILED")]);
    await imports.refuse(importId, refusal.problems, refusal.problemCount, clock());
    log.info("study_refused", { import: importId, problems: refusal.problemCount });
  }

  return {
    /** Brings a package in from this machine: its folder, or the file that describes it. Throws StudyRefused. */
    async importStudy(at: string, { userId = null, onProgress }: ImportOptions = {}): Promise<ImportedStudy> {
      const { id } = await imports.create(userId, "RUNNING", clock());
      return run(id, at, onProgress);
    },

    /** The data of the study's newest import, checked; null where it never had one. */
    async latestImport(studyId: string): Promise<({ folder: string } & ImportDictionary) | null> {
      const name = await imports.latestFolder(studyId);
      if (name === null) return null;
      const path = join(folder.imports, name);
      const dictionary = JSON.parse(await readFile(join(path, "dictionary.json"), "utf8")) as ImportDictionary;
      return { folder: path, ...dictionary };
    },

    ...createUploads({ ...deps, run }),
    ...createImportRecovery(deps),
  };
};
